"""Known mistakes of chapter 12. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

MISTAKES: list[Mistake] = [
    Mistake(
        "bracket_weights",
        "hidden_matrix_turned_over",
        {"return W_xh, W_hh": "return W_xh, W_hh.T"},
        "Every connection of your W_hh goes the wrong way: *below* writes into *opened*. In "
        "h_{t−1} W_hh, does the row say where a number comes from, or where it goes?",
    ),
    Mistake(
        "bracket_weights",
        "closing_counted_down",
        {"W_xh[:, closed] = steps == -1": "W_xh[:, closed] = -1.0 * (steps == -1)"},
        "A closing bracket takes 1 away from *closed*. Your unit is a ReLU and begins at 0. "
        "What becomes of −1 there, and in which direction is *closed* to count?",
    ),
    Mistake(
        "bracket_weights",
        "one_column_for_both",
        {
            "W_xh[:, opened] = steps == 1\n    W_xh[:, closed] = steps == -1": (
                "W_xh[:, opened] = steps"
            )
        },
        "*opened* goes down at a closing bracket, and *closed* never moves. One unit for the "
        "difference cannot be seen to fall below 0, since a ReLU stops there. "
        "Which unit should a closing bracket write to?",
    ),
    Mistake(
        "bracket_weights",
        "counters_forget",
        {
            "W_hh[opened, opened] = W_hh[closed, closed] = W_hh[ever, ever] = 1": (
                "W_hh[ever, ever] = 1"
            )
        },
        "Your counters start anew at every step: *opened* is what the last token was. A unit "
        "keeps its number only if it hands it to itself. Which entries of W_hh do that?",
    ),
    Mistake(
        "bracket_weights",
        "ever_forgets",
        {"W_hh[closed, closed] = W_hh[ever, ever] = 1": "W_hh[closed, closed] = 1"},
        "W_hh: your *ever* knows only what *below* was one step earlier. After two good steps a "
        "misplaced bracket is forgiven. How do *opened* and *closed* keep what they have?",
    ),
    Mistake(
        "bracket_weights",
        "below_has_the_other_sign",
        {"W_hh[opened, below] = 1, -1": "W_hh[opened, below] = -1, 1"},
        "Your *below* is positive while brackets are open, which is allowed, and 0 when one too "
        "many is closed. Which of the two counters must weigh positively in it?",
    ),
    Mistake(
        "bracket_weights",
        "below_keeps_itself",
        {"W_hh[ever, ever] = 1\n": "W_hh[ever, ever] = W_hh[below, below] = 1\n"},
        "One entry of W_hh too many: *below* hands its number on to itself. It is to say how "
        "things stood one step earlier, no more. Which unit does the adding up?",
    ),
    Mistake(
        "bracket_weights",
        "below_not_reported",
        {"    W_hh[below, ever] = 1\n": ""},
        "Your *ever* stays 0 whatever happens: nothing flows into it but itself. "
        "The sum of which unit is it meant to be?",
    ),
    Mistake(
        "automaton_weights",
        "gain_forgotten_in_state",
        {"gain / 2 * leads_to": "0.5 * leads_to"},
        "W_hh: the state speaks too softly beside input and bias. "
        "How much of what is inside the tanh does the gain multiply?",
    ),
    Mistake(
        "automaton_weights",
        "states_taken_as_zero_and_one",
        {
            "gain / 2 * leads_to": "gain * leads_to",
            ".sum(axis=0) / 2 - 1.5": ".sum(axis=0) * 0 - 1.5",
        },
        "W_hh and b_h are those for units of 0 and 1. Yours come out of a tanh and are near −1 "
        "and 1. Put (h + 1) / 2 in place of a unit that is 0 or 1 and multiply out: what "
        "becomes of the weight, and what goes into the bias?",
    ),
    Mistake(
        "automaton_weights",
        "bias_without_the_shift",
        {"(leads_to.sum(axis=0) / 2 - 1.5)": "(0 * leads_to.sum(axis=0) - 1.5)"},
        "b_h is the same for all units. The weights take (h + 1) / 2 apart into h / 2 and 1 / 2. "
        "Each connection leaves such a half behind. How many connections does each unit have?",
    ),
    Mistake(
        "automaton_weights",
        "threshold_of_or",
        {"/ 2 - 1.5)": "/ 2 - 0.5)"},
        "b_h: your threshold is passed as soon as *one* of the two conditions holds. Both "
        "together give 2, one alone gives 1. Where must the line lie so that only both pass?",
    ),
    Mistake(
        "automaton_weights",
        "hidden_matrix_turned_over",
        {"W_hh = gain / 2 * leads_to": "W_hh = gain / 2 * leads_to.T"},
        "W_hh is turned over: its rows should say which unit a number comes from. "
        "In h_{t−1} W_hh, which axis of W_hh meets the old units?",
    ),
    Mistake(
        "automaton_weights",
        "symbol_and_state_swapped",
        {
            "old_state, symbol = np.divmod(np.arange(S * V), V)": (
                "symbol, old_state = np.divmod(np.arange(S * V), S)"
            )
        },
        "Your units are in another order: unit v S + s instead of s V + v. "
        "Which of the two, state or symbol, changes from a unit to its neighbour?",
    ),
    Mistake(
        "automaton_weights",
        "old_state_for_new",
        {"next_state.ravel()[:, None] == old_state": "old_state[:, None] == old_state"},
        "W_hh connects the units of one and the same old state with each other, so the automaton "
        "never leaves its state. A unit is on for (s, v). To which state has the automaton "
        "gone *after* that, and where is that written?",
    ),
    Mistake(
        "bracket_weights",
        "units_in_the_docstrings_order",
        {"ever = units": "ever = range(4)"},
        "The numbers are right, but in the wrong rows and columns: *opened* need not be unit 0. "
        "Which argument says where each unit lives?",
    ),
    Mistake(
        "stack_forward",
        "digits_zero_and_one",
        {"(q_t + 1) / 4, (q_t + 3) / 4": "q_t / 4, (q_t + 1) / 4"},
        "q: your digits are 0 and 1. Then an empty stack and one full of zeros are the same "
        "number. Which two digits does the docstring choose, and why not 0?",
    ),
    Mistake(
        "stack_forward",
        "base_two",
        {"[q_t, (q_t + 1) / 4, (q_t + 3) / 4, popped]": "[q_t, q_t / 2, (q_t + 1) / 2, popped]"},
        "q: you push in base 2, and pop in another. "
        "In which base is q written, and so by what is it divided to make room for a digit?",
    ),
    Mistake(
        "stack_forward",
        "pushed_at_the_bottom",
        {"(q_t + 1) / 4, (q_t + 3) / 4": "q_t + 1 / 4, q_t + 3 / 4"},
        "q leaves the interval from 0 to 1: what was there before has not made room. "
        "What happens to a number's digits when it is divided by the base?",
    ),
    Mistake(
        "stack_forward",
        "empty_stack_popped",
        {"np.where(q_t > 0, 4 * q_t - digit, 0)": "4 * q_t - digit"},
        "A pop of an empty stack makes q negative. From there on nothing is a stack any more. "
        "What does the docstring say is to happen?",
    ),
    Mistake(
        "stack_forward",
        "top_left_behind",
        {"4 * q_t - digit": "4 * q_t % 1 + digit - digit + (digit == 3) / 4"},
        "q after a pop keeps a quarter of something that is gone. Multiplying by 4 brings the top "
        "in front of the point. What is left to do with it?",
    ),
    Mistake(
        "stack_forward",
        "popped_as_if_one",
        {"np.where(q_t >= 0.5, 3, 1)": "np.full_like(q_t, 3)"},
        "A pop takes away the digit 3, whatever is on top. "
        "How can you tell from q which of the two digits comes first?",
    ),
    Mistake(
        "stack_forward",
        "not_shifted_back",
        {"4 * q_t - digit, 0)": "q_t - digit / 4, 0)"},
        "A pop takes the top away and leaves a hole where it was. The bit below should move up "
        "into its place. What moves all digits of a number by one place?",
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
        "q is right; top and filled are one step late. "
        "Do they describe the stack before an operation, or after it?",
    ),
    Mistake(
        "stack_forward",
        "not_clipped",
        {"np.clip(4 * q - 2, 0, 1), np.clip(4 * q, 0, 1)": "4 * q - 2, 4 * q"},
        "q is right; top and filled are not 0 or 1. What cuts a number off below 0 and above 1?",
    ),
    Mistake(
        "memory_curve",
        "future_recovered",
        {"u[K - k : T - k]": "np.r_[u[K + k :], u[:k]][: T - K]"},
        "You recover numbers that the network has not read yet: row t has u_{t+k} beside h_t. "
        "Which way along u is the past?",
    ),
    Mistake(
        "memory_curve",
        "delays_from_zero",
        {"u[K - k : T - k]": "u[K - k + 1 : T - k + 1]"},
        "Your curve begins with the input of the very same step, and ends one delay too early. "
        "Which delay is the first in the docstring?",
    ),
    Mistake(
        "memory_curve",
        "no_bias",
        {"np.column_stack([h[K:], np.ones(T - K)])": "h[K:]"},
        "Your curve is too low everywhere: the readout has no bias, and the inputs' mean is not "
        "0. What stands beside h in a readout h W + b?",
    ),
    Mistake(
        "memory_curve",
        "variance_not_centred",
        {"(target - target.mean()) ** 2": "target**2"},
        "Your curve is too high: the error is compared with the numbers themselves, and a readout "
        "that always gives the mean would get some of that. Around what does a variance vary?",
    ),
    Mistake(
        "memory_curve",
        "correlation_not_squared",
        {
            "r2[k - 1] = 1 - np": "r2[k - 1] = np.sqrt(1 - np",
            " ** 2)\n    return r2": " ** 2))\n    return r2",
        },
        "Your curve is the square root of what is asked for: a correlation. "
        "A share of variance is its …?",
    ),
    Mistake(
        "memory_curve",
        "unexplained_share",
        {"r2[k - 1] = 1 - np.sum": "r2[k - 1] = np.sum"},
        "Your curve rises with the delay: it is the share that is *not* recovered. "
        "What do the two shares add up to?",
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
        "Your curve is off by a little, except at its last point: each delay is measured on other "
        "steps, more of them the shorter it is. Which steps does the docstring take for all?",
    ),
    Mistake(
        "combine_steps",
        "wrong_order",
        {"a_2 * b_1 + b_2": "a_1 * b_2 + b_1"},
        "b: you have done the later step first. Put h through step 1, then what comes out through "
        "step 2, on paper. Which factor multiplies b_1?",
    ),
    Mistake(
        "combine_steps",
        "earlier_not_scaled",
        {"a_2 * b_1 + b_2": "b_1 + b_2"},
        "b is the sum of both. But what the earlier step added goes through the later step like "
        "everything else. What happens to it there?",
    ),
    Mistake(
        "combine_steps",
        "everything_scaled",
        {"a_2 * b_1 + b_2": "a_2 * (b_1 + b_2)"},
        "b: the later step multiplies its own b_2 too. "
        "In h ← a_2 ⊙ h + b_2, what does a_2 stand in front of?",
    ),
    Mistake(
        "combine_steps",
        "factors_added",
        {"return a_1 * a_2,": "return a_1 + a_2,"},
        "a is the sum of both factors. If each step halves, what do two of them do?",
    ),
    Mistake(
        "combine_steps",
        "later_factor_only",
        {"return a_1 * a_2,": "return a_2,"},
        "a is the factor of the later step alone. How much of h was left when it began?",
    ),
    Mistake(
        "combine_steps",
        "wrong_factor",
        {"a_2 * b_1 + b_2": "a_1 * b_1 + b_2"},
        "b: you multiply b_1 by its own step's factor. That factor was for the state before it. "
        "Which multiplication still lies ahead of b_1?",
    ),
]
