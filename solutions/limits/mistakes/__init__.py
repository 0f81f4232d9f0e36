"""Known mistakes of chapter 12. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

MISTAKES: list[Mistake] = [
    Mistake(
        "bracket_weights",
        "hidden_matrix_turned_over",
        {"return W_xh, W_hh": "return W_xh, W_hh.T"},
        "In your W_hh, every connection goes the wrong way: *below* writes into *opened*. In "
        "h_{t−1} W_hh, does the row say where a number comes from, or where it goes?",
    ),
    Mistake(
        "bracket_weights",
        "closing_counted_down",
        {"W_xh[:, closed] = steps == -1": "W_xh[:, closed] = -1.0 * (steps == -1)"},
        "In your W_xh, a closing bracket takes 1 away from *closed*. That unit is a ReLU and "
        "begins at 0. What does a ReLU make of −1, and in which direction is *closed* to count?",
    ),
    Mistake(
        "bracket_weights",
        "one_column_for_both",
        {
            "W_xh[:, opened] = steps == 1\n    W_xh[:, closed] = steps == -1": (
                "W_xh[:, opened] = steps"
            )
        },
        "In your W_xh, a closing bracket takes 1 away from *opened*. Such a unit cannot be seen "
        "to fall below 0, since a ReLU stops there. Which unit should a closing bracket write "
        "to, and which not?",
    ),
    Mistake(
        "bracket_weights",
        "counters_forget",
        {
            "W_hh[opened, opened] = W_hh[closed, closed] = W_hh[ever, ever] = 1": (
                "W_hh[ever, ever] = 1"
            )
        },
        "In your W_hh, *opened* and *closed* start anew at every step. A unit keeps its number "
        "only if it hands it to itself. Which entries of W_hh hand a unit's number to itself?",
    ),
    Mistake(
        "bracket_weights",
        "ever_forgets",
        {"W_hh[closed, closed] = W_hh[ever, ever] = 1": "W_hh[closed, closed] = 1"},
        "In your W_hh, *ever* does not hand its number on to itself: it keeps nothing, and a "
        "misplaced bracket can be forgiven a few steps later. How do *opened* and *closed* keep "
        "what they have?",
    ),
    Mistake(
        "bracket_weights",
        "below_has_the_other_sign",
        {"W_hh[opened, below] = 1, -1": "W_hh[opened, below] = -1, 1"},
        "By your W_hh, *below* is positive while brackets are open, which is allowed, and 0 when "
        "one too many is closed. Which of the two counters must weigh positively in *below*?",
    ),
    Mistake(
        "bracket_weights",
        "below_keeps_itself",
        {"W_hh[ever, ever] = 1\n": "W_hh[ever, ever] = W_hh[below, below] = 1\n"},
        "In your W_hh, *below* hands its number on to itself. But *below* is to say how things "
        "stood one step earlier, no more. Which unit does the adding up?",
    ),
    Mistake(
        "bracket_weights",
        "below_not_reported",
        {"    W_hh[below, ever] = 1\n": ""},
        "By your W_hh, *ever* stays 0 whatever happens: nothing flows into it but itself. The sum "
        "of which unit is *ever* meant to be?",
    ),
    Mistake(
        "automaton_weights",
        "gain_forgotten_in_state",
        {"gain / 2 * leads_to": "0.5 * leads_to"},
        "Your W_hh does not grow with the gain, so that the state speaks too softly beside input "
        "and bias. How much of what is inside the tanh does the gain multiply?",
    ),
    Mistake(
        "automaton_weights",
        "states_taken_as_zero_and_one",
        {
            "gain / 2 * leads_to": "gain * leads_to",
            ".sum(axis=0) / 2 - 1.5": ".sum(axis=0) * 0 - 1.5",
        },
        "Your W_hh is that for units of 0 and 1. Your b_h is that for units of 0 and 1. A tanh "
        "gives −1 and 1. Put (h + 1) / 2 in place of a unit of 0 or 1 and multiply out: what "
        "becomes of the weight, and what goes into the bias?",
    ),
    Mistake(
        "automaton_weights",
        "bias_without_the_shift",
        {"(leads_to.sum(axis=0) / 2 - 1.5)": "(0 * leads_to.sum(axis=0) - 1.5)"},
        "Your b_h is the same for all units. The weights take (h + 1) / 2 apart into h / 2 and 1 "
        "/ 2. Each connection leaves such a half behind. How many connections lead into each "
        "unit?",
    ),
    Mistake(
        "automaton_weights",
        "threshold_of_or",
        {"/ 2 - 1.5)": "/ 2 - 0.5)"},
        "Your b_h does not keep two conditions that hold apart from one. Two together give 2, one "
        "alone gives 1. Where must the line lie so that two conditions pass and one does not?",
    ),
    Mistake(
        "automaton_weights",
        "hidden_matrix_turned_over",
        {"W_hh = gain / 2 * leads_to": "W_hh = gain / 2 * leads_to.T"},
        "Your W_hh is turned over: its rows should say which unit a number comes from. In "
        "h_{t−1} W_hh, which axis meets the old units?",
    ),
    Mistake(
        "automaton_weights",
        "symbol_and_state_swapped",
        {
            "old_state, symbol = np.divmod(np.arange(S * V), V)": (
                "symbol, old_state = np.divmod(np.arange(S * V), S)"
            )
        },
        "Your W_xh has its units in another order: unit v S + s in place of s V + v. Your W_hh "
        "has a unit's column at v S + s. From a unit to its neighbour, which changes in the "
        "docstring, state or symbol?",
    ),
    Mistake(
        "automaton_weights",
        "old_state_for_new",
        {"next_state.ravel()[:, None] == old_state": "old_state[:, None] == old_state"},
        "Your W_hh connects the units of one and the same old state, so the automaton never "
        "leaves it. When unit (s, v) is on, to which state has the automaton gone, and where is "
        "that written?",
    ),
    Mistake(
        "automaton_weights",
        "gain_forgotten_in_bias",
        {},
        "In your b_h, the threshold does not grow with the gain. How much of what is inside the "
        "tanh does the gain multiply?",
    ),
    Mistake(
        "automaton_weights",
        "threshold_forgotten",
        {},
        "Your b_h looks as if there were no threshold that two conditions pass and one does not. "
        "Which number does the docstring's formula take off?",
    ),
    Mistake(
        "bracket_weights",
        "units_in_the_docstrings_order",
        {"ever = units": "ever = range(4)"},
        "Your W_xh looks as if *opened* were unit 0 and *closed* unit 1. Your W_hh looks as if "
        "the units stood in the docstring's order. Which argument says where each unit lives?",
    ),
    Mistake(
        "bracket_weights",
        "ever_from_the_counters",
        {},
        "By your W_hh, *ever* listens to the counters themselves, and goes down again while "
        "brackets are open. What *ever* has noticed must not be forgotten. Which unit is *ever* "
        "meant to add up?",
    ),
    Mistake(
        "bracket_weights",
        "other_signs_counted",
        {},
        "In your W_xh, signs that are no brackets are counted as well. What does a 0 in steps "
        "stand for, and which unit should hear of it?",
    ),
    Mistake(
        "bracket_weights",
        "one_token_of_a_kind",
        {},
        "Your W_xh has one token that opens and one that closes, no more. There may be several of "
        "each, anywhere in the vocabulary. Which argument says what a token does?",
    ),
    Mistake(
        "bracket_weights",
        "below_at_once",
        {},
        "In your W_xh, a bracket writes to *below* at once, though *below* speaks of one step "
        "earlier. Which two of the four units listen to the input in the Notes?",
    ),
    Mistake(
        "bracket_weights",
        "units_read_backwards",
        {"ever = units": "ever = np.argsort(units)"},
        "In your W_xh, units have changed places. In your W_hh, units have changed places. Does "
        "units[0] say where *opened* is, or what unit 0 is called?",
    ),
    Mistake(
        "stack_forward",
        "digits_zero_and_one",
        {"(q_t + 1) / 4, (q_t + 3) / 4": "q_t / 4, (q_t + 1) / 4"},
        "In your q, a zero is pushed as the digit 0 and a one as the digit 1. With such digits, "
        "an empty stack and one full of zeros are the same number. Which two digits does the "
        "docstring choose, and why not 0?",
    ),
    Mistake(
        "stack_forward",
        "base_two",
        {"[q_t, (q_t + 1) / 4, (q_t + 3) / 4, popped]": "[q_t, q_t / 2, (q_t + 1) / 2, popped]"},
        "Your q makes room for a bit as if it were divided by 2. In which base is a stack "
        "written, and so by what is it divided when something is pushed?",
    ),
    Mistake(
        "stack_forward",
        "pushed_at_the_bottom",
        {"(q_t + 1) / 4, (q_t + 3) / 4": "q_t + 1 / 4, q_t + 3 / 4"},
        "Your q can leave the interval from 0 to 1: a push must make room and put its digit "
        "behind the point. What happens to the digits of a number when it is divided by the base?",
    ),
    Mistake(
        "stack_forward",
        "empty_stack_popped",
        {"np.where(q_t > 0, 4 * q_t - digit, 0)": "4 * q_t - digit"},
        "Your q is negative after a pop of an empty stack, and from there on nothing is a stack "
        "any more. What does the docstring say about a pop of an empty stack?",
    ),
    Mistake(
        "stack_forward",
        "top_left_behind",
        {"np.where(q_t > 0, 4 * q_t - digit, 0)": "4 * q_t"},
        "After a pop, your q still holds the digit that was to go. Multiplying by 4 brings a "
        "digit in front of the point. What is left to do with a digit in front of the point?",
    ),
    Mistake(
        "stack_forward",
        "popped_as_if_one",
        {"np.where(q_t >= 0.5, 3, 1)": "np.full_like(q_t, 3)"},
        "It looks as if a pop took the same digit off your q, whichever comes first in it. How "
        "can you tell from a stack's number which digit comes first in it?",
    ),
    Mistake(
        "stack_forward",
        "not_shifted_back",
        {"4 * q_t - digit, 0)": "q_t - digit / 4, 0)"},
        "After a pop, your q has a hole where a digit was. The bit below should move up into "
        "its place. What moves all digits of a number by one place?",
    ),
    Mistake(
        "stack_forward",
        "read_before_the_step",
        {
            "top, filled = np.clip(4 * q - 2, 0, 1), np.clip(4 * q, 0, 1)": (
                "late = np.vstack([0 * q[:1], q[:-1]])\n"
                "    top, filled = np.clip(4 * late - 2, 0, 1), np.clip(4 * late, 0, 1)"
            )
        },
        "q is right. Your top is one step late. Your filled is one step late. Does the docstring "
        "describe the stack before an operation, or after it?",
    ),
    Mistake(
        "stack_forward",
        "not_clipped",
        {"np.clip(4 * q - 2, 0, 1), np.clip(4 * q, 0, 1)": "4 * q - 2, 4 * q"},
        "q is right. Your top is not kept between 0 and 1. Your filled is not kept between 0 and "
        "1. What cuts a number off below 0 and above 1?",
    ),
    Mistake(
        "stack_forward",
        "digits_one_and_two",
        {},
        "In your q a one is written as the digit 2. Which two digits does the docstring choose, "
        "and how far apart are they?",
    ),
    Mistake(
        "stack_forward",
        "nothing_empties",
        {},
        "Where nothing is to happen, your q becomes 0. What should be left of a stack that "
        "nobody touches?",
    ),
    Mistake(
        "stack_forward",
        "single_one_missed",
        {},
        "When a one is popped that lies alone in the stack, your q looks as if that were a zero. "
        "Which number stands for a stack with a single one, and on which side of a border between "
        "the digits does it lie?",
    ),
    Mistake(
        "stack_forward",
        "bottom_first",
        {},
        "Your q has the digits of a stack from its bottom to its top. A network that sees q only "
        "roughly sees its first digit best. Which bit does it have to see?",
    ),
    Mistake(
        "memory_curve",
        "future_recovered",
        {"u[K - k : T - k]": "np.r_[u[K + k :], u[:k]][: T - K]"},
        "Your r2 is about numbers that the network has not read yet, as if u_{t+k} stood beside "
        "h_t. Which way along u is the past?",
    ),
    Mistake(
        "memory_curve",
        "delays_from_zero",
        {"u[K - k : T - k]": "u[K - k + 1 : T - k + 1]"},
        "Your r2 begins with the input of the very same step, and ends one delay too early. "
        "Which delay is the first in the docstring?",
    ),
    Mistake(
        "memory_curve",
        "no_bias",
        {"np.column_stack([h[K:], np.ones(T - K)])": "h[K:]"},
        "Your r2 is too low, as if the readout had no bias: the mean of the inputs need not be 0. "
        "What stands beside h in a readout h W + b?",
    ),
    Mistake(
        "memory_curve",
        "variance_not_centred",
        {"(target - target.mean()) ** 2": "target**2"},
        "Your r2 is too high, as if the error were compared with the squares of the numbers "
        "themselves. Then a readout that always gives the mean would get some of it. Around what "
        "does a variance vary?",
    ),
    Mistake(
        "memory_curve",
        "correlation_not_squared",
        {
            "r2[k - 1] = 1 - np": "r2[k - 1] = np.sqrt(1 - np",
            " ** 2)\n    return r2": " ** 2))\n    return r2",
        },
        "Your r2 is the square root of what is asked for: a correlation. Which power of a "
        "correlation is a share of variance?",
    ),
    Mistake(
        "memory_curve",
        "unexplained_share",
        {"r2[k - 1] = 1 - np.sum": "r2[k - 1] = np.sum"},
        "Your r2 is the share that is *not* recovered. What do a recovered share and one that is "
        "not add up to?",
    ),
    Mistake(
        "memory_curve",
        "other_steps_for_each_delay",
        {
            "target = u[K - k : T - k]\n        readout": (
                "target = u[: T - k]\n"
                "        states = np.column_stack([h[k:], np.ones(T - k)])\n"
                "        readout"
            )
        },
        "Your r2 looks as if each delay were measured on other steps, more of them the shorter it "
        "is. Which steps does the docstring take for all delays?",
    ),
    Mistake(
        "memory_curve",
        "mean_of_all_inputs",
        {},
        "Your r2 looks as if what the error is compared with had been taken of all inputs. Of "
        "which numbers is the mean in the docstring's formula, and on which steps?",
    ),
    Mistake(
        "memory_curve",
        "error_itself",
        {},
        "Your r2 looks as if it were an error, which changes with the units of u, and not a "
        "share. With what does the docstring compare the error?",
    ),
    Mistake(
        "memory_curve",
        "wrong_steps",
        {},
        "Your r2 looks as if it were fitted and measured on steps that begin or end elsewhere. "
        "Which is the first step of the docstring's range, and which is the last?",
    ),
    Mistake(
        "memory_curve",
        "fitted_elsewhere",
        {},
        "Your r2 looks as if the readout had been fitted on a part of the steps only. On which "
        "steps does the docstring fit, and on which does it measure?",
    ),
    Mistake(
        "memory_curve",
        "divisors_differ",
        {},
        "Your r2 is off by little, as if error and variance were divided by different numbers. "
        "Over how many steps does each sum in the docstring's formula go?",
    ),
    Mistake(
        "combine_steps",
        "wrong_order",
        {"a_2 * b_1 + b_2": "a_1 * b_2 + b_1"},
        "Your b looks as if the later step had been done first. Put h through step 1, then what "
        "comes out through step 2, on paper. Which factor multiplies b_1 when step 1 comes first?",
    ),
    Mistake(
        "combine_steps",
        "earlier_not_scaled",
        {"a_2 * b_1 + b_2": "b_1 + b_2"},
        "Your b is the sum of b_1 and b_2. But what the earlier step added goes through the later "
        "step, too. What does the later step do to what the earlier one added?",
    ),
    Mistake(
        "combine_steps",
        "everything_scaled",
        {"a_2 * b_1 + b_2": "a_2 * (b_1 + b_2)"},
        "Your b has b_2 multiplied, too. In h ← a_2 ⊙ h + b_2, what does a_2 stand in front of, "
        "and what does a_1 know of b_2?",
    ),
    Mistake(
        "combine_steps",
        "factors_added",
        {"return a_1 * a_2,": "return a_1 + a_2,"},
        "Your a is the sum of two factors. If each step halves, what do two of them do?",
    ),
    Mistake(
        "combine_steps",
        "later_factor_only",
        {"return a_1 * a_2,": "return a_2,"},
        "Your a is the factor of one step alone. How much of h is left after the earlier step, "
        "and how much after the later one?",
    ),
    Mistake(
        "combine_steps",
        "wrong_factor",
        {"a_2 * b_1 + b_2": "a_1 * b_1 + b_2"},
        "Your b has b_1 multiplied by its own step's factor. That factor was for the state "
        "before it. Which multiplication still lies ahead of b_1?",
    ),
    Mistake(
        "combine_steps",
        "tanh_between",
        {},
        "Your b looks as if it had been through some curve on the way. Which function do these "
        "steps do without, as the docstring says?",
    ),
]
