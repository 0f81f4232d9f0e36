"""Known mistakes of chapter 07. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_SPLIT = "z_i, z_f, z_g, z_o ="
_SPLIT_3 = "z_i, z_g, z_o ="
_STACK = "[dz_i, dz_f, dz_g, dz_o]"
_STACK_3 = "[dz_i, dz_g, dz_o]"
_DC = "dc = dc_t + dh_t * o * (1 - tanh_c**2)"

# Said by more than one exercise.
_CANDIDATE = (
    "Your candidate g is never negative: nothing could ever be taken off the belt by writing. "
    "Three of the four come out of a σ. What does the formula of g have in its place?"
)
_SHOWN_WITHOUT_TANH = (
    "c_t is right. Your h_t is too large, most of all where the belt is loaded heavily. "
    "What does the last line of the formula do to c_t before o lets it through?"
)
_OLD_BELT_SHOWN = (
    "c_t is right. Your h_t shows what lay on the belt before this step, so a word would be heard "
    "one step late. Which of the two does the last line of the formula read?"
)
_ALL_SHOWN = (
    "c_t is right. Your h_t shows the whole belt at every step. "
    "One of your gates was computed and then not used. What is it for?"
)
_DC_OVERWRITTEN = (
    "The gradient of gate o is right; those of the other gates, and dc_prev, know nothing of what "
    "came back along the belt. Two arrows end at c_t. How do gradients that meet there combine?"
)
_DC_ALONG_THE_BELT_ONLY = (
    "The gradient of gate o is right; those of the other gates, and dc_prev, hear only what came "
    "along the belt. h_t was made from c_t as well: by which way does this step's own loss get "
    "onto the belt?"
)
_DC_PREV_PAST_H = (
    "All but your dc_prev is right. It holds what came from later steps, and misses what h_t sent "
    "into c_t at this step. Which of your two gradients of c_t is the complete one?"
)
_SLOPE_O = (
    "In your gradients the columns of gate o are off, those of the others are right: they have "
    "not passed the σ of that gate. How steep is σ, written by what came out of it?"
)
_NO_SLOPES = (
    "Every column that belongs to a σ is off, the columns of g are right. A gradient that reaches "
    "a gate has still to pass the σ that made it. Which factor does that bring?"
)

MISTAKES: list[Mistake] = [
    Mistake(
        "lstm_cell_forward",
        "gates_f_first",
        {_SPLIT: "z_f, z_i, z_g, z_o ="},
        "Your input gate and your forget gate have changed places, in the cache too: you took the "
        "first H columns for f. In which order does the docstring lay the gates side by side?",
    ),
    Mistake(
        "lstm_cell_forward",
        "gates_o_before_g",
        {_SPLIT: "z_i, z_f, z_o, z_g ="},
        "i and f are right, o and g have changed places: you took the third block of columns for "
        "the output gate. Many books do that. In which order does the docstring have them?",
    ),
    Mistake(
        "lstm_cell_forward",
        "columns_interleaved",
        {"np.split(z, 4, axis=1)": "(z[:, k::4] for k in range(4))"},
        "Your gates are mixtures: you deal the columns out one by one, i, f, g, o, i, f, … "
        "Are the columns of one gate spread over z, or do they stand side by side?",
    ),
    Mistake(
        "lstm_cell_forward",
        "candidate_sigmoid",
        {"np.tanh(z_g)": "sigmoid(z_g)"},
        _CANDIDATE,
    ),
    Mistake(
        "lstm_cell_forward",
        "candidate_not_squashed",
        {"np.tanh(z_g)": "z_g"},
        "Your candidate g goes beyond −1 and 1; the three gates are right. "
        "What does the formula do to the sum of each of the four before it is used?",
    ),
    Mistake(
        "lstm_cell_forward",
        "roles_of_i_and_f",
        {"f * c_prev + i * g": "i * c_prev + f * g"},
        "The four gates in your cache are right, but i and f do each other's work. "
        "Which of the two is to say how much of the old belt stays?",
    ),
    Mistake(
        "lstm_cell_forward",
        "input_gate_unused",
        {"f * c_prev + i * g": "f * c_prev + g"},
        "The four gates in your cache are right. On your belt lands everything that the step "
        "proposes, at full strength. Which gate should have a say in that?",
    ),
    Mistake(
        "lstm_cell_forward",
        "forget_gate_unused",
        {"f * c_prev + i * g": "c_prev + i * g"},
        "The four gates in your cache are right. Your belt keeps all that it ever carried. "
        "That is a variant further down in this chapter; which gate is idle in your line?",
    ),
    Mistake(
        "lstm_cell_forward",
        "belt_squashed",
        {"f * c_prev + i * g": "np.tanh(f * c_prev + i * g)"},
        "Your c_t never leaves the range from −1 to 1: it passes a tanh at every step, as the "
        "state of chapter 02 does. What was the belt invented to avoid? Where does the tanh stand?",
    ),
    Mistake(
        "lstm_cell_forward",
        "tanh_missing_on_c",
        {"o * np.tanh(c_t)": "o * c_t"},
        _SHOWN_WITHOUT_TANH,
    ),
    Mistake(
        "lstm_cell_forward",
        "old_belt_shown",
        {"o * np.tanh(c_t)": "o * np.tanh(c_prev)"},
        _OLD_BELT_SHOWN,
    ),
    Mistake(
        "lstm_cell_forward", "output_gate_unused", {"o * np.tanh(c_t)": "np.tanh(c_t)"}, _ALL_SHOWN
    ),
    Mistake(
        "lstm_cell_forward",
        "bias_forgotten",
        {"h_prev @ W_hh + b_h": "h_prev @ W_hh"},
        "All four gates are off: in every row of the batch the same is missing from their sums. "
        "Which of the six arguments does your function never read?",
    ),
    Mistake(
        "lstm_cell_forward",
        "sums_in_cache",
        {
            "cache = (x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)": (
                "cache = (x_t, h_prev, c_prev, W_xh, W_hh, z_i, z_f, z_g, z_o, c_t)"
            )
        },
        "h_t and c_t are right. In your cache stand the sums of the gates, not the gates: some "
        "are negative, some larger than 1. What does the docstring want: before or after the σ?",
    ),
    Mistake(
        "lstm_forward",
        "gates_f_first",
        {_SPLIT: "z_f, z_i, z_g, z_o ="},
        "At every step your input gate and your forget gate have changed places: you took the "
        "first H columns for f. In which order does the docstring of the cell have the gates?",
    ),
    Mistake(
        "lstm_forward",
        "gates_o_before_g",
        {_SPLIT: "z_i, z_f, z_o, z_g ="},
        "At every step o and g have changed places: you took the third block of columns for the "
        "output gate. Many books do that. In which order does the docstring have them?",
    ),
    Mistake("lstm_forward", "candidate_sigmoid", {"np.tanh(z_g)": "sigmoid(z_g)"}, _CANDIDATE),
    Mistake(
        "lstm_forward",
        "tanh_missing_on_c",
        {"o[t] * np.tanh(c_t)": "o[t] * c_t"},
        "Already your h[0] is off, while c[0] is right: what you show is too large. "
        "What does the last line of the formula do to c_t before o lets it through?",
    ),
    Mistake(
        "lstm_forward",
        "belt_squashed",
        {"f[t] * c_t + i[t] * g[t]": "np.tanh(f[t] * c_t + i[t] * g[t])"},
        "Your c never leaves the range from −1 to 1: it passes a tanh at every step, as the state "
        "of chapter 02 does. What was the belt invented to avoid? Where does the tanh stand?",
    ),
    Mistake(
        "lstm_forward",
        "shown_belt_carried",
        {"h_t = o[t] * np.tanh(c_t)": "c_t = np.tanh(c_t)\n        h_t = o[t] * c_t"},
        "h[0] is right, and already c[0] is off: the name c_t gets a new meaning in your loop, "
        "and the next step goes on from that. What should lie on the belt, c_t or its tanh?",
    ),
    Mistake(
        "lstm_forward",
        "c_not_carried",
        {"f[t] * c_t + i[t]": "f[t] * c_0 + i[t]"},
        "Step 0 is right, and from step 1 on your c is off: each step begins with the belt as it "
        "was before the first one. What should lie on it when step t begins?",
    ),
    Mistake(
        "lstm_forward",
        "h_not_carried",
        {"h_t @ W_hh": "h_0 @ W_hh"},
        "Step 0 is right, and from step 1 on all is off: the gates of each step read the state "
        "that was there before the first one. What did step t − 1 hand on besides the belt?",
    ),
    Mistake(
        "lstm_forward",
        "belt_read_by_gates",
        {"h_t @ W_hh": "c_t @ W_hh"},
        "Already step 0 is off: your gates read the belt itself. "
        "Which of the two things that the step before handed on stands in the formula of a gate?",
    ),
    Mistake(
        "lstm_forward",
        "c_0_ignored",
        {"h_t, c_t = h_0, c_0": "h_t, c_t = h_0, np.zeros_like(c_0)"},
        "Already c[0] is off, and the error fades from step to step as the forget gate lets go: "
        "your belt begins empty. Does the caller say so?",
    ),
    Mistake(
        "lstm_forward",
        "h_0_ignored",
        {"h_t, c_t = h_0, c_0": "h_t, c_t = np.zeros_like(h_0), c_0"},
        "Already the gates of step 0 are off: they read a state of zeros. "
        "Which of the arguments does your function never read?",
    ),
    Mistake(
        "lstm_forward",
        "results_swapped",
        {"return h, c, cache": "return c, h, cache"},
        "The cache is right. Of the first two results each is where the other should be. "
        "Which one does the docstring name first?",
    ),
    Mistake(
        "lstm_cell_backward",
        "gates_f_first",
        {_STACK: "[dz_f, dz_i, dz_g, dz_o]"},
        "dc_prev is right. The gradients of i and f stand in each other's columns. "
        "In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_cell_backward",
        "gates_o_before_g",
        {_STACK: "[dz_i, dz_f, dz_o, dz_g]"},
        "dc_prev is right. The gradients of g and o stand in each other's columns. "
        "In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dc_overwritten",
        {_DC: "dc = dh_t * o * (1 - tanh_c**2)"},
        _DC_OVERWRITTEN,
    ),
    Mistake(
        "lstm_cell_backward", "dc_along_the_belt_only", {_DC: "dc = dc_t"}, _DC_ALONG_THE_BELT_ONLY
    ),
    Mistake(
        "lstm_cell_backward",
        "output_gate_left_out",
        {_DC: "dc = dc_t + dh_t * (1 - tanh_c**2)"},
        "The gradient of gate o is right; all that has passed c_t is off. On its way from h_t to "
        "c_t your gradient meets the tanh. What was the tanh multiplied by?",
    ),
    Mistake(
        "lstm_cell_backward",
        "tanh_on_c_missing",
        {_DC: "dc = dc_t + dh_t * o"},
        "The gradient of gate o is right; all that has passed c_t is too large where the belt is "
        "loaded. On its way from h_t to c_t your gradient meets the gate. What else?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_c",
        {_DC: "dc = dc_t + dh_t * o * (1 - c_t**2)"},
        "The gradient of gate o is right; what comes from h_t into c_t has the wrong sign where "
        "the belt is loaded beyond 1. Is c_t what went into the tanh, or what came out?",
    ),
    Mistake(
        "lstm_cell_backward",
        "forget_left_out",
        {"dz @ W_hh.T, dc * f": "dz @ W_hh.T, dc"},
        "All but your dc_prev is right: what goes back along the belt goes back in full. "
        "By what was c_prev multiplied on the way forward?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dc_prev_past_h",
        {"dz @ W_hh.T, dc * f": "dz @ W_hh.T, dc_t * f"},
        _DC_PREV_PAST_H,
    ),
    Mistake(
        "lstm_cell_backward",
        "df_with_new_c",
        {"dc * c_prev * f": "dc * c_t * f"},
        "Only what passes gate f is off: its gradient is made with the belt after the step. "
        "What did f multiply on the way forward?",
    ),
    Mistake(
        "lstm_cell_backward",
        "i_and_g_cross",
        {"dc * g * i * (1 - i)": "dc * i * i * (1 - i)", "dc * i * (1 - g": "dc * g * (1 - g"},
        "The columns of f and o are right, those of i and g are off: each is multiplied by "
        "itself. In a product of two numbers, by what does the gradient of the one get multiplied?",
    ),
    Mistake(
        "lstm_cell_backward",
        "sigmoid_slopes_missing",
        {
            "dc * g * i * (1 - i)": "dc * g",
            "dc * c_prev * f * (1 - f)": "dc * c_prev",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c",
        },
        _NO_SLOPES,
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_i_missing",
        {"dc * g * i * (1 - i)": "dc * g"},
        "In your gradients the columns of gate i are off, those of the others are right: they "
        "have not passed the σ of that gate. How steep is σ, written by what came out of it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_f_missing",
        {"dc * c_prev * f * (1 - f)": "dc * c_prev"},
        "In your gradients the columns of gate f are off, those of the others are right: they "
        "have not passed the σ of that gate. How steep is σ, written by what came out of it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_o_missing",
        {"dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c"},
        _SLOPE_O,
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_g_missing",
        {"dc * i * (1 - g**2)": "dc * i"},
        "In your gradients the columns of g are off, those of the three gates are right. "
        "g came out of a function of its own. How steep is that one?",
    ),
    Mistake(
        "lstm_cell_backward",
        "candidate_sigmoid",
        {"dc * i * (1 - g**2)": "dc * i * g * (1 - g)"},
        "In your gradients the columns of g are off, those of the three gates are right: you let "
        "all four pass the same function on the way back. Which one made g?",
    ),
    Mistake(
        "lstm_cell_backward",
        "do_with_c",
        {"dh_t * tanh_c * o * (1 - o)": "dh_t * c_t * o * (1 - o)"},
        "Only what passes gate o is off, most where the belt is loaded heavily. "
        "What did o multiply on the way forward: the belt, or something made from it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dh_overwritten_before_dc",
        {
            _DC: "dh_t = dh_t * tanh_c\n    dc = dc_t + dh_t * o * (1 - tanh_c**2)",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * o * (1 - o)",
        },
        "The gradient of gate o is right; what goes on from h_t into c_t has a factor too many. "
        "Is the name dh_t still what the caller gave when you come to dc?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dh_overwritten_before_do",
        {_DC: "dh_t = dh_t * o\n    dc = dc_t + dh_t * (1 - tanh_c**2)"},
        "Only what passes gate o is off: it has a factor o too many. "
        "Is the name dh_t still what the caller gave when you come to that gate?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dc_changed",
        {_DC: "dc_t += dh_t * o * (1 - tanh_c**2)\n    dc = dc_t"},
        "Your gradients are right, but the array dc_t is another one after the call than before, "
        "and the caller may need it again. Which of your lines writes into it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "new_state_in_dw_hh",
        {"h_prev.T @ dz": "(o * tanh_c).T @ dz"},
        "Only your dW_hh is off: it is made with the state that came out of the step. "
        "Which state did W_hh meet on the way forward?",
    ),
    Mistake(
        "lstm_cell_backward",
        "batch_averaged",
        {
            "x_t.T @ dz": "x_t.T @ dz / len(x_t)",
            "h_prev.T @ dz": "h_prev.T @ dz / len(x_t)",
            "dz.sum(axis=0)": "dz.mean(axis=0)",
        },
        "The gradients of your weights and of the bias are N times too small. The mean over the "
        "batch was taken once, by the loss, and dh_t brings it along. Where is it taken again?",
    ),
    Mistake(
        "lstm_backward",
        "gates_f_first",
        {_STACK: "[dz_f, dz_i, dz_g, dz_o]"},
        "Already your dx[T - 1] is off: the gradients of i and f stand in each other's columns. "
        "In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_backward",
        "gates_o_before_g",
        {_STACK: "[dz_i, dz_f, dz_o, dz_g]"},
        "Already your dx[T - 1] is off: the gradients of g and o stand in each other's columns. "
        "In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_backward",
        "dc_not_carried",
        {"dc_t = dc_next + dh_t * o[t]": "dc_t = dh_t * o[t]"},
        "dx[T - 1] is right, and before it nothing comes back along the belt: the very path that "
        "an LSTM is built for is cut. Which gradient of step t + 1 does your dc_t not know?",
    ),
    Mistake(
        "lstm_backward",
        "dh_not_carried",
        {"dh[t] + dh_next, np": "dh[t], np"},
        "dx[T - 1] is right, and every earlier step is off: along the belt the gradient comes "
        "back, through the gates of step t + 1 it does not. What did those gates read?",
    ),
    Mistake(
        "lstm_backward",
        "dc_along_the_belt_only",
        {"dc_next + dh_t * o[t] * (1 - tanh_c**2)": "dc_next"},
        "Nothing ever reaches your belt: the columns of i, f and g are all 0, and dc_0 is too. "
        "No loss looks at c. Through which array does a loss get to c[t] all the same?",
    ),
    Mistake(
        "lstm_backward",
        "output_gate_left_out",
        {"dc_next + dh_t * o[t] * (1": "dc_next + dh_t * (1"},
        "Already your dx[T - 1] is off: what goes from h into c is too large. "
        "On its way it meets the tanh. What was the tanh multiplied by?",
    ),
    Mistake(
        "lstm_backward",
        "tanh_on_c_missing",
        {"dh_t * o[t] * (1 - tanh_c**2)": "dh_t * o[t]"},
        "Already your dx[T - 1] is off: what goes from h into c is too large where the belt is "
        "loaded. On its way it meets gate o. What else?",
    ),
    Mistake(
        "lstm_backward",
        "forget_left_out",
        {"dc_t * f[t]\n": "dc_t\n"},
        "dx[T - 1] is right, and the error begins one step before: what you carry along the belt "
        "comes back in full. By what was the belt multiplied on the way forward?",
    ),
    Mistake(
        "lstm_backward",
        "forget_gate_of_step_before",
        {"dc_t * f[t]\n": "dc_t * f[t - 1]\n"},
        "dx[T - 1] is right, and the error begins one step before: along the belt you multiply by "
        "a forget gate of another step. Which one stood between c[t - 1] and c[t]?",
    ),
    Mistake(
        "lstm_backward",
        "df_with_new_c",
        {"dc_t * c_before[t] * f[t]": "dc_t * c[t] * f[t]"},
        "Already your dx[T - 1] is off, by what passes gate f: its gradient is made with the belt "
        "after the step. What did f multiply on the way forward?",
    ),
    Mistake(
        "lstm_backward",
        "first_belt_wraps",
        {"np.concatenate([[c_0], c[:-1]])": "np.roll(c, 1, axis=0)"},
        "All steps of dx are right but step 0, where gate f is off. "
        "What does your code take for the belt before the first step? Print it.",
    ),
    Mistake(
        "lstm_backward",
        "first_belt_ignored",
        {"np.concatenate([[c_0], c[:-1]])": "np.concatenate([[c_0 * 0], c[:-1]])"},
        "All steps of dx are right but step 0, where gate f gets no gradient at all. "
        "What lay on the belt before the first step, and was it zero?",
    ),
    Mistake(
        "lstm_backward",
        "first_state_wraps",
        {"np.concatenate([[h_0], h[:-1]])": "np.roll(h, 1, axis=0)"},
        "Only your dW_hh is off, by a wrong part from step 0. "
        "What does your code take for the state before the first step? Print it.",
    ),
    Mistake(
        "lstm_backward",
        "new_state_in_dw_hh",
        {"h_before[t].T @ dz": "h[t].T @ dz"},
        "Only your dW_hh is off: it is made with the states that came out of the steps. "
        "Which state did W_hh meet on the way forward, at step t?",
    ),
    Mistake(
        "lstm_backward",
        "sigmoid_slopes_missing",
        {
            "dc_t * g[t] * i[t] * (1 - i[t])": "dc_t * g[t]",
            "c_before[t] * f[t] * (1 - f[t])": "c_before[t]",
            "dh_t * tanh_c * o[t] * (1 - o[t])": "dh_t * tanh_c",
        },
        "Already your dx[T - 1] is off: no gradient of i, f and o has passed the σ that made the "
        "gate. Which factor does a σ bring, written by what came out of it?",
    ),
    Mistake(
        "lstm_backward",
        "candidate_sigmoid",
        {"dc_t * i[t] * (1 - g[t] ** 2)": "dc_t * i[t] * g[t] * (1 - g[t])"},
        "Already your dx[T - 1] is off, by what passes g: you let all four pass the same function "
        "on the way back. Which one made g?",
    ),
    Mistake(
        "lstm_backward",
        "dw_assigned",
        {"dW_xh += ": "dW_xh = ", "dW_hh += ": "dW_hh = ", "db_h += ": "db_h = "},
        "dx, dh_0 and dc_0 are right. Your dW_xh, dW_hh and db_h hold the part of step 0 alone: "
        "what the later steps had to say is gone. What happens to it when your loop goes on?",
    ),
    Mistake(
        "lstm_backward",
        "dh_changed",
        {
            "dh_t, tanh_c = dh[t] + dh_next, np.tanh(c[t])": (
                "dh_t, tanh_c = dh[t], np.tanh(c[t])\n        dh_t += dh_next"
            )
        },
        "Your gradients are right, but the array dh is another one after the call than before. "
        "dh[t] is a window into dh and not a copy. Which of your lines writes through it?",
    ),
    Mistake(
        "lstm_backward",
        "loop_forward",
        {"reversed(range(len(x)))": "range(len(x))"},
        "Your loop goes from the first step to the last, so the gradient travels the wrong way: "
        "your dx[0] has heard of no later loss. Who has to be asked before step t can answer?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "gates_o_before_g",
        {_SPLIT_3: "z_i, z_o, z_g ="},
        "i is right, o and g have changed places: you took the second block of columns for the "
        "output gate. In which order does the docstring have the three?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "coupled",
        {"c_prev + i * g": "(1 - i) * c_prev + i * g"},
        "The gates are right. What you write on the belt pushes off what was there: that is the "
        "next variant. What does D2 eq. (14) do to the old belt?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "belt_lost",
        {"c_prev + i * g": "i * g"},
        "The gates are right. With the forget gate you also took away what it let through. "
        "What does D2 eq. (14) keep of the old belt: nothing, or everything?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "candidate_sigmoid",
        {"np.tanh(z_g)": "sigmoid(z_g)"},
        "Your candidate g is never negative. Without a forget gate a negative candidate is the "
        "only way to take anything off the belt. Which function makes g?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "tanh_missing_on_c",
        {"o * np.tanh(c_t)": "o * c_t"},
        _SHOWN_WITHOUT_TANH,
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "output_gate_unused",
        {"o * np.tanh(c_t)": "np.tanh(c_t)"},
        _ALL_SHOWN,
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "gates_o_before_g",
        {_STACK_3: "[dz_i, dz_o, dz_g]"},
        "dc_prev is right. The gradients of g and o stand in each other's columns. "
        "In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "coupled",
        {"dz @ W_hh.T, dc\n": "dz @ W_hh.T, dc * (1 - i)\n"},
        "All but your dc_prev is right: it passes a gate on its way back, as in the next variant. "
        "By what is the old belt multiplied in D2 eq. (14)?",
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "dc_prev_past_h",
        {"dz @ W_hh.T, dc\n": "dz @ W_hh.T, dc_t\n"},
        _DC_PREV_PAST_H,
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "dc_overwritten",
        {_DC: "dc = dh_t * o * (1 - tanh_c**2)"},
        _DC_OVERWRITTEN,
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "dc_along_the_belt_only",
        {_DC: "dc = dc_t"},
        _DC_ALONG_THE_BELT_ONLY,
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "sigmoid_slopes_missing",
        {
            "dc * g * i * (1 - i)": "dc * g",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c",
        },
        _NO_SLOPES,
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "roles_swapped",
        {"(1 - i) * c_prev + i * g": "i * c_prev + (1 - i) * g"},
        "The gates are right, but where i is 1 your belt keeps everything and takes nothing new. "
        "i is still the input gate. Which of the two terms is its own?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "belt_kept_whole",
        {"(1 - i) * c_prev + i * g": "c_prev + i * g"},
        "The gates are right. What you write on the belt comes on top of all that was there: that "
        "is the variant before this one. What does D2 eq. (15) take for f?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "coupled_to_output",
        {"(1 - i) * c_prev": "(1 - o) * c_prev"},
        "The gates are right. Your old belt gives way when something is shown, not when something "
        "is written. Which gate does D2 eq. (15) couple to f?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "gates_o_before_g",
        {_SPLIT_3: "z_i, z_o, z_g ="},
        "i is right, o and g have changed places: you took the second block of columns for the "
        "output gate. In which order does the docstring have the three?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "candidate_sigmoid",
        {"np.tanh(z_g)": "sigmoid(z_g)"},
        _CANDIDATE,
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "tanh_missing_on_c",
        {"o * np.tanh(c_t)": "o * c_t"},
        _SHOWN_WITHOUT_TANH,
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "forgetting_has_no_gradient",
        {"dc * (g - c_prev) * i": "dc * g * i"},
        "dc_prev is right, and so are the columns of g and o. Your gate i hears about what it let "
        "in, and not about what it pushed off. In how many places does i stand in D2 eq. (15)?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "sign_of_forgetting",
        {"dc * (g - c_prev) * i": "dc * (g + c_prev) * i"},
        "dc_prev is right, and so are the columns of g and o. In your gate i two contributions "
        "meet, one of them with the wrong sign. If i grows, does the old belt stay more or less?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "new_belt_in_di",
        {"dc * (g - c_prev) * i": "dc * (g - c_t) * i"},
        "dc_prev is right, and so are the columns of g and o. Your gate i is told about the belt "
        "after the step. Which belt did it push off on the way forward?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "dc_prev_with_i",
        {"dz @ W_hh.T, dc * (1 - i)": "dz @ W_hh.T, dc * i"},
        "All but your dc_prev is right: it is small where the belt was kept and large where it "
        "was overwritten. What plays the part of the forget gate here?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "dc_prev_whole",
        {"dz @ W_hh.T, dc * (1 - i)": "dz @ W_hh.T, dc"},
        "All but your dc_prev is right: what goes back along the belt goes back in full. "
        "By what was c_prev multiplied on the way forward?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "dc_overwritten",
        {_DC: "dc = dh_t * o * (1 - tanh_c**2)"},
        _DC_OVERWRITTEN,
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "sigmoid_slopes_missing",
        {
            "dc * (g - c_prev) * i * (1 - i)": "dc * (g - c_prev)",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c",
        },
        _NO_SLOPES,
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "o_peeks_at_old_belt",
        {"V_o * c_t)": "V_o * c_prev)"},
        "c_t is right; your gate o is off: it has looked at the belt before the step, as i and f "
        "do. Compare the three lines of D2 eq. (16), index by index. What does o see?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "peepholes_swapped",
        {"z_i + V_i * c_prev": "z_i + V_f * c_prev", "z_f + V_f * c_prev": "z_f + V_i * c_prev"},
        "Your gates i and f look at the belt through each other's peephole weights. "
        "Which V does the first line of D2 eq. (16) have?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "peephole_after_sigmoid",
        {
            "sigmoid(z_i + V_i * c_prev)": "sigmoid(z_i) + V_i * c_prev",
            "sigmoid(z_f + V_f * c_prev)": "sigmoid(z_f) + V_f * c_prev",
            "sigmoid(z_o + V_o * c_t)": "sigmoid(z_o) + V_o * c_t",
        },
        "Some of your gates are negative and some larger than 1: what a gate sees of the belt "
        "comes on top of the finished gate. Where does the bracket of σ close in D2 eq. (16)?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "state_peeked_at",
        {"V_i * c_prev": "V_i * h_prev", "V_f * c_prev": "V_f * h_prev"},
        "Your gates i and f look at h through their peepholes, which they know already by W_hh. "
        "What lies behind the output gate, where h may not show it?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "o_without_peephole",
        {"z_o + V_o * c_t": "z_o"},
        "c_t is right; your gate o does not look at the belt at all. "
        "Which of the three peephole weights does your function never read?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "peephole_for_the_candidate",
        {"np.tanh(z_g)": "np.tanh(z_g + V_o * c_prev)"},
        "The gates i and f are right; your candidate g looks at the belt as well. "
        "How many lines does D2 eq. (16) have, and for whom?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "peephole_of_o_left_out",
        {"(1 - tanh_c**2) + dz_o * V_o": "(1 - tanh_c**2)"},
        "The columns of o and dV_o are right; all that has passed c_t is off. From c_t there are "
        "now two ways into h_t. Which one does your dc not know?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "peepholes_of_c_prev_left_out",
        {"dc * f + dz_i * V_i + dz_f * V_f": "dc * f"},
        "All but your dc_prev is right. Along the belt the gradient comes back, through the "
        "peepholes of i and f it does not. What did those two gates look at?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "peephole_of_i_left_out",
        {"dc * f + dz_i * V_i + dz_f": "dc * f + dz_f"},
        "All but your dc_prev is right. From c_prev three ways lead on: the belt and two gates. "
        "Which of them is missing from your sum?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "all_peepholes_into_c_prev",
        {
            "(1 - tanh_c**2) + dz_o * V_o": "(1 - tanh_c**2)",
            "dz_i * V_i + dz_f * V_f": "dz_i * V_i + dz_f * V_f + dz_o * V_o",
        },
        "What gate o has seen, you send back to the belt before the step, with the other two. "
        "The columns of o are right, so the slip is in where it goes. Which c did o look at?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dv_o_with_old_belt",
        {"(dz_o * c_t)": "(dz_o * c_prev)"},
        "All but your dV_o is right. It is made with the belt before the step. "
        "What did gate o see through its peephole?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dv_with_new_belt",
        {"(dz_i * c_prev)": "(dz_i * c_t)", "(dz_f * c_prev)": "(dz_f * c_t)"},
        "All but your dV_i and dV_f is right. They are made with the belt after the step. "
        "Did it exist when i and f were computed?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dv_averaged",
        {
            "(dz_i * c_prev).sum(": "(dz_i * c_prev).mean(",
            "(dz_f * c_prev).sum(": "(dz_f * c_prev).mean(",
            "(dz_o * c_t).sum(": "(dz_o * c_t).mean(",
        },
        "Your dV_i, dV_f and dV_o are N times too small. Each V was used once for every sequence. "
        "How do gradients that come back along several ways meet?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dv_per_sequence",
        {
            "(dz_i * c_prev).sum(axis=0)": "(dz_i * c_prev)",
            "(dz_f * c_prev).sum(axis=0)": "(dz_f * c_prev)",
            "(dz_o * c_t).sum(axis=0)": "(dz_o * c_t)",
        },
        "Your dV_i, dV_f and dV_o have a row for each sequence. "
        "A gradient has the shape of its variable. Which axis of (N, H) has to go?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dc_overwritten",
        {"dc_t + dh_t * o": "dh_t * o"},
        _DC_OVERWRITTEN,
    ),
]
