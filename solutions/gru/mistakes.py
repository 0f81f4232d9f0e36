"""Known mistakes of chapter 08. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_SUM_OF_PATHS = "dh_t * z + dm * r + da_z @ W_hz.T + da_r @ W_hr.T"

MISTAKES: list[Mistake] = [
    Mistake(
        "gru_cell_forward",
        "z_keeps_the_candidate",
        {"z * h_prev + (1 - z) * n": "(1 - z) * h_prev + z * n"},
        "Your GRU is that of Ng's lectures, where z lets the new candidate in. A good GRU, but "
        "this course follows D2, with the other convention. At z = 1, what should be left of "
        "h_prev?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_not_applied",
        {"(r * h_prev) @ W_hn": "h_prev @ W_hn"},
        "r, z and the mixing are right, but your n hears all of h_prev, whatever r says. You "
        "computed the reset gate. Which of your lines reads it?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_after_product",
        {"(r * h_prev) @ W_hn": "r * (h_prev @ W_hn)"},
        "Your n is PyTorch's: there the reset gate acts on what the recurrent product brings. D2 "
        "and this exercise have it elsewhere. Which comes first in the docstring's Notes, the "
        "gate or the product?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_of_the_input_too",
        {"x_t @ W_xn + (r * h_prev) @ W_hn": "r * (x_t @ W_xn) + (r * h_prev) @ W_hn"},
        "In your n the reset gate also holds back what the input says. At r = 0 the step should "
        "begin anew. From what, if it may not see x_t?",
    ),
    Mistake(
        "gru_cell_forward",
        "candidate_through_sigmoid",
        {
            "np.tanh(x_t @ W_xn + (r * h_prev) @ W_hn + b_n)": (
                "sigmoid(x_t @ W_xn + (r * h_prev) @ W_hn + b_n)"
            )
        },
        "None of your candidates is negative. A gate is a share between 0 and 1; the candidate "
        "is a proposal for a state. Between which numbers do states lie?",
    ),
    Mistake(
        "gru_cell_forward",
        "gates_through_tanh",
        {
            "r = sigmoid(x_t @ W_xr": "r = np.tanh(x_t @ W_xr",
            "z = sigmoid(x_t @ W_xz": "z = np.tanh(x_t @ W_xz",
        },
        "Some of your gates are negative. A gate says which share passes. "
        "Which curve of chapter 00 ends at 0 and at 1?",
    ),
    Mistake(
        "gru_cell_forward",
        "order_z_r_n",
        {
            "W_xr, W_xz, W_xn": "W_xz, W_xr, W_xn",
            "W_hr, W_hz, W_hn": "W_hz, W_hr, W_hn",
            "b_r, b_z, b_n": "b_z, b_r, b_n",
        },
        "Your r and z stand in each other's place: you took the columns in the order z, r, n, as "
        "some libraries store them. In which order does the docstring stack them?",
    ),
    Mistake(
        "gru_cell_forward",
        "order_n_first",
        {
            "W_xr, W_xz, W_xn": "W_xn, W_xr, W_xz",
            "W_hr, W_hz, W_hn": "W_hn, W_hr, W_hz",
            "b_r, b_z, b_n": "b_n, b_r, b_z",
        },
        "Your candidate is made with the first H columns of the weights. "
        "Read in the docstring whose columns come first, and whose last.",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_of_the_kept_state",
        {"z * h_prev + (1 - z) * n": "z * (r * h_prev) + (1 - z) * n"},
        "r, z and n are right, but your reset gate also takes from what is kept. r decides what "
        "the candidate may see. Does what the candidate sees change what z keeps?",
    ),
    Mistake(
        "gru_cell_forward",
        "mixed_by_reset_gate",
        {"z * h_prev + (1 - z) * n": "r * h_prev + (1 - z) * n"},
        "You took D2's line (12) as it is printed, where a second reset gate stands before the "
        "old state. Your two shares do not add up to 1: what does line (10) say?",
    ),
    Mistake(
        "gru_cell_forward",
        "candidate_in_full",
        {"(1 - z) * n": "n"},
        "Some of your states lie outside −1 to 1: all of the candidate comes on top of what is "
        "kept. If nine parts of the mixture are old, how many are new?",
    ),
    Mistake(
        "gru_cell_forward",
        "gates_without_state",
        {" + h_prev @ W_hr + b_r": " + b_r", " + h_prev @ W_hz + b_z": " + b_z"},
        "Your gates look at the input only. Whether a memory should be kept depends on what it "
        "is. Which blocks of W_hh does your function never read?",
    ),
    Mistake(
        "gru_cell_forward",
        "biases_missing",
        {" + b_r)": ")", " + b_z)": ")", " + b_n)": ")"},
        "Your results stay the same whatever b_h is. "
        "Go through the five arguments one by one: which of them does your function never read?",
    ),
    Mistake(
        "gru_cell_forward",
        "w_hn_transposed",
        {"(r * h_prev) @ W_hn": "(r * h_prev) @ W_hn.T"},
        "r and z are right, but in your n the last block of W_hh lies on its side; being square, "
        "it fits. Which of its axes counts the units of h_prev?",
    ),
    Mistake(
        "gru_cell_forward",
        "cache_gates_swapped",
        {
            "(x_t, h_prev, W_xh, W_hh, r, z, n)\n    return": (
                "(x_t, h_prev, W_xh, W_hh, z, r, n)\n    return"
            )
        },
        "h_t is right, but two gates stand in each other's place in your cache. Both have shape "
        "(N, H), so nothing would complain before the way back. Which one comes first?",
    ),
    Mistake(
        "gru_forward",
        "state_not_carried",
        {
            "a_r + h_t @": "a_r + h_0 @",
            "a_z + h_t @": "a_z + h_0 @",
            "(r[t] * h_t)": "(r[t] * h_0)",
            "z[t] * h_t +": "z[t] * h_0 +",
        },
        "h[0] is right, and then every step starts from h_0 again, as if nothing had been read. "
        "In your loop, which name holds the state that the step before has left behind?",
    ),
    Mistake(
        "gru_forward",
        "gates_read_first_state",
        {"a_r + h_t @": "a_r + h_0 @", "a_z + h_t @": "a_z + h_0 @"},
        "h[0] is right. From then on your gates still look at h_0, while the mixing goes on with "
        "the newest state. Which state do the gates of step t have to judge?",
    ),
    Mistake(
        "gru_forward",
        "first_state_kept",
        {"z[t] * h_t +": "z[t] * h_0 +"},
        "h[0] is right, and then your mixer takes its old part from h_0 each time. "
        "What is the old part at step t, if step t − 1 has already mixed?",
    ),
    Mistake(
        "gru_forward",
        "initial_state_ignored",
        {"h_t = h_0": "h_t = np.zeros_like(h_0)"},
        "Your h is off from the first step on: the network started from zeros. "
        "Which argument says where it starts?",
    ),
    Mistake(
        "gru_forward",
        "initial_state_changed",
        {"h_t = z[t] *": "h_t[:] = z[t] *"},
        "The states are right, but the array h_0 is another one after the call than before. Two "
        "names can stand for one array. Which of your lines writes into an array that somebody "
        "else still needs?",
    ),
    Mistake(
        "gru_forward",
        "z_keeps_the_candidate",
        {"z[t] * h_t + (1 - z[t]) * n[t]": "(1 - z[t]) * h_t + z[t] * n[t]"},
        "Already your h[0] is that of the other convention: in Ng's lectures z lets the new "
        "candidate in. D2, which this course follows, has it the other way round. Which share "
        "does z name there?",
    ),
    Mistake(
        "gru_forward",
        "reset_not_applied",
        {"(r[t] * h_t) @ W_hn": "h_t @ W_hn"},
        "r[0] and z[0] are right, but your candidate hears the whole old state, whatever r says. "
        "Which of your lines reads the reset gate?",
    ),
    Mistake(
        "gru_forward",
        "reset_after_product",
        {"(r[t] * h_t) @ W_hn": "r[t] * (h_t @ W_hn)"},
        "Your candidate is PyTorch's: there the reset gate comes after the recurrent product. In "
        "D2 and here it stands elsewhere. What does r filter in the formula: the old state, or "
        "what the product made of it?",
    ),
    Mistake(
        "gru_forward",
        "order_z_r_n",
        {
            "a_r, a_z, a_n": "a_z, a_r, a_n",
            "W_hr, W_hz, W_hn": "W_hz, W_hr, W_hn",
        },
        "Your r and z stand in each other's place at every step: you took the columns in the "
        "order z, r, n. In which order does the docstring stack them?",
    ),
    Mistake(
        "gru_forward",
        "candidate_carried",
        {
            "h_t = z[t] * h_t + (1 - z[t]) * n[t]\n        h[t] = h_t": (
                "h[t] = z[t] * h_t + (1 - z[t]) * n[t]\n        h_t = n[t]"
            )
        },
        "h[0] is right. Then your loop goes on with the candidate, not with the mixture that you "
        "stored: nothing can last longer than a step. Which of the two is the state?",
    ),
    Mistake(
        "gru_forward",
        "stored_too_early",
        {
            "h_t = z[t] * h_t + (1 - z[t]) * n[t]\n        h[t] = h_t": (
                "h[t] = h_t\n        h_t = z[t] * h_t + (1 - z[t]) * n[t]"
            )
        },
        "Your h[0] is h_0, and every other state stands one place too late. Should h[t] know x[t] "
        "or not? Look at the order of the lines in your loop.",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_kept_state_missing",
        {_SUM_OF_PATHS: "dm * r + da_z @ W_hz.T + da_r @ W_hr.T"},
        "Only your dh_prev is off: one of four paths is missing, the one that passes no weight at "
        "all. By what was h_prev multiplied on its shortest way into h_t?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_candidate_missing",
        {_SUM_OF_PATHS: "dh_t * z + da_z @ W_hz.T + da_r @ W_hr.T"},
        "Only your dh_prev is off: one of four paths is missing. h_prev was also read by the "
        "candidate, through the filter. What comes back out of that filter?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_update_gate_missing",
        {_SUM_OF_PATHS: "dh_t * z + dm * r + da_r @ W_hr.T"},
        "Only your dh_prev is off: one of four paths is missing. h_prev helped to decide how much "
        "of it is kept. Through which block of W_hh does that come back?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_reset_gate_missing",
        {_SUM_OF_PATHS: "dh_t * z + dm * r + da_z @ W_hz.T"},
        "Only your dh_prev is off: one of four paths is missing. h_prev helped to decide what the "
        "candidate may see. Through which block of W_hh does that come back?",
    ),
    Mistake(
        "gru_cell_backward",
        "paths_of_both_gates_missing",
        {_SUM_OF_PATHS: "dh_t * z + dm * r"},
        "Only your dh_prev is off: your gates count as constants there. They were computed, from "
        "x_t and from what else?",
    ),
    Mistake(
        "gru_cell_backward",
        "slopes_of_both_gates_missing",
        {"(h_prev - n) * z * (1 - z)": "(h_prev - n)", "dm * h_prev * r * (1 - r)": "dm * h_prev"},
        "Everything of yours that has passed a gate is too large: σ is never steeper than 0.25. "
        "Between a gate and the sum inside it stands one function. What is its slope?",
    ),
    Mistake(
        "gru_cell_backward",
        "slope_of_the_update_gate_missing",
        {"(h_prev - n) * z * (1 - z)": "(h_prev - n)"},
        "The part of z is too large in all five gradients; those of r and n are right. "
        "What lies between z and the sum that made it?",
    ),
    Mistake(
        "gru_cell_backward",
        "slope_of_the_reset_gate_missing",
        {"dm * h_prev * r * (1 - r)": "dm * h_prev"},
        "The part of r is too large in all five gradients; those of z and n are right. "
        "What lies between r and the sum that made it?",
    ),
    Mistake(
        "gru_cell_backward",
        "slope_of_sigmoid_twice",
        {
            "(h_prev - n) * z * (1 - z)": "(h_prev - n) * sigmoid(z) * (1 - sigmoid(z))",
            "dm * h_prev * r * (1 - r)": "dm * h_prev * sigmoid(r) * (1 - sigmoid(r))",
        },
        "Your slope of σ is never below 0.19, although some of the gates are nearly shut. "
        "Are the r and z in the cache what went into σ, or what came out?",
    ),
    Mistake(
        "gru_cell_backward",
        "tanh_forgotten",
        {"* (1 - n**2)": ""},
        "The part of n is too large, and so is that of r, which comes after it on the way back. "
        "Between the candidate and its sum stands one function. How steep is it there?",
    ),
    Mistake(
        "gru_cell_backward",
        "tanh_twice",
        {"(1 - n**2)": "(1 - np.tanh(n) ** 2)"},
        "Your slope of the tanh is never below 0.4, although some candidates are close to 1. "
        "Is the n in the cache what went into the tanh, or what came out?",
    ),
    Mistake(
        "gru_cell_backward",
        "z_keeps_the_candidate",
        {
            "dh_t * (1 - z) *": "dh_t * z *",
            "(h_prev - n)": "(n - h_prev)",
            _SUM_OF_PATHS: "dh_t * (1 - z) + dm * r + da_z @ W_hz.T + da_r @ W_hr.T",
        },
        "All five would be right in the convention of Ng's lectures, where z lets the candidate "
        "in. This cache comes from D2's forward step, which mixes the other way round. "
        "Which share of h_prev did it keep?",
    ),
    Mistake(
        "gru_cell_backward",
        "sign_of_the_update_gate",
        {"(h_prev - n)": "(n - h_prev)"},
        "The part of z has the right size and the wrong sign; those of r and n are right. "
        "If z grows a little, does h_t move towards the candidate or away from it?",
    ),
    Mistake(
        "gru_cell_backward",
        "update_gate_forgets_the_candidate",
        {"(h_prev - n)": "h_prev"},
        "The part of z is off; those of r and n are right. z stands in the mixture twice: once "
        "it lets the old state in. What does it do the second time?",
    ),
    Mistake(
        "gru_cell_backward",
        "candidate_gets_everything",
        {"dh_t * (1 - z) *": "dh_t *"},
        "The part of n is too large, most of all where z is near 1, and so is that of r. "
        "The candidate was one part of a mixture. Which share did it have?",
    ),
    Mistake(
        "gru_cell_backward",
        "filter_left_out_of_dh_prev",
        {"+ dm * r +": "+ dm +"},
        "Only your dh_prev is off: what comes back through the candidate's product reaches h_prev "
        "in full. What stood between h_prev and that product?",
    ),
    Mistake(
        "gru_cell_backward",
        "filter_left_out_of_dw_hh",
        {"(r * h_prev).T @ da_n": "h_prev.T @ da_n"},
        "Only the last H columns of your dW_hh are off: they are made with h_prev itself. "
        "What did this block of W_hh meet on the way forward?",
    ),
    Mistake(
        "gru_cell_backward",
        "reset_after_product",
        {
            "dm = da_n @ W_hn.T": "dm = (da_n * r) @ W_hn.T",
            "dm * h_prev * r * (1 - r)": "da_n * (h_prev @ W_hn) * r * (1 - r)",
            _SUM_OF_PATHS: "dh_t * z + dm + da_z @ W_hz.T + da_r @ W_hr.T",
            "(r * h_prev).T @ da_n": "h_prev.T @ (da_n * r)",
        },
        "Your way back is that of PyTorch's GRU, where the reset gate comes after the recurrent "
        "product. This cache comes from the form of D2. Going back from the candidate, what do "
        "you meet first there?",
    ),
    Mistake(
        "gru_cell_backward",
        "reset_gate_without_w_hn",
        {"da_r = dm *": "da_r = da_n *"},
        "The part of r is off; those of z and n are right. Between the candidate's sum and the "
        "reset gate lies a matrix product. Has your gradient passed it?",
    ),
    Mistake(
        "gru_cell_backward",
        "w_hn_not_transposed",
        {"da_n @ W_hn.T": "da_n @ W_hn"},
        "Your gradient goes back through the candidate's block of W_hh as it stands. da_n has one "
        "column per unit of step t; which axis of the block counts those?",
    ),
    Mistake(
        "gru_cell_backward",
        "gate_blocks_not_transposed",
        {_SUM_OF_PATHS: "dh_t * z + dm * r + da_z @ W_hz + da_r @ W_hr"},
        "Only your dh_prev is off: two of its paths go through the blocks of W_hh as they stand. "
        "Write the shapes of da_z, the block and dh_prev side by side, with a name for every axis.",
    ),
    Mistake(
        "gru_cell_backward",
        "order_z_r_n",
        {
            "np.concatenate([da_r, da_z, da_n]": "np.concatenate([da_z, da_r, da_n]",
            "[h_prev.T @ da_r, h_prev.T @ da_z,": "[h_prev.T @ da_z, h_prev.T @ da_r,",
        },
        "dh_prev is right. In the other four, the parts of r and z stand in each other's place. "
        "In which order are the columns of W_xh stacked?",
    ),
    Mistake(
        "gru_cell_backward",
        "dh_changed",
        {
            "da_n = dh_t * (1 - z) * (1 - n**2)\n    da_z = dh_t * (h_prev - n) * z * (1 - z)": (
                "da_z = dh_t * (h_prev - n) * z * (1 - z)\n"
                "    kept = dh_t * z\n"
                "    dh_t *= 1 - z\n"
                "    da_n = dh_t * (1 - n**2)"
            ),
            _SUM_OF_PATHS: "kept + dm * r + da_z @ W_hz.T + da_r @ W_hr.T",
        },
        "Your gradients are right, but the array dh_t is another one after the call than before, "
        "and the caller may need it again. Which of your lines writes into it?",
    ),
    Mistake(
        "gru_cell_backward",
        "batch_averaged",
        {
            "x_t.T @ da\n": "x_t.T @ da / len(x_t)\n",
            "(r * h_prev).T @ da_n], axis=1)": "(r * h_prev).T @ da_n], axis=1) / len(x_t)",
            "da.sum(axis=0)": "da.mean(axis=0)",
        },
        "The gradients of your weights and of the bias are N times too small. The mean over the "
        "batch was taken once, by the loss, and dh_t brings it along. Where is it taken again?",
    ),
    Mistake(
        "gru_cell_backward",
        "db_over_units",
        {"da.sum(axis=0)": "da.sum(axis=1)"},
        "Your db_h has one number for each sequence. It should have the shape of b_h, (3H,). "
        "Which axis of your gradient at the sums has to go?",
    ),
    Mistake(
        "gru_backward",
        "dh_not_carried",
        {"dh_t = dh[t] + from_right": "dh_t = dh[t]"},
        "dx[T - 1] is right, and every earlier step is off: each hears of its own loss only. "
        "h[t] also took part in all that came after it. How does your loop tell it?",
    ),
    Mistake(
        "gru_backward",
        "last_loss_only",
        {
            "dh_t = dh[t] + from_right": "dh_t = from_right",
            "np.zeros(3 * H), np.zeros_like(h_0)": "np.zeros(3 * H), dh[-1]",
        },
        "dx[T - 1] is right, and every earlier step is off: the loss of the last step is carried "
        "back, and those of the steps before it are lost. Along which two ways does a gradient "
        "reach h[t]?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_kept_state_missing",
        {"= dh_t * z[t] + dm * r[t]": "= dm * r[t]"},
        "dx[T - 1] is right, and the error begins one step before: what you carry back lacks the "
        "shortest of the four paths, the one without weights. It is what a GRU is built for. "
        "What is its factor?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_candidate_missing",
        {"= dh_t * z[t] + dm * r[t]": "= dh_t * z[t]"},
        "dx[T - 1] is right, and the error begins one step before: what you carry back lacks one "
        "of four paths. The candidate has read the old state too. Through what?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_update_gate_missing",
        {" + da_z @ W_hz.T": ""},
        "dx[T - 1] is right, and the error begins one step before: what you carry back lacks one "
        "of four paths. Who else has looked at the old state, to decide how much of it stays?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_reset_gate_missing",
        {" + da_r @ W_hr.T": ""},
        "dx[T - 1] is right, and the error begins one step before: what you carry back lacks one "
        "of four paths. Who else has looked at the old state, to decide what the candidate sees?",
    ),
    Mistake(
        "gru_backward",
        "kept_state_only",
        {" + dm * r[t] + da_z @ W_hz.T + da_r @ W_hr.T": ""},
        "dx[T - 1] is right, and the error begins one step before: you carry back along the "
        "shortest path only. Count the arrows that leave h_prev in the picture. Where do the "
        "other three lead?",
    ),
    Mistake(
        "gru_backward",
        "slopes_of_both_gates_missing",
        {
            "(h_prev - n[t]) * z[t] * (1 - z[t])": "(h_prev - n[t])",
            "dm * h_prev * r[t] * (1 - r[t])": "dm * h_prev",
        },
        "Already your dx[T - 1] is too large, and the error grows on the way back. σ is never "
        "steeper than 0.25. Where in your loop does a gradient pass it?",
    ),
    Mistake(
        "gru_backward",
        "z_keeps_the_candidate",
        {
            "dh_t * (1 - z[t]) *": "dh_t * z[t] *",
            "(h_prev - n[t])": "(n[t] - h_prev)",
            "= dh_t * z[t] + dm": "= dh_t * (1 - z[t]) + dm",
        },
        "Your way back belongs to the convention of Ng's lectures, where z lets the candidate in. "
        "This cache comes from D2's form, which mixes the other way round. Which share did z keep "
        "there?",
    ),
    Mistake(
        "gru_backward",
        "reset_after_product",
        {
            "dm = da_n @ W_hn.T": "dm = (da_n * r[t]) @ W_hn.T",
            "dm * h_prev * r[t] * (1 - r[t])": "da_n * (h_prev @ W_hn) * r[t] * (1 - r[t])",
            "+ dm * r[t] +": "+ dm +",
            "(r[t] * h_prev).T @ da_n": "h_prev.T @ (da_n * r[t])",
        },
        "Your way back is that of PyTorch's GRU, where the reset gate comes after the recurrent "
        "product. This cache comes from the form of D2. What has each of its candidates been "
        "multiplied by, and before what?",
    ),
    Mistake(
        "gru_backward",
        "filter_left_out_of_dw_hh",
        {"(r[t] * h_prev).T @ da_n": "h_prev.T @ da_n"},
        "Only the last H columns of your dW_hh are off: they are made with the old states "
        "themselves. What did this block of W_hh meet on the way forward?",
    ),
    Mistake(
        "gru_backward",
        "new_state_in_dw_hh",
        {
            "h_prev.T @ da[:, : 2 * H]": "h[t].T @ da[:, : 2 * H]",
            "(r[t] * h_prev).T @ da_n": "(r[t] * h[t]).T @ da_n",
        },
        "Only your dW_hh is off: it is made with the states that came out of the steps. "
        "Which state did W_hh meet on the way forward, at step t?",
    ),
    Mistake(
        "gru_backward",
        "first_step_wraps",
        {"h[t - 1] if t > 0 else h_0": "h[t - 1]"},
        "Every step but the first is right. At step 0 your gates have met a state that was not "
        "there yet. What does h[t - 1] read when t is 0? Print it.",
    ),
    Mistake(
        "gru_backward",
        "initial_state_ignored",
        {"else h_0": "else np.zeros_like(h_0)"},
        "Every step but the first is right. At step 0 you let the network start from zeros. "
        "Which state did the forward pass start from? The cache has it.",
    ),
    Mistake(
        "gru_backward",
        "weights_assigned",
        {
            "dW_xh += ": "dW_xh[:] = ",
            "dW_hh[:, : 2 * H] += ": "dW_hh[:, : 2 * H] = ",
            "dW_hh[:, 2 * H :] += ": "dW_hh[:, 2 * H :] = ",
            "db_h += ": "db_h[:] = ",
        },
        "dx and dh_0 are right. Your dW_xh, dW_hh and db_h hold the part of step 0 alone: what "
        "the later steps had to say is gone. What happens to it when your loop goes on?",
    ),
    Mistake(
        "gru_backward",
        "dh_changed",
        {"dh_t = dh[t] + from_right": "dh_t = dh[t]\n        dh_t += from_right"},
        "Your gradients are right, but the array dh is another one after the call than before. "
        "dh[t] is a window into dh and not a copy. Which of your lines writes through it?",
    ),
    Mistake(
        "gru_backward",
        "gradient_piles_up",
        {"from_right = dh_t * z[t]": "from_right = from_right + dh_t * z[t]"},
        "The last two steps of your dx are right; before them, the gradient from further on "
        "comes in more than once. What does the name for the carried gradient still hold when "
        "step t adds to it?",
    ),
    Mistake(
        "gru_backward",
        "loop_forward",
        {"reversed(range(len(x)))": "range(len(x))"},
        "Your loop goes from the first step to the last, so the gradient travels the wrong way: "
        "your dx[0] has heard of no later loss. Who has to be asked before step t can answer?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "unchanged",
        {"sign[H : 2 * H] = -1": "sign[H : 2 * H] = 1"},
        "You hand the weights back as they came. In one convention z is the share of the old "
        "state, in the other that of the new candidate. With the same weights, can both be right?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "bias_unchanged",
        {"b_h * sign": "b_h.copy()"},
        "Your two matrices are right, the bias is not. A gate is σ of a sum of three terms, and "
        "the whole sum has to change. Which of the three has stayed as it was?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "state_unchanged",
        {"W_hh * sign": "W_hh.copy()"},
        "Your W_hh_new is W_hh as it came. The gate also looks at the old state. "
        "At the first step from zeros nobody would notice. When would it show?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "wrong_block",
        {"sign[H : 2 * H] = -1": "sign[:H] = -1"},
        "You changed the first H columns. The two conventions agree on that gate. "
        "Whose columns are they, and which gate do the two name differently?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "last_block",
        {"sign[H : 2 * H] = -1": "sign[2 * H :] = -1"},
        "You changed the last H columns, and with them the candidate: it now proposes the "
        "opposite. Which of r, z and n do the two conventions use differently?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "every_block",
        {"sign[H : 2 * H] = -1": "sign[:] = -1"},
        "You changed all 3H columns, so the reset gate and the candidate are no longer those of "
        "the network that was given. Which of r, z and n do the conventions use differently?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "one_minus_weights",
        {
            "W_xh * sign, W_hh * sign, b_h * sign": (
                "np.where(sign < 0, 1 - W_xh, W_xh), np.where(sign < 0, 1 - W_hh, W_hh), "
                "np.where(sign < 0, 1 - b_h, b_h)"
            )
        },
        "You took 1 minus the weights. It is the gate that has to become 1 minus itself, and the "
        "weights stand inside a σ. What has to happen to a number for that to come out?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "arguments_changed",
        {
            "return W_xh * sign, W_hh * sign, b_h * sign": (
                "for array in (W_xh, W_hh, b_h):\n        array *= sign\n    return W_xh, W_hh, b_h"
            )
        },
        "Your weights are right, but the arrays that you were given are others after the call "
        "than before: the network they belong to is spoilt. Which of your lines writes into them?",
    ),
]
