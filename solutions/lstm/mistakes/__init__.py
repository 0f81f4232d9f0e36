"""Known mistakes of chapter 07. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_SPLIT = "z_i, z_f, z_g, z_o ="
_SPLIT_3 = "z_i, z_g, z_o ="
_STACK = "[dz_i, dz_f, dz_g, dz_o]"
_STACK_3 = "[dz_i, dz_g, dz_o]"
_DC = "dc = dc_t + dh_t * o * (1 - tanh_c**2)"

# Said by more than one exercise.
_CANDIDATE = (
    "Your c_t comes out as if the candidate g were never negative: nothing could ever be taken "
    "off the belt by writing. Which function makes g in the formula?"
)
_SHOWN_WITHOUT_TANH = (
    "c_t is right. Your h_t is further from 0 than it should be. What does the last line of the "
    "formula do to c_t before o lets it through?"
)
_OLD_BELT_SHOWN = (
    "c_t is right. Your h_t shows nothing of what this step has written on the belt. Which belt "
    "does the last line of the formula read?"
)
_ALL_SHOWN = (
    "c_t is right. Your h_t shows the belt whatever the output gate says. What is the output gate "
    "for, and where does it stand in the formula?"
)
_DC_OVERWRITTEN = (
    "In your db_h only the entries of gate o are right. Your dc_prev knows nothing of what came "
    "back along the belt. More than one arrow ends at c_t: how do gradients that meet there "
    "combine?"
)
_DC_ALONG_THE_BELT_ONLY = (
    "In your db_h only the entries of gate o are right. Your dc_prev hears only what came along "
    "the belt. By which way does this step's own loss get onto the belt?"
)
_DC_PREV_PAST_H = (
    "Your dc_prev holds what came from later steps, and misses what h_t sent into c_t at this "
    "step. What arrives at c_t in all before anything goes on to c_prev?"
)

_NO_SLOPES = (
    "Your db_h comes out as if the gradients had not taken the whole slope of σ along, in one "
    "gate or in several. Which factor does a σ bring, written by what came out of it?"
)

_SLOPE_OF_ONE_GATE = (
    "In your db_h only the entries of gate {} are off, as if the slope of their σ were missing, "
    "or not the whole of it. How steep is σ, written by what came out of it?"
)
_SLOPE_OF_G = (
    "In your db_h only the entries of g are off, as if the slope of the function that made g were "
    "missing, or another one's. How steep is the function that made g, written by what came out "
    "of it?"
)
_ORDER_BACK = (
    "dc_prev is right. In your db_h the gradients of {} stand in each other's entries. In which "
    "order did the forward pass cut z into gates?"
)
_ORDER_G_O = (
    "In your cache, o and g come from each other's columns, as if the second block were the "
    "output gate's. In which order does the docstring have the gates?"
)

MISTAKES: list[Mistake] = [
    Mistake(
        "lstm_cell_forward",
        "gates_f_first",
        {_SPLIT: "z_f, z_i, z_g, z_o ="},
        "Your cache has the input gate and the forget gate in each other's places, as if the "
        "first H columns were those of f. In which order does the docstring lay the gates side by "
        "side?",
    ),
    Mistake(
        "lstm_cell_forward",
        "gates_o_before_g",
        {_SPLIT: "z_i, z_f, z_o, z_g ="},
        "In your cache, o and g come from each other's columns, as if the third block were the "
        "output gate's. Many books have that order. In which order does the docstring have the "
        "gates?",
    ),
    Mistake(
        "lstm_cell_forward",
        "columns_interleaved",
        {"np.split(z, 4, axis=1)": "(z[:, k::4] for k in range(4))"},
        "Your cache holds gates that are mixtures, as if the columns had been dealt out one by "
        "one: i, f, g, o, i, f and so on. Are the columns of one gate spread over z, or do they "
        "stand side by side?",
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
        "Your c_t comes out as if nothing kept the candidate g between −1 and 1. What does the "
        "formula do to each of the four sums before it is used?",
    ),
    Mistake(
        "lstm_cell_forward",
        "roles_of_i_and_f",
        {"f * c_prev + i * g": "i * c_prev + f * g"},
        "Your c_t comes out as if i and f did each other's work. Which of i and f is to say how "
        "much of the old belt stays?",
    ),
    Mistake(
        "lstm_cell_forward",
        "input_gate_unused",
        {"f * c_prev + i * g": "f * c_prev + g"},
        "Your c_t takes up what the step proposes without any say of the input gate. What is the "
        "input gate to decide, and where does i stand in the formula?",
    ),
    Mistake(
        "lstm_cell_forward",
        "forget_gate_unused",
        {"f * c_prev + i * g": "c_prev + i * g"},
        "Your c_t keeps a share of the old belt in which f has no say, as in a variant further "
        "down in this chapter. What is the forget gate to decide here?",
    ),
    Mistake(
        "lstm_cell_forward",
        "belt_squashed",
        {"f * c_prev + i * g": "np.tanh(f * c_prev + i * g)"},
        "Your c_t comes out as if a tanh stood on the way from the old belt to the new one, as "
        "for the state of chapter 02. What was the belt invented to avoid, and what may lie on "
        "the way from c_prev to c_t?",
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
        "Your c_t comes out as if the same were missing from the sums of the gates in every row "
        "of the batch. Which of the six arguments makes no difference to your c_t?",
    ),
    Mistake(
        "lstm_cell_forward",
        "sums_in_cache",
        {
            "cache = (x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)": (
                "cache = (x_t, h_prev, c_prev, W_xh, W_hh, z_i, z_f, z_g, z_o, c_t)"
            )
        },
        "h_t and c_t are right. Your cache holds a sum where it should hold what the σ or the "
        "tanh made of it. How does the docstring want the gates: before or after the squashing?",
    ),
    Mistake(
        "lstm_forward",
        "gates_f_first",
        {_SPLIT: "z_f, z_i, z_g, z_o ="},
        "Your cache has the input gate and the forget gate in each other's places, as if the "
        "first H columns were those of f. In which order does the docstring of the cell lay the "
        "gates side by side?",
    ),
    Mistake(
        "lstm_forward",
        "gates_o_before_g",
        {_SPLIT: "z_i, z_f, z_o, z_g ="},
        "In your cache, o and g come from each other's columns, as if the third block were the "
        "output gate's. Many books have that order. In which order does the docstring of the cell "
        "have the gates?",
    ),
    Mistake(
        "lstm_forward",
        "candidate_sigmoid",
        {"np.tanh(z_g)": "sigmoid(z_g)"},
        "Your c comes out as if the candidate g were never negative: nothing could ever be taken "
        "off the belt by writing. Which function makes g in the formula?",
    ),
    Mistake(
        "lstm_forward",
        "tanh_missing_on_c",
        {"o[t] * np.tanh(c_t)": "o[t] * c_t"},
        "Your c[0] is right at step 0, and your h[0] is further from 0 than it should be. What "
        "does the last line of the formula do to c_t before o lets it through?",
    ),
    Mistake(
        "lstm_forward",
        "belt_squashed",
        {"f[t] * c_t + i[t] * g[t]": "np.tanh(f[t] * c_t + i[t] * g[t])"},
        "Your c comes out as if a tanh stood on the way from one belt to the next, as for the "
        "state of chapter 02. What was the belt invented to avoid, and what may lie on the way "
        "from one belt to the next?",
    ),
    Mistake(
        "lstm_forward",
        "shown_belt_carried",
        {"h_t = o[t] * np.tanh(c_t)": "c_t = np.tanh(c_t)\n        h_t = o[t] * c_t"},
        "Your h[0] is right, and your h goes on as if step 1 had begun with a belt that has been "
        "squashed. What should lie on the belt when a step begins, c_t or its tanh?",
    ),
    Mistake(
        "lstm_forward",
        "c_not_carried",
        {"f[t] * c_t + i[t]": "f[t] * c_0 + i[t]"},
        "Your c comes out as if each step began with a belt that does not hold what the step "
        "before has laid on it. What should lie on the belt when step t begins?",
    ),
    Mistake(
        "lstm_forward",
        "h_not_carried",
        {"h_t @ W_hh": "h_0 @ W_hh"},
        "Your h comes out as if the gates did not read what the step before has shown. What did "
        "step t − 1 hand on besides the belt?",
    ),
    Mistake(
        "lstm_forward",
        "belt_read_by_gates",
        {"h_t @ W_hh": "c_t @ W_hh"},
        "Your h is off from step 0 on, and so is your c, as if the gates read the belt. Which of "
        "the two things that the step before handed on stands in the formula of a gate?",
    ),
    Mistake(
        "lstm_forward",
        "c_0_ignored",
        {"h_t, c_t = h_0, c_0": "h_t, c_t = h_0, np.zeros_like(c_0)"},
        "Your c begins with an empty belt: c[0] knows nothing of what the caller laid on it. "
        "Which of the arguments says what lies on the belt before the first step?",
    ),
    Mistake(
        "lstm_forward",
        "h_0_ignored",
        {"h_t, c_t = h_0, c_0": "h_t, c_t = np.zeros_like(h_0), c_0"},
        "Your h comes out as if the gates of step 0 had read a state of zeros. Which of the "
        "arguments makes no difference to your h?",
    ),
    Mistake(
        "lstm_forward",
        "results_swapped",
        {"return h, c, cache": "return c, h, cache"},
        "Your cache is right. Your h and your c stand where the other should be. Which of the "
        "results does the docstring name first?",
    ),
    Mistake(
        "lstm_cell_backward",
        "gates_f_first",
        {_STACK: "[dz_f, dz_i, dz_g, dz_o]"},
        _ORDER_BACK.format("i and f"),
    ),
    Mistake(
        "lstm_cell_backward",
        "gates_o_before_g",
        {_STACK: "[dz_i, dz_f, dz_o, dz_g]"},
        _ORDER_BACK.format("g and o"),
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
        "In your db_h only the entries of gate o are right, as if what goes from h_t into c_t "
        "were too large. On its way a gradient meets the tanh. By what was the tanh of c_t "
        "multiplied on the way forward?",
    ),
    Mistake(
        "lstm_cell_backward",
        "tanh_on_c_missing",
        {_DC: "dc = dc_t + dh_t * o"},
        "In your db_h only the entries of gate o are right, as if what goes from h_t into c_t had "
        "met the gate, and not the slope of the tanh. What does a tanh on the way forward mean "
        "for the way back?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_c",
        {_DC: "dc = dc_t + dh_t * o * (1 - c_t**2)"},
        "In your db_h only the entries of gate o are right, as if the tanh between c_t and h_t "
        "had another slope than it has. What went into the tanh between c_t and h_t, what came "
        "out, and how steep is it there?",
    ),
    Mistake(
        "lstm_cell_backward",
        "forget_left_out",
        {"dz @ W_hh.T, dc * f": "dz @ W_hh.T, dc"},
        "Your dc_prev does not have the factor that it should have on its way back along the "
        "belt. By what was c_prev multiplied on the way forward?",
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
        "In your db_h only the entries of gate f are off, as if they were not made with what f "
        "multiplied on the way forward. Which belt did f multiply?",
    ),
    Mistake(
        "lstm_cell_backward",
        "i_and_g_cross",
        {"dc * g * i * (1 - i)": "dc * i * i * (1 - i)", "dc * i * (1 - g": "dc * g * (1 - g"},
        "In your db_h the entries of f and o are right, and those of i and g are off, as if each "
        "had been multiplied by itself. In a product of two numbers, by what does the gradient of "
        "the one get multiplied?",
    ),
    Mistake(
        "lstm_cell_backward",
        "sigmoid_slopes_missing",
        {
            "dc * g * i * (1 - i)": "dc * g",
            "dc * c_prev * f * (1 - f)": "dc * c_prev",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c",
        },
        "In your db_h the entries of g are right. Those of every gate with a σ are off in your "
        "db_h, as if their slope were missing, or not the whole of it. Which factor does a σ "
        "bring, written by what came out of it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_i_missing",
        {"dc * g * i * (1 - i)": "dc * g"},
        _SLOPE_OF_ONE_GATE.format("i"),
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_f_missing",
        {"dc * c_prev * f * (1 - f)": "dc * c_prev"},
        _SLOPE_OF_ONE_GATE.format("f"),
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_o_missing",
        {"dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c"},
        _SLOPE_OF_ONE_GATE.format("o"),
    ),
    Mistake(
        "lstm_cell_backward",
        "slope_of_g_missing",
        {"dc * i * (1 - g**2)": "dc * i"},
        _SLOPE_OF_G,
    ),
    Mistake(
        "lstm_cell_backward",
        "candidate_sigmoid",
        {"dc * i * (1 - g**2)": "dc * i * g * (1 - g)"},
        "In your db_h only the entries of g are off, as if g had come out of the same function as "
        "the three gates. Which function made g, and how steep is it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "do_with_c",
        {"dh_t * tanh_c * o * (1 - o)": "dh_t * c_t * o * (1 - o)"},
        "In your db_h only the entries of gate o are off, as if what came back to h_t did not "
        "meet there with what o multiplied. What did o multiply on the way forward: the belt, or "
        "something made from it?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dh_overwritten_before_dc",
        {
            _DC: "dh_t = dh_t * tanh_c\n    dc = dc_t + dh_t * o * (1 - tanh_c**2)",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * o * (1 - o)",
        },
        "In your db_h only the entries of gate o are right, as if what goes on from h_t into c_t "
        "had a factor too many. Is dh_t still what the caller gave when you come to the gradient "
        "at c_t?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dh_overwritten_before_do",
        {_DC: "dh_t = dh_t * o\n    dc = dc_t + dh_t * (1 - tanh_c**2)"},
        "In your db_h only the entries of gate o are off: they have a factor o too many. Is dh_t "
        "still what the caller gave when you come to the gradient of gate o?",
    ),
    Mistake(
        "lstm_cell_backward",
        "dc_changed",
        {_DC: "dc_t += dh_t * o * (1 - tanh_c**2)\n    dc = dc_t"},
        "The array dc_t is another one after the call than before, and the caller may need it "
        "again. Which of your lines writes into dc_t?",
    ),
    Mistake(
        "lstm_cell_backward",
        "new_state_in_dw_hh",
        {"h_prev.T @ dz": "(o * tanh_c).T @ dz"},
        "Your dW_hh comes out as if W_hh had met the state that came out of the step. Which state "
        "did W_hh meet on the way forward?",
    ),
    Mistake(
        "lstm_cell_backward",
        "batch_averaged",
        {
            "x_t.T @ dz": "x_t.T @ dz / len(x_t)",
            "h_prev.T @ dz": "h_prev.T @ dz / len(x_t)",
            "dz.sum(axis=0)": "dz.mean(axis=0)",
        },
        "Your dW_xh, dW_hh and db_h are N times too small. The mean over the batch was taken "
        "once, by the loss, and dh_t brings it along. Where might a mean over the batch come in a "
        "second time?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slopes_of_squashed_values",
        {
            "dc * g * i * (1 - i)": "dc * g * sigmoid(i) * (1 - sigmoid(i))",
            "dc * c_prev * f * (1 - f)": "dc * c_prev * sigmoid(f) * (1 - sigmoid(f))",
            "dc * i * (1 - g**2)": "dc * i * (1 - np.tanh(g) ** 2)",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c * sigmoid(o) * (1 - sigmoid(o))",
        },
        "Your db_h comes out as if the slope of a σ or a tanh had been taken at what came out of "
        "it, and not at what went in. Are the gates in the cache what went in, or what came out?",
    ),
    Mistake(
        "lstm_cell_backward",
        "slopes_only_in_weights",
        {
            "dz @ W_xh.T, dz @ W_hh.T": (
                "np.hstack([dc * g, dc * c_prev, dc * i, dh_t * tanh_c]) @ W_xh.T, "
                "np.hstack([dc * g, dc * c_prev, dc * i, dh_t * tanh_c]) @ W_hh.T"
            )
        },
        "dW_xh is right. Your dx_t and dh_prev come out as if they went back through the weights "
        "from a gate, not from the sum inside it. What lies between a gate and its sum, for dx_t "
        "as for the weights?",
    ),
    Mistake(
        "lstm_cell_backward",
        "state_path_in_dc_prev",
        {"dz @ W_hh.T, dc * f": "dz @ W_hh.T, dc * f + dz @ W_hh.T"},
        "dh_prev is right. Your dc_prev comes out as if a gradient that belongs to h had been "
        "added to the belt's own. What did c_prev take part in on the way forward, and what did "
        "h_prev?",
    ),
    Mistake(
        "lstm_backward",
        "gates_f_first",
        {_STACK: "[dz_f, dz_i, dz_g, dz_o]"},
        "Your db_h has the gradients of i and f in each other's entries, and with them dx is off "
        "from the last step on. In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_backward",
        "gates_o_before_g",
        {_STACK: "[dz_i, dz_f, dz_o, dz_g]"},
        "Your db_h has the gradients of g and o in each other's entries, and with them dx is off "
        "from the last step on. In which order did the forward pass cut z into gates?",
    ),
    Mistake(
        "lstm_backward",
        "dc_not_carried",
        {"dc_t = dc_next + dh_t * o[t]": "dc_t = dh_t * o[t]"},
        "Your dx[T - 1] is right, and further back your dx comes out as if what travels along the "
        "belt were lost, in full or in part. It is the path that an LSTM is built for. What "
        "reaches c[t] on the way back, and from where?",
    ),
    Mistake(
        "lstm_backward",
        "dh_not_carried",
        {"dh[t] + dh_next, np": "dh[t], np"},
        "Your dx[T - 1] is right, and the steps before it do not hear all that comes back through "
        "h from step t + 1. What read h[t], and does all of its gradient reach every gate of "
        "step t?",
    ),
    Mistake(
        "lstm_backward",
        "dc_along_the_belt_only",
        {"dc_next + dh_t * o[t] * (1 - tanh_c**2)": "dc_next"},
        "Your dc_0 is 0, and your dx is off already at the last step, as if nothing ever reached "
        "the belt. No loss looks at c. Through which array does a loss get to c[t] all the same?",
    ),
    Mistake(
        "lstm_backward",
        "output_gate_left_out",
        {"dc_next + dh_t * o[t] * (1": "dc_next + dh_t * (1"},
        "Your dx is off already at the last step, as if what goes from h into c were too large. "
        "On its way it meets the tanh. By what was the tanh of c[t] multiplied on the way "
        "forward?",
    ),
    Mistake(
        "lstm_backward",
        "tanh_on_c_missing",
        {"dh_t * o[t] * (1 - tanh_c**2)": "dh_t * o[t]"},
        "Your dx is off already at the last step, as if what goes from h into c had not passed "
        "the slope of the tanh on the belt, or a wrong one. How steep is a tanh, written by what "
        "came out of it?",
    ),
    Mistake(
        "lstm_backward",
        "forget_left_out",
        {"dc_t * f[t]\n": "dc_t\n"},
        "Your dx[T - 1] is right, and the error begins one step before, as if what comes back "
        "along the belt did not have the factor that belongs there. By what was the belt "
        "multiplied on the way forward?",
    ),
    Mistake(
        "lstm_backward",
        "forget_gate_of_step_before",
        {"dc_t * f[t]\n": "dc_t * f[t - 1]\n"},
        "Your dx[T - 1] is right, and the error begins one step before, as if the belt's gradient "
        "had met the forget gate of another step. Which forget gate stood between c[t - 1] and "
        "c[t]?",
    ),
    Mistake(
        "lstm_backward",
        "df_with_new_c",
        {"dc_t * c_before[t] * f[t]": "dc_t * c[t] * f[t]"},
        "Your dx is off already at the last step, by what passes gate f, as if f had multiplied "
        "the belt after the step. What did f multiply on the way forward?",
    ),
    Mistake(
        "lstm_backward",
        "first_belt_wraps",
        {"np.concatenate([[c_0], c[:-1]])": "np.roll(c, 1, axis=0)"},
        "Your dx is right at all steps but step 0, where gate f is off. Print what your code "
        "takes for the belt before the first step.",
    ),
    Mistake(
        "lstm_backward",
        "first_belt_ignored",
        {"np.concatenate([[c_0], c[:-1]])": "np.concatenate([[c_0 * 0], c[:-1]])"},
        "Your dx is right at all steps but step 0, where gate f gets no gradient at all. What lay "
        "on the belt before the first step, and was it zero?",
    ),
    Mistake(
        "lstm_backward",
        "first_state_wraps",
        {"np.concatenate([[h_0], h[:-1]])": "np.roll(h, 1, axis=0)"},
        "dx is right. Your dW_hh has a wrong part from step 0. Print what your code takes for the "
        "state before the first step.",
    ),
    Mistake(
        "lstm_backward",
        "new_state_in_dw_hh",
        {"h_before[t].T @ dz": "h[t].T @ dz"},
        "dx is right. Your dW_hh comes out as if W_hh had met the states that came out of the "
        "steps. Which state did W_hh meet on the way forward, at step t?",
    ),
    Mistake(
        "lstm_backward",
        "sigmoid_slopes_missing",
        {
            "dc_t * g[t] * i[t] * (1 - i[t])": "dc_t * g[t]",
            "c_before[t] * f[t] * (1 - f[t])": "c_before[t]",
            "dh_t * tanh_c * o[t] * (1 - o[t])": "dh_t * tanh_c",
        },
        "Your dx is off already at the last step, as if at one of the gates, or at all three, the "
        "slope of the σ were missing or another one. Which factor does a σ bring, written by what "
        "came out of it?",
    ),
    Mistake(
        "lstm_backward",
        "candidate_sigmoid",
        {"dc_t * i[t] * (1 - g[t] ** 2)": "dc_t * i[t] * g[t] * (1 - g[t])"},
        "Your dx is off already at the last step, by what passes g, as if it did not have the "
        "slope of the function that made g. Which function made g, and how steep is it?",
    ),
    Mistake(
        "lstm_backward",
        "dw_assigned",
        {"dW_xh += ": "dW_xh = ", "dW_hh += ": "dW_hh = ", "db_h += ": "db_h = "},
        "dx, dh_0 and dc_0 are right. Your dW_xh, dW_hh and db_h hold the part of step 0 alone: "
        "what the later steps had to say is missing. What becomes of the part of a later step "
        "when step 0 brings its own?",
    ),
    Mistake(
        "lstm_backward",
        "dh_changed",
        {
            "dh_t, tanh_c = dh[t] + dh_next, np.tanh(c[t])": (
                "dh_t, tanh_c = dh[t], np.tanh(c[t])\n        dh_t += dh_next"
            )
        },
        "The array dh is another one after the call than before. A slice such as dh[t] is a "
        "window into dh and not a copy. Which of your lines writes into dh?",
    ),
    Mistake(
        "lstm_backward",
        "loop_forward",
        {"reversed(range(len(x)))": "range(len(x))"},
        "Your dx[0] has heard of no later loss, as if the gradient travelled from the first step "
        "to the last. Who has to be asked before step t can answer?",
    ),
    Mistake(
        "lstm_backward",
        "last_loss_only",
        {
            "dh_t, tanh_c = dh[t] + dh_next": "dh_t, tanh_c = dh_next",
            "dh_next, dc_next = np.zeros(h_0.shape), np": "dh_next, dc_next = dh[-1], np",
        },
        "Your dx comes out as if losses entered at the last step only: what dh[t] says at an "
        "earlier t does not enter at that step. Along which two ways does a gradient reach h[t]?",
    ),
    Mistake(
        "lstm_backward",
        "loss_of_first_step_in_dh_0",
        {"return dx, dh_next,": "return dx, dh_next + dh[0],"},
        "dx is right. Your dh_0 comes out as if it held a gradient as it stands at h[0], after "
        "the first step. Does what stands at h[0] reach h_0 without passing the gates of step 0?",
    ),
    Mistake(
        "lstm_backward",
        "gradient_piles_up",
        {"dz @ W_hh.T, dc_t * f[t]": "dz @ W_hh.T, dc_next + dc_t * f[t]"},
        "Your dx is right at its last two steps; before them, it comes out as if a gradient from "
        "further on came in more than once. When step t has used what step t + 1 sent, should any "
        "of that be there as it was at step t − 1?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "gates_o_before_g",
        {_SPLIT_3: "z_i, z_o, z_g ="},
        _ORDER_G_O,
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "coupled",
        {"c_prev + i * g": "(1 - i) * c_prev + i * g"},
        "Your c_t comes out as if the old belt were multiplied by something, as it is in other "
        "variants. What does D2 eq. (14) do to the old belt?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "belt_lost",
        {"c_prev + i * g": "i * g"},
        "Your c_t holds nothing of the old belt, as if what the forget gate let through had gone "
        "together with the gate. What does D2 eq. (14) keep of the old belt?",
    ),
    Mistake(
        "lstm_no_forget_cell_forward",
        "candidate_sigmoid",
        {"np.tanh(z_g)": "sigmoid(z_g)"},
        "Your c_t comes out as if the candidate g were never negative. Without a forget gate a "
        "negative candidate is the only way to take anything off the belt. Which function makes "
        "g?",
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
        _ORDER_BACK.format("g and o"),
    ),
    Mistake(
        "lstm_no_forget_cell_backward",
        "coupled",
        {"dz @ W_hh.T, dc\n": "dz @ W_hh.T, dc * (1 - i)\n"},
        "Your dc_prev comes out as if it had passed a gate on its way back, as in other variants. "
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
        "Where i is 1, your c_t keeps the old belt whole and takes nothing new. Here i is still "
        "the input gate. Which of the two terms of D2 eq. (15) is the input gate's own?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "belt_kept_whole",
        {"(1 - i) * c_prev + i * g": "c_prev + i * g"},
        "Your c_t keeps all that was there, and what is new comes on top, as without a forget "
        "gate. What does D2 eq. (15) take for f?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "coupled_to_output",
        {"(1 - i) * c_prev": "(1 - o) * c_prev"},
        "Your c_t keeps a share of the old belt that is not what the input gate leaves. Which "
        "gate does D2 eq. (15) couple to f, and how?",
    ),
    Mistake(
        "lstm_coupled_cell_forward",
        "gates_o_before_g",
        {_SPLIT_3: "z_i, z_o, z_g ="},
        _ORDER_G_O,
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
        "lstm_coupled_cell_forward",
        "output_gate_unused",
        {"o * np.tanh(c_t)": "np.tanh(c_t)"},
        _ALL_SHOWN,
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "forgetting_has_no_gradient",
        {"dc * (g - c_prev) * i": "dc * g * i"},
        "In your db_h only the entries of gate i are off, as if they heard about what i let in, "
        "and not about what it pushed off. In how many places does i stand in D2 eq. (15), and "
        "what does each do?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "sign_of_forgetting",
        {"dc * (g - c_prev) * i": "dc * (g + c_prev) * i"},
        "In your db_h only the entries of gate i are off, as if of two contributions not each had "
        "its right sign. If i grows, does more or less of the old belt stay, and does more or "
        "less of the candidate come on it?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "new_belt_in_di",
        {"dc * (g - c_prev) * i": "dc * (g - c_t) * i"},
        "In your db_h only the entries of gate i are off, as if they were made with the belt "
        "after the step. Which belt did i push off on the way forward?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "dc_prev_with_i",
        {"dz @ W_hh.T, dc * (1 - i)": "dz @ W_hh.T, dc * i"},
        "Your dc_prev comes out as if it were multiplied by a gate that does not decide what "
        "stays on the belt. What plays the part of the forget gate in D2 eq. (15)?",
    ),
    Mistake(
        "lstm_coupled_cell_backward",
        "dc_prev_whole",
        {"dz @ W_hh.T, dc * (1 - i)": "dz @ W_hh.T, dc"},
        "Your dc_prev comes out as if it went back along the belt in full. By what was c_prev "
        "multiplied on the way forward?",
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
        "c_t is right. Your cache has a gate o that comes out as if it looked at something else "
        "than it should. Compare the three lines of D2 eq. (16), index by index: what does o see?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "peepholes_swapped",
        {"z_i + V_i * c_prev": "z_i + V_f * c_prev", "z_f + V_f * c_prev": "z_f + V_i * c_prev"},
        "Your c_t comes out as if i and f looked at the belt through each other's peephole "
        "weights. Which V does the first line of D2 eq. (16) have?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "peephole_after_sigmoid",
        {
            "sigmoid(z_i + V_i * c_prev)": "sigmoid(z_i) + V_i * c_prev",
            "sigmoid(z_f + V_f * c_prev)": "sigmoid(z_f) + V_f * c_prev",
            "sigmoid(z_o + V_o * c_t)": "sigmoid(z_o) + V_o * c_t",
        },
        "Your cache holds a gate that can leave the range from 0 to 1, as if what it sees of the "
        "belt had been added when it was finished. Where does the bracket of σ close in D2 eq. "
        "(16)?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "state_peeked_at",
        {"V_i * c_prev": "V_i * h_prev", "V_f * c_prev": "V_f * h_prev"},
        "Your c_t comes out as if i and f looked at h through their peepholes, which they know "
        "already by W_hh. What lies behind the output gate, where h may not show it?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "o_without_peephole",
        {"z_o + V_o * c_t": "z_o"},
        "c_t is right. Your cache has a gate o that comes out as if it did not look at the belt "
        "at all. Which of the three peephole weights makes no difference to your h_t?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "peephole_for_the_candidate",
        {"np.tanh(z_g)": "np.tanh(z_g + V_o * c_prev)"},
        "Your c_t comes out as if the candidate g looked at the belt as well. How many lines does "
        "D2 eq. (16) have, and for whom?",
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "tanh_missing_on_c",
        {"o * np.tanh(c_t)": "o * c_t"},
        _SHOWN_WITHOUT_TANH,
    ),
    Mistake(
        "lstm_peephole_cell_forward",
        "output_gate_unused",
        {"o * np.tanh(c_t)": "np.tanh(c_t)"},
        _ALL_SHOWN,
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "peephole_of_o_left_out",
        {"(1 - tanh_c**2) + dz_o * V_o": "(1 - tanh_c**2)"},
        "dV_o is right. In your db_h only the entries of gate o are right. From c_t two ways lead "
        "into h_t: what comes back along each of them, and with which weight?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "peepholes_of_c_prev_left_out",
        {"dc * f + dz_i * V_i + dz_f * V_f": "dc * f"},
        "Your dc_prev comes out as if it held what comes along the belt, and nothing that comes "
        "through the peepholes of i and f. What did gates i and f look at through their "
        "peepholes?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "peephole_of_i_left_out",
        {"dc * f + dz_i * V_i + dz_f": "dc * f + dz_f"},
        "Your dc_prev comes out as if not all of the three ways had come back rightly: from "
        "c_prev lead on the belt and two gates. What comes back to c_prev along the belt and "
        "along each of two gates, and with which weight?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "all_peepholes_into_c_prev",
        {
            "(1 - tanh_c**2) + dz_o * V_o": "(1 - tanh_c**2)",
            "dz_i * V_i + dz_f * V_f": "dz_i * V_i + dz_f * V_f + dz_o * V_o",
        },
        "Your dc_prev comes out as if what gate o has seen were in it, together with what i and f "
        "have. Which belt did o look at: the one before the step, or the one after it?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dv_o_with_old_belt",
        {"(dz_o * c_t)": "(dz_o * c_prev)"},
        "Your dV_o comes out as if it were made with another array than the one that gate o saw "
        "through its peephole. What stands beside V_o in D2 eq. (16)?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dv_with_new_belt",
        {"(dz_i * c_prev)": "(dz_i * c_t)", "(dz_f * c_prev)": "(dz_f * c_t)"},
        "Your dV_i and dV_f come out as if they were made with another array than the one that i "
        "and f looked at. Which belt was there when i and f were computed?",
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
        "Your dV_i, dV_f and dV_o have a row for each sequence. A gradient has the shape of its "
        "variable. Which axis of (N, H) has to go?",
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dc_overwritten",
        {"dc_t + dh_t * o": "dh_t * o"},
        _DC_OVERWRITTEN,
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "sigmoid_slopes_missing",
        {
            "dc * g * i * (1 - i)": "dc * g",
            "dc * c_prev * f * (1 - f)": "dc * c_prev",
            "dh_t * tanh_c * o * (1 - o)": "dh_t * tanh_c",
        },
        _NO_SLOPES,
    ),
    Mistake(
        "lstm_peephole_cell_backward",
        "dc_prev_past_h",
        {"dc * f + dz_i": "dc_t * f + dz_i"},
        "Your dc_prev comes out as if it brought along the belt only what came from later steps, "
        "and not what this step has sent into c_t. What has to meet at c_t before anything goes "
        "on along the belt?",
    ),
]
