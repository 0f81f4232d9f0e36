"""Known mistakes of chapter 02. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

MISTAKES: list[Mistake] = [
    Mistake(
        "rnn_cell_forward",
        "w_hh_transposed",
        {"h_prev @ W_hh": "h_prev @ W_hh.T"},
        "Your h_t would be right if h_prev were zero. W_hh is square, so it fits either way "
        "round. Which axis of W_hh counts the units of h_prev, and which those of h_t?",
    ),
    Mistake(
        "rnn_cell_forward",
        "bias_missing",
        {"@ W_hh + b_h": "@ W_hh"},
        "Your h_t stays the same whatever b_h is. Go through the formula term by term: which of "
        "its terms makes no difference to your h_t?",
    ),
    Mistake(
        "rnn_cell_forward",
        "state_missing",
        {"h_prev @ W_hh + ": ""},
        "Your h_t stays the same whatever h_prev is, so this network remembers nothing. Which "
        "arrow of the picture, from step to step, leaves no trace in your h_t?",
    ),
    Mistake(
        "rnn_cell_forward",
        "tanh_missing",
        {"np.tanh(x_t @ W_xh + h_prev @ W_hh + b_h)": "x_t @ W_xh + h_prev @ W_hh + b_h"},
        "Some numbers in your h_t lie outside −1 to 1. What does the formula do to the sum before "
        "it is a state?",
    ),
    Mistake(
        "rnn_cell_forward",
        "bias_outside_tanh",
        {"@ W_hh + b_h)": "@ W_hh) + b_h"},
        "Your h_t looks as if b_h had been added after the tanh. What stands inside the brackets "
        "of the formula, and what stands outside?",
    ),
    Mistake(
        "rnn_cell_forward",
        "tanh_of_each_term",
        {
            "x_t @ W_xh + h_prev @ W_hh + b_h)": (
                "x_t @ W_xh) + np.tanh(h_prev @ W_hh) + np.tanh(b_h)"
            )
        },
        "Your h_t looks as if parts of the sum had been squashed by themselves. Is the tanh of a "
        "sum the sum of the tanhs?",
    ),
    Mistake(
        "rnn_cell_forward",
        "sigmoid_for_tanh",
        {
            "np.tanh(x_t @ W_xh + h_prev @ W_hh + b_h)": (
                "1 / (1 + np.exp(-(x_t @ W_xh + h_prev @ W_hh + b_h)))"
            )
        },
        "No number in your h_t is negative, but a tanh makes negative numbers of negative sums. "
        "Which curve does the formula of this chapter name?",
    ),
    Mistake(
        "rnn_cell_forward",
        "cache_states_swapped",
        {
            "(x_t, h_prev, W_xh, W_hh, h_t)\n    return": (
                "(x_t, h_t, W_xh, W_hh, h_prev)\n    return"
            )
        },
        "The second and the fifth entry of your cache stand in each other's place. The two have "
        "shape (N, H), so nothing would complain before chapter 03. Which of the two states in "
        "your cache is the older?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "order",
        {"[h_prev, x_t]": "[x_t, h_prev]"},
        "Your h_t looks as if numbers of h_prev and x_t had met other rows of W_h than their own. "
        "The shapes fit either way. Which rows come first in W_h?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "rows_mixed",
        {"np.concatenate([h_prev, x_t], axis=1)": ("np.append(h_prev, x_t).reshape(len(x_t), -1)")},
        "The shapes fit, but in your h_t numbers of one sequence got into the row of another. "
        "That can happen where arrays are flattened and cut anew. Print the first row of what you "
        "multiply by W_h, beside h_prev[0] and x_t[0].",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "tanh_missing",
        {"np.tanh(h_and_x @ W_h + b_h)": "h_and_x @ W_h + b_h"},
        "Some numbers in your h_t lie outside −1 to 1. "
        "What did the step with two matrices do last, after its sum?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "bias_missing",
        {"h_and_x @ W_h + b_h": "h_and_x @ W_h"},
        "Your h_t stays the same whatever b_h is. "
        "One matrix has taken the place of two: has the bias gone with the other one?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "bias_outside_tanh",
        {"@ W_h + b_h)": "@ W_h) + b_h"},
        "Your h_t looks as if b_h had been added after the tanh. What stands inside the brackets "
        "of the formula, and what inside yours?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "input_missing",
        {"h_and_x @ W_h": "h_prev @ W_h[: h_prev.shape[1]]"},
        "Your h_t stays the same whatever x_t is. It looks as if H rows of W_h had been used, and "
        "W_h has H + D. What should the rows of W_h below the first H be multiplied by?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "state_missing",
        {},
        "Your h_t stays the same whatever h_prev is. It looks as if D rows of W_h had been used, "
        "and W_h has H + D. What should the first H rows of W_h be multiplied by?",
    ),
    Mistake(
        "rnn_cell_forward_combined",
        "other_curve",
        {},
        "No number in your h_t is negative, but a tanh makes negative numbers of negative sums. "
        "What did the step with two matrices do last, after its sum?",
    ),
    Mistake(
        "rnn_forward",
        "state_not_carried",
        {"h_t @ W_hh": "h_0 @ W_hh"},
        "In your h no step knows what the steps before it have read. Which state does the formula "
        "give to step t, and which one does step t find in your code?",
    ),
    Mistake(
        "rnn_forward",
        "initial_state_ignored",
        {"h_t = h_0": "h_t = np.zeros_like(h_0)"},
        "Your h is off from the first step on, as if the network had not started from h_0. Where "
        "does h_0 come into your first step? If your loop reads h[t - 1], what is that at t = 0?",
    ),
    Mistake(
        "rnn_forward",
        "stored_too_early",
        {
            "h_t = np.tanh(x[t] @ W_xh + h_t @ W_hh + b_h)\n        h[t] = h_t": (
                "h[t] = h_t\n        h_t = np.tanh(x[t] @ W_xh + h_t @ W_hh + b_h)"
            )
        },
        "Place 0 of your h holds h_0, which has read nothing. Should h[t] know x[t] or not? "
        "Compare what your code stores at place t with what the docstring says of h[t].",
    ),
    Mistake(
        "rnn_forward",
        "first_input_only",
        {"x[t] @ W_xh": "x[0] @ W_xh"},
        "Your h looks as if the network had read the same input at each step. Which part of the "
        "formula of a step changes when t does?",
    ),
    Mistake(
        "rnn_forward",
        "read_backwards",
        {"in range(T)": "in reversed(range(T))"},
        "Your h looks as if the network had read from the end, beginning with the last input. In "
        "which order should the steps be taken, and in which order does your code take them?",
    ),
    Mistake(
        "rnn_forward",
        "tanh_missing",
        {"np.tanh(x[t] @ W_xh + h_t @ W_hh + b_h)": "x[t] @ W_xh + h_t @ W_hh + b_h"},
        "Your h looks as if no step's sum had gone through a tanh before the next step read it. "
        "What does rnn_cell_forward do with its sum before the next step reads it?",
    ),
    Mistake(
        "rnn_forward",
        "bias_missing",
        {"@ W_hh + b_h": "@ W_hh"},
        "Your h stays the same whatever b_h is. Go through the formula of a step term by term: "
        "which of its terms makes no difference to your h?",
    ),
    Mistake(
        "rnn_forward",
        "w_hh_transposed",
        {"h_t @ W_hh": "h_t @ W_hh.T"},
        "Your h looks as if W_hh had been turned over: being square, it fits either way. Along "
        "which axis of W_hh do the units of the old state lie?",
    ),
    Mistake(
        "rnn_forward",
        "last_state_in_cache",
        {"(x, h_0, W_xh, W_hh, h)\n    return": "(x, h_t, W_xh, W_hh, h)\n    return"},
        "The second entry of your cache is the state after the last step. Chapter 03 walks all "
        "the way back: at which state does it arrive?",
    ),
    Mistake(
        "rnn_forward",
        "initial_state_changed",
        {"h_t = np.tanh(": "h_t[:] = np.tanh("},
        "The array h_0 is another one after the call than before, and your cache holds it. "
        "Two names can stand for one array. Which of your lines writes into an array that "
        "somebody else still needs?",
    ),
    Mistake(
        "output_forward",
        "bias_missing",
        {"h @ W_hy + b_y": "h @ W_hy"},
        "Your logits stay the same whatever b_y is. At h = 0, what should the logits be, and what "
        "are yours?",
    ),
    Mistake(
        "output_forward",
        "softmax_included",
        {
            "return h @ W_hy + b_y": (
                "exp = np.exp(h @ W_hy + b_y)\n    return exp / exp.sum(axis=-1, keepdims=True)"
            )
        },
        "Your logits share a sum of 1: they are probabilities already. "
        "Which part of ŷ⟨t⟩ = g(…) is asked for here, and which is the next exercise?",
    ),
    Mistake(
        "output_forward",
        "tanh_applied",
        {"h @ W_hy + b_y": "np.tanh(h @ W_hy + b_y)"},
        "Your logits are not the sum of the formula: it looks as if something more had been "
        "applied on the way. A score may be any number. Does the formula put anything around the "
        "sum, or around h?",
    ),
    Mistake(
        "output_forward",
        "last_step_only",
        {"h @ W_hy": "h[-1] @ W_hy"},
        "Your logits show the state of a single step. How many steps does h hold, and which of "
        "them should have an output?",
    ),
    Mistake(
        "output_forward",
        "flattened",
        {"h @ W_hy": "h.reshape(-1, h.shape[-1]) @ W_hy"},
        "Your logits have one row for each pair of step and sequence, T·N rows in all. "
        "What shape does the docstring promise?",
    ),
    Mistake(
        "output_forward",
        "steps_summed",
        {"h @ W_hy": "h.sum(axis=0) @ W_hy"},
        "Your logits have no time axis, as if the states of all steps had gone into one. Which "
        "letters stand in the shape of the logits, and where did the first one go?",
    ),
    Mistake(
        "softmax",
        "no_shift",
        {"logits - logits.max(axis=-1, keepdims=True)": "logits"},
        "Some rows of your y_hat are not numbers. Far from 0, exp is infinite, or 0 for a whole "
        "row, and such a fraction has no value. What can be done to a whole row of logits that "
        "leaves its probabilities as they are?",
    ),
    Mistake(
        "softmax",
        "one_shift_for_all",
        {"logits.max(axis=-1, keepdims=True)": "logits.max()"},
        "Some rows of your y_hat are not numbers, as if 0 had been divided by 0 there. That can "
        "happen where several rows are moved down equally far. How far should each row be moved?",
    ),
    Mistake(
        "softmax",
        "over_steps",
        {
            "logits.max(axis=-1, keepdims=True)": "logits.max(axis=0, keepdims=True)",
            "exp.sum(axis=-1, keepdims=True)": "exp.sum(axis=0, keepdims=True)",
        },
        "Your y_hat looks as if it were divided by a sum over the steps, so that steps compete "
        "with one another. What should compete with what here, and which axis of (T, N, V) counts "
        "that?",
    ),
    Mistake(
        "softmax",
        "over_batch",
        {
            "logits.max(axis=-1, keepdims=True)": "logits.max(axis=1, keepdims=True)",
            "exp.sum(axis=-1, keepdims=True)": "exp.sum(axis=1, keepdims=True)",
        },
        "Your y_hat looks as if it were divided by a sum over the sequences of the batch, so that "
        "one sequence changes the answer of another. Which axis of (T, N, V) counts the classes?",
    ),
    Mistake(
        "softmax",
        "over_everything",
        {
            "logits.max(axis=-1, keepdims=True)": "logits.max()",
            "exp.sum(axis=-1, keepdims=True)": "exp.sum()",
        },
        "The whole of your array adds up to 1, so that all its rows compete. "
        "How many sums of 1 should there be in an array of shape (T, N, V)?",
    ),
    Mistake(
        "softmax",
        "one_sum_for_all",
        {"exp.sum(axis=-1, keepdims=True)": "exp.sum()"},
        "Some rows of your y_hat add up to less than 1, as if several of them shared one divisor. "
        "How many divisors should there be for an array of shape (T, N, V)?",
    ),
    Mistake(
        "softmax",
        "not_normalised",
        {"exp / exp.sum(axis=-1, keepdims=True)": "exp"},
        "The largest probability of each row comes out as 1, and rows add up to more. What should "
        "each row be divided by?",
    ),
    Mistake(
        "softmax",
        "log_returned",
        {"exp / exp.sum(axis=-1, keepdims=True)": "np.log(exp / exp.sum(axis=-1, keepdims=True))"},
        "None of your numbers is above 0, so they cannot be probabilities. These are their "
        "logarithms, which chapter 03 will want. Does the exercise ask for probabilities or for "
        "their logarithms?",
    ),
    Mistake(
        "softmax",
        "shift_too_small",
        {},
        "Where the logits of a row lie far apart, your y_hat is not a number. An exp can still "
        "become infinite after a shift that is too small. Which number must a row lose so that "
        "none of its logits stays above 0?",
    ),
    Mistake(
        "softmax",
        "overflow_covered_up",
        {},
        "Your rows of large logits are finite but wrong, as if the overflow had been covered up "
        "and not avoided. What can be done to a whole row of logits that leaves its probabilities "
        "as they are?",
    ),
    Mistake(
        "softmax",
        "sign_of_logits",
        {
            "logits - logits.max(axis=-1, keepdims=True)": (
                "logits.max(axis=-1, keepdims=True) - logits"
            )
        },
        "In your y_hat smaller logits have larger probabilities. Follow the largest logit of a "
        "row through your code: where does it become small?",
    ),
    Mistake(
        "softmax",
        "exp_missing",
        {"np.exp(shifted)": "shifted"},
        "The shares in your y_hat look as if they were made of the logits without an exponential. "
        "Logits may be negative, and add up to 0. What does the formula make of each logit before "
        "it divides?",
    ),
]
