"""Known mistakes of chapter 08. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_SUM_OF_PATHS = "dh_t * z + dm * r + da_z @ W_hz.T + da_r @ W_hr.T"

_SLOPE_OF_ONE_GATE = (
    "In your db_h only the part of {} is off, as if the slope of its σ were missing, or not the "
    "whole of it. How steep is σ, written by what came out of it?"
)
_ONE_STEP_BEFORE = (
    "Your dx[T - 1] is right, and the error begins one step before, as if what is carried back "
)
_NEVER_NEGATIVE = (
    "comes out as if the candidate were never negative. A gate is a share between 0 and 1; the "
    "candidate is a proposal for a state. Between which numbers do states lie?"
)

MISTAKES: list[Mistake] = [
    Mistake(
        "gru_cell_forward",
        "z_keeps_the_candidate",
        {"z * h_prev + (1 - z) * n": "(1 - z) * h_prev + z * n"},
        "Your h_t is that of Ng's lectures, where z lets the new candidate in. A good GRU, but "
        "this course follows D2, with the other convention. At z = 1, what should be left of "
        "h_prev?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_not_applied",
        {"(r * h_prev) @ W_hn": "h_prev @ W_hn"},
        "Your h_t stays the same whatever the reset gate says. What is the reset gate to decide, "
        "and where does r stand in the formula?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_after_product",
        {"(r * h_prev) @ W_hn": "r * (h_prev @ W_hn)"},
        "Your h_t comes out as with PyTorch's candidate, where the reset gate acts on what the "
        "recurrent product brings. D2 and this exercise have it elsewhere. Which comes first in "
        "the docstring's Notes, the gate or the product?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_of_the_input_too",
        {"x_t @ W_xn + (r * h_prev) @ W_hn": "r * (x_t @ W_xn) + (r * h_prev) @ W_hn"},
        "Your h_t comes out as if the reset gate also held back from the candidate what the input "
        "says. At r = 0 the step should begin anew: from what, if it may not see x_t?",
    ),
    Mistake(
        "gru_cell_forward",
        "candidate_through_sigmoid",
        {
            "np.tanh(x_t @ W_xn + (r * h_prev) @ W_hn + b_n)": (
                "sigmoid(x_t @ W_xn + (r * h_prev) @ W_hn + b_n)"
            )
        },
        "Your h_t " + _NEVER_NEGATIVE,
    ),
    Mistake(
        "gru_cell_forward",
        "gates_through_tanh",
        {
            "r = sigmoid(x_t @ W_xr": "r = np.tanh(x_t @ W_xr",
            "z = sigmoid(x_t @ W_xz": "z = np.tanh(x_t @ W_xz",
        },
        "Your cache holds gates that need not lie between 0 and 1, as if they had gone through "
        "another curve than σ, or through none. A gate says which share passes. Which curve of "
        "chapter 00 ends at 0 and at 1?",
    ),
    Mistake(
        "gru_cell_forward",
        "order_z_r_n",
        {
            "W_xr, W_xz, W_xn": "W_xz, W_xr, W_xn",
            "W_hr, W_hz, W_hn": "W_hz, W_hr, W_hn",
            "b_r, b_z, b_n": "b_z, b_r, b_n",
        },
        "Your cache has r and z in each other's place, as if the columns stood in the order z, r, "
        "n, in which some libraries store them. In which order does the docstring stack r, z and "
        "n?",
    ),
    Mistake(
        "gru_cell_forward",
        "order_n_first",
        {
            "W_xr, W_xz, W_xn": "W_xn, W_xr, W_xz",
            "W_hr, W_hz, W_hn": "W_hn, W_hr, W_hz",
            "b_r, b_z, b_n": "b_n, b_r, b_z",
        },
        "Your h_t comes out as if the first H columns of the weights were those of the candidate. "
        "Whose columns come first in the docstring, and whose last?",
    ),
    Mistake(
        "gru_cell_forward",
        "reset_of_the_kept_state",
        {"z * h_prev + (1 - z) * n": "z * (r * h_prev) + (1 - z) * n"},
        "Your h_t keeps less of the old state than z says, as if the reset gate also took from "
        "what is kept. The reset gate decides what the candidate may see. Has r any part in what "
        "z keeps?",
    ),
    Mistake(
        "gru_cell_forward",
        "mixed_by_reset_gate",
        {"z * h_prev + (1 - z) * n": "r * h_prev + (1 - z) * n"},
        "Your h_t comes out as if r decided how much of the old state stays, as D2's line (12) "
        "has it in print. What do the errata say that the docstring names?",
    ),
    Mistake(
        "gru_cell_forward",
        "candidate_in_full",
        {"(1 - z) * n": "n"},
        "Your h_t comes out as a mixture whose two shares do not add up to 1. If nine parts of a "
        "mixture are old, how many are new?",
    ),
    Mistake(
        "gru_cell_forward",
        "gates_without_state",
        {" + h_prev @ W_hr + b_r": " + b_r", " + h_prev @ W_hz + b_z": " + b_z"},
        "Your h_t comes out as if a gate looked at the input only. Whether a memory should be "
        "kept depends on what it is. Does each of the three blocks of W_hh make a difference to "
        "your h_t?",
    ),
    Mistake(
        "gru_cell_forward",
        "biases_missing",
        {" + b_r)": ")", " + b_z)": ")", " + b_n)": ")"},
        "Your h_t stays the same whatever b_h is. Go through the five arguments one by one: which "
        "of them makes no difference to your h_t?",
    ),
    Mistake(
        "gru_cell_forward",
        "w_hn_transposed",
        {"(r * h_prev) @ W_hn": "(r * h_prev) @ W_hn.T"},
        "Your h_t comes out as if the last block of W_hh lay on its side in the candidate; being "
        "square, it fits. Which axis of W_hh counts the units of h_prev?",
    ),
    Mistake(
        "gru_cell_forward",
        "cache_gates_swapped",
        {
            "(x_t, h_prev, W_xh, W_hh, r, z, n)\n    return": (
                "(x_t, h_prev, W_xh, W_hh, z, r, n)\n    return"
            )
        },
        "h_t is right. Your cache has another array in a place where the docstring's list has a "
        "gate or the candidate. All of them are of shape (N, H), so nothing would complain before "
        "the way back. Which array does the list have in each place of your cache?",
    ),
    Mistake(
        "gru_cell_forward",
        "filtered_by_another_gate",
        {"(r * h_prev) @ W_hn": "(z * h_prev) @ W_hn"},
        "Your h_t comes out as if the candidate saw another share of the old state than r lets "
        "through. Which gate decides what the candidate may see, and what does it do at r = 1?",
    ),
    Mistake(
        "gru_cell_forward",
        "update_gate_unused",
        {"z * h_prev + (1 - z) * n": "n"},
        "Your h_t is the candidate itself: nothing of the old state is kept. What is the update "
        "gate to decide, and where does z stand in the formula?",
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
        "Your h[0] is right, and then your h comes out as if every step began without what the "
        "step before has left. With which state should step t begin?",
    ),
    Mistake(
        "gru_forward",
        "gates_read_first_state",
        {"a_r + h_t @": "a_r + h_0 @", "a_z + h_t @": "a_z + h_0 @"},
        "Your h[0] is right, and from then on your h comes out as if the gates or the candidate "
        "still looked at h_0, while the mixing goes on with the newest state. Which state do "
        "gates and candidate have to read at step t?",
    ),
    Mistake(
        "gru_forward",
        "first_state_kept",
        {"z[t] * h_t +": "z[t] * h_0 +"},
        "Your h[0] is right, and then your h comes out as if the mixture took its old part from "
        "h_0 each time. What is the old part of the mixture at step t, if step t − 1 has already "
        "mixed?",
    ),
    Mistake(
        "gru_forward",
        "initial_state_ignored",
        {"h_t = h_0": "h_t = np.zeros_like(h_0)"},
        "Your h is off from the first step on, as if the network had started from zeros. Which "
        "argument says where the network starts?",
    ),
    Mistake(
        "gru_forward",
        "initial_state_changed",
        {"h_t = z[t] *": "h_t[:] = z[t] *"},
        "The array h_0 is another one after the call than before. Two names can stand for one "
        "array. Which of your lines writes into an array that the caller still needs?",
    ),
    Mistake(
        "gru_forward",
        "z_keeps_the_candidate",
        {"z[t] * h_t + (1 - z[t]) * n[t]": "(1 - z[t]) * h_t + z[t] * n[t]"},
        "Your h[0] is already that of the other convention: in Ng's lectures z lets the new "
        "candidate in. In D2, which this course follows, it is the other way round. Which share "
        "does z name in D2?",
    ),
    Mistake(
        "gru_forward",
        "reset_not_applied",
        {"(r[t] * h_t) @ W_hn": "h_t @ W_hn"},
        "Your h stays the same whatever the reset gate says. What is the reset gate to decide at "
        "each step, and where does r stand in the formula?",
    ),
    Mistake(
        "gru_forward",
        "reset_after_product",
        {"(r[t] * h_t) @ W_hn": "r[t] * (h_t @ W_hn)"},
        "Your h comes out as with PyTorch's candidate, where the reset gate comes after the "
        "recurrent product. In D2 and here it stands elsewhere. What does r filter in the "
        "formula: the old state, or what the product made of it?",
    ),
    Mistake(
        "gru_forward",
        "order_z_r_n",
        {
            "a_r, a_z, a_n": "a_z, a_r, a_n",
            "W_hr, W_hz, W_hn": "W_hz, W_hr, W_hn",
        },
        "In your cache, r and z come from each other's columns, as if these stood in "
        "the order z, r, n. In which order does the docstring stack r, z and n?",
    ),
    Mistake(
        "gru_forward",
        "candidate_carried",
        {
            "h_t = z[t] * h_t + (1 - z[t]) * n[t]\n        h[t] = h_t": (
                "h[t] = z[t] * h_t + (1 - z[t]) * n[t]\n        h_t = n[t]"
            )
        },
        "Your h[0] is right, and then your h comes out as if each step began with the candidate "
        "of the step before, so that nothing can last longer than a step. Which of the two is the "
        "state: the candidate or the mixture?",
    ),
    Mistake(
        "gru_forward",
        "stored_too_early",
        {
            "h_t = z[t] * h_t + (1 - z[t]) * n[t]\n        h[t] = h_t": (
                "h[t] = h_t\n        h_t = z[t] * h_t + (1 - z[t]) * n[t]"
            )
        },
        "Your h[0] is h_0, and each later state stands one place too late. Should h[t] know x[t] "
        "or not, and does your h[0] know x[0]?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_kept_state_missing",
        {_SUM_OF_PATHS: "dm * r + da_z @ W_hz.T + da_r @ W_hr.T"},
        "Your dh_prev is not right along one of its four paths, the one that passes no weight at "
        "all. By what was h_prev multiplied on its shortest way into h_t?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_candidate_missing",
        {_SUM_OF_PATHS: "dh_t * z + da_z @ W_hz.T + da_r @ W_hr.T"},
        "Your dh_prev is not right along one of its four paths, the one that comes back out of "
        "the candidate. Through which product and which filter did h_prev get into the candidate?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_update_gate_missing",
        {_SUM_OF_PATHS: "dh_t * z + dm * r + da_r @ W_hr.T"},
        "Your dh_prev is not right along one of its four paths: h_prev helped to decide how much "
        "of it is kept. Through which function and which block of W_hh does the way back from the "
        "update gate lead?",
    ),
    Mistake(
        "gru_cell_backward",
        "path_of_the_reset_gate_missing",
        {_SUM_OF_PATHS: "dh_t * z + dm * r + da_z @ W_hz.T"},
        "Your dh_prev comes out as if it lacked one of its four paths: h_prev helped to decide "
        "what the candidate may see. Through which block of W_hh does the way back from the reset "
        "gate lead?",
    ),
    Mistake(
        "gru_cell_backward",
        "paths_of_both_gates_missing",
        {_SUM_OF_PATHS: "dh_t * z + dm * r"},
        "Your dh_prev comes out as if the two gates were constants. From what else than x_t were "
        "r and z computed?",
    ),
    Mistake(
        "gru_cell_backward",
        "slopes_of_both_gates_missing",
        {"(h_prev - n) * z * (1 - z)": "(h_prev - n)", "dm * h_prev * r * (1 - r)": "dm * h_prev"},
        "In your db_h the part of n is right, and those of r and z come out as if they had not "
        "passed the slope of σ, or not the whole of it. What is the slope of σ, written by what "
        "came out of it?",
    ),
    Mistake(
        "gru_cell_backward",
        "slope_of_the_update_gate_missing",
        {"(h_prev - n) * z * (1 - z)": "(h_prev - n)"},
        _SLOPE_OF_ONE_GATE.format("z"),
    ),
    Mistake(
        "gru_cell_backward",
        "slope_of_the_reset_gate_missing",
        {"dm * h_prev * r * (1 - r)": "dm * h_prev"},
        _SLOPE_OF_ONE_GATE.format("r"),
    ),
    Mistake(
        "gru_cell_backward",
        "slope_of_sigmoid_twice",
        {
            "(h_prev - n) * z * (1 - z)": "(h_prev - n) * sigmoid(z) * (1 - sigmoid(z))",
            "dm * h_prev * r * (1 - r)": "dm * h_prev * sigmoid(r) * (1 - sigmoid(r))",
        },
        "In your db_h the part of n is right, and those of r and z come out as if the slope of σ "
        "had been taken with the gate for what went in. Are the r and z in the cache what went "
        "into σ, or what came out?",
    ),
    Mistake(
        "gru_cell_backward",
        "tanh_forgotten",
        {"* (1 - n**2)": ""},
        "In your db_h only the part of z is right, as if what comes back from the candidate did "
        "not have the slope of the tanh that made it. How steep is a tanh, written by what came "
        "out of it?",
    ),
    Mistake(
        "gru_cell_backward",
        "tanh_twice",
        {"(1 - n**2)": "(1 - np.tanh(n) ** 2)"},
        "In your db_h only the part of z is right, as if the slope of the tanh were never below "
        "0.4, however close to 1 the candidate is. Is the n in the cache what went into the tanh, "
        "or what came out?",
    ),
    Mistake(
        "gru_cell_backward",
        "z_keeps_the_candidate",
        {
            "dh_t * (1 - z) *": "dh_t * z *",
            "(h_prev - n)": "(n - h_prev)",
            _SUM_OF_PATHS: "dh_t * (1 - z) + dm * r + da_z @ W_hz.T + da_r @ W_hr.T",
        },
        "Your dh_prev would be right in the convention of Ng's lectures, where z lets the "
        "candidate in. This cache comes from D2's forward step, which mixes the other way round. "
        "Which share of h_prev did D2's forward step keep?",
    ),
    Mistake(
        "gru_cell_backward",
        "sign_of_the_update_gate",
        {"(h_prev - n)": "(n - h_prev)"},
        "In your db_h the part of z has the right size and the wrong sign. If z grows a little, "
        "does h_t move towards the candidate or away from it?",
    ),
    Mistake(
        "gru_cell_backward",
        "update_gate_forgets_the_candidate",
        {"(h_prev - n)": "h_prev"},
        "In your db_h only the part of z is off, as if the two terms of the mixture in which z "
        "stands did not come together as they should. If z grows, what becomes of the old state's "
        "part, and what of the candidate's?",
    ),
    Mistake(
        "gru_cell_backward",
        "candidate_gets_everything",
        {"dh_t * (1 - z) *": "dh_t *"},
        "In your db_h only the part of z is right, as if what goes from h_t into the candidate "
        "did not have the candidate's share. Which share of the mixture was n?",
    ),
    Mistake(
        "gru_cell_backward",
        "filter_left_out_of_dh_prev",
        {"+ dm * r +": "+ dm +"},
        "Your dh_prev comes out as if it got in full what comes back through the candidate's "
        "product. What stood between h_prev and the candidate's product?",
    ),
    Mistake(
        "gru_cell_backward",
        "filter_left_out_of_dw_hh",
        {"(r * h_prev).T @ da_n": "h_prev.T @ da_n"},
        "Your dW_hh comes out as if a block were not made with what it met on the way forward. "
        "Which of the three blocks of W_hh met the old state itself, and which met what the reset "
        "gate left of it?",
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
        "Your dh_prev is that of PyTorch's GRU, where the reset gate comes after the recurrent "
        "product. This cache comes from the form of D2. Going back from the candidate of D2, what "
        "do you meet first: the gate or the product?",
    ),
    Mistake(
        "gru_cell_backward",
        "reset_gate_without_w_hn",
        {"da_r = dm *": "da_r = da_n *"},
        "In your db_h only the part of r is off, as if it had not met all that stands between the "
        "reset gate and the candidate's sum. By what is r multiplied on its way into the "
        "candidate, and what happens then to the product?",
    ),
    Mistake(
        "gru_cell_backward",
        "w_hn_not_transposed",
        {"da_n @ W_hn.T": "da_n @ W_hn"},
        "Your dh_prev comes out as if it went back through the candidate's block of W_hh as that "
        "stands. On the way forward it led from the units of h_prev to those of n. Which axis of "
        "the candidate's block counts which units?",
    ),
    Mistake(
        "gru_cell_backward",
        "gate_blocks_not_transposed",
        {_SUM_OF_PATHS: "dh_t * z + dm * r + da_z @ W_hz + da_r @ W_hr"},
        "Your dh_prev comes out as if it went back through the block of r or z in W_hh otherwise "
        "than h_prev went forward through it. Write the shapes of a gate's gradient, its block "
        "and dh_prev side by side, with a name for every axis.",
    ),
    Mistake(
        "gru_cell_backward",
        "order_z_r_n",
        {
            "np.concatenate([da_r, da_z, da_n]": "np.concatenate([da_z, da_r, da_n]",
            "[h_prev.T @ da_r, h_prev.T @ da_z,": "[h_prev.T @ da_z, h_prev.T @ da_r,",
        },
        "dh_prev is right. Your db_h has the parts of r and z in each other's place. In which "
        "order are the columns of W_xh stacked?",
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
        "The array dh_t is another one after the call than before, and the caller may need it "
        "again. Which of your lines writes into dh_t?",
    ),
    Mistake(
        "gru_cell_backward",
        "batch_averaged",
        {
            "x_t.T @ da\n": "x_t.T @ da / len(x_t)\n",
            "(r * h_prev).T @ da_n], axis=1)": "(r * h_prev).T @ da_n], axis=1) / len(x_t)",
            "da.sum(axis=0)": "da.mean(axis=0)",
        },
        "Your dW_xh, dW_hh and db_h are N times too small. The mean over the batch was taken "
        "once, by the loss, and dh_t brings it along. Where might a mean over the batch come in a "
        "second time?",
    ),
    Mistake(
        "gru_cell_backward",
        "db_over_units",
        {"da.sum(axis=0)": "da.sum(axis=1)"},
        "Your db_h still tells the sequences of the batch apart. It should have the shape of b_h, "
        "(3H,). Which axis of the gradient at the sums has to go?",
    ),
    Mistake(
        "gru_backward",
        "dh_not_carried",
        {"dh_t = dh[t] + from_right": "dh_t = dh[t]"},
        "Your dx[T - 1] is right, and further back not all of the later losses are heard. The "
        "state h[t] took part in all that came after it. By which ways do the later losses come "
        "back to h[t], and where do they go from there?",
    ),
    Mistake(
        "gru_backward",
        "last_loss_only",
        {
            "dh_t = dh[t] + from_right": "dh_t = from_right",
            "np.zeros(3 * H), np.zeros_like(h_0)": "np.zeros(3 * H), dh[-1]",
        },
        "Your dx comes out as if losses entered at the last step only: what dh[t] says at an "
        "earlier t does not enter at that step. Along which two ways does a gradient reach h[t]?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_kept_state_missing",
        {"= dh_t * z[t] + dm * r[t]": "= dm * r[t]"},
        _ONE_STEP_BEFORE
        + "were not right along the shortest of the four paths, the one without weights. It is "
        "what a GRU is built for. What is the factor of the path that passes no weights?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_candidate_missing",
        {"= dh_t * z[t] + dm * r[t]": "= dh_t * z[t]"},
        _ONE_STEP_BEFORE
        + "were not right along one of four paths. The candidate has read the old state too. "
        "Through which product, and through which filter, did the candidate read the old state?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_update_gate_missing",
        {" + da_z @ W_hz.T": ""},
        _ONE_STEP_BEFORE
        + "lacked one of four paths. Who has looked at the old state, to decide how much of it "
        "stays?",
    ),
    Mistake(
        "gru_backward",
        "path_of_the_reset_gate_missing",
        {" + da_r @ W_hr.T": ""},
        _ONE_STEP_BEFORE
        + "lacked one of four paths. Who has looked at the old state, to decide what the candidate "
        "sees?",
    ),
    Mistake(
        "gru_backward",
        "kept_state_only",
        {" + dm * r[t] + da_z @ W_hz.T + da_r @ W_hr.T": ""},
        _ONE_STEP_BEFORE
        + "took the shortest path only. Count the arrows that leave h_prev in the picture: where "
        "do they all lead?",
    ),
    Mistake(
        "gru_backward",
        "slopes_of_both_gates_missing",
        {
            "(h_prev - n[t]) * z[t] * (1 - z[t])": "(h_prev - n[t])",
            "dm * h_prev * r[t] * (1 - r[t])": "dm * h_prev",
        },
        "Your dx is off already at the last step, as if at one of the two gates, or at each, the "
        "slope of σ were missing or another one. How steep is σ, written by what came out of it?",
    ),
    Mistake(
        "gru_backward",
        "z_keeps_the_candidate",
        {
            "dh_t * (1 - z[t]) *": "dh_t * z[t] *",
            "(h_prev - n[t])": "(n[t] - h_prev)",
            "= dh_t * z[t] + dm": "= dh_t * (1 - z[t]) + dm",
        },
        "Your dx belongs to the convention of Ng's lectures, where z lets the candidate in. This "
        "cache comes from D2's form, which mixes the other way round. Which share does z keep in "
        "D2's form?",
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
        "Your dx is that of PyTorch's GRU, where the reset gate comes after the recurrent "
        "product. This cache comes from the form of D2. In D2's candidate, what is multiplied by "
        "the reset gate, and before what?",
    ),
    Mistake(
        "gru_backward",
        "filter_left_out_of_dw_hh",
        {"(r[t] * h_prev).T @ da_n": "h_prev.T @ da_n"},
        "Your dW_hh is off in its last H columns only, as if they were made with the old states "
        "themselves. What did the last block of W_hh meet on the way forward?",
    ),
    Mistake(
        "gru_backward",
        "new_state_in_dw_hh",
        {
            "h_prev.T @ da[:, : 2 * H]": "h[t].T @ da[:, : 2 * H]",
            "(r[t] * h_prev).T @ da_n": "(r[t] * h[t]).T @ da_n",
        },
        "Your dW_hh comes out as if W_hh had met the states that came out of the steps. Which "
        "state did W_hh meet on the way forward, at step t?",
    ),
    Mistake(
        "gru_backward",
        "first_step_wraps",
        {"h[t - 1] if t > 0 else h_0": "h[t - 1]"},
        "Your dx is right at all steps but step 0, as if the gates of step 0 had met a state that "
        "was not there yet. Print what your code takes for the state before the first step.",
    ),
    Mistake(
        "gru_backward",
        "initial_state_ignored",
        {"else h_0": "else np.zeros_like(h_0)"},
        "Your dx is right at all steps but step 0, as if the network had started from zeros. "
        "Which state in the cache did the forward pass start from?",
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
        "the later steps had to say is missing. What becomes of the part of a later step when "
        "step 0 brings its own?",
    ),
    Mistake(
        "gru_backward",
        "dh_changed",
        {"dh_t = dh[t] + from_right": "dh_t = dh[t]\n        dh_t += from_right"},
        "The array dh is another one after the call than before. A slice such as dh[t] is a "
        "window into dh and not a copy. Which of your lines writes into dh?",
    ),
    Mistake(
        "gru_backward",
        "gradient_piles_up",
        {"from_right = dh_t * z[t]": "from_right = from_right + dh_t * z[t]"},
        "Your dx is right at its last two steps; before them, it comes out as if the gradient "
        "from further on came in more than once. When step t has used what step t + 1 sent, "
        "should any of that be there as it was at step t − 1?",
    ),
    Mistake(
        "gru_backward",
        "loop_forward",
        {"reversed(range(len(x)))": "range(len(x))"},
        "Your dx[0] has heard of no later loss, as if the gradient travelled from the first step "
        "to the last. Who has to be asked before step t can answer?",
    ),
    Mistake(
        "gru_backward",
        "tanh_forgotten",
        {" * (1 - n[t] ** 2)": ""},
        "Your dx is off already at the last step, as if what comes back from the candidate did "
        "not have the slope of the tanh that made it. How steep is a tanh, written by what came "
        "out of it?",
    ),
    Mistake(
        "gru_backward",
        "update_gate_forgets_the_candidate",
        {"(h_prev - n[t])": "h_prev"},
        "Your dx is off already at the last step, by what passes z, as if the two terms of the "
        "mixture in which z stands did not come together as they should. If z grows, what becomes "
        "of the old state's part, and what of the candidate's?",
    ),
    Mistake(
        "gru_backward",
        "loss_of_first_step_in_dh_0",
        {"return dx, from_right,": "return dx, from_right + dh[0],"},
        "dx is right. Your dh_0 comes out as if it held a gradient as it stands at h[0], after "
        "the first step. Does what stands at h[0] reach h_0 without passing the gates of step 0?",
    ),
    Mistake(
        "gru_backward",
        "w_hn_not_transposed",
        {"da_n @ W_hn.T": "da_n @ W_hn"},
        "Your dx is off already at the last step, by what passes r, as if it had not gone rightly "
        "through a matrix product. Which product lies between the reset gate and the candidate's "
        "sum, and in which direction does a gradient pass it?",
    ),
    Mistake(
        "gru_backward",
        "candidate_gets_everything",
        {"dh_t * (1 - z[t]) *": "dh_t *"},
        "Your dx is off already at the last step, as if what goes from h into the candidate did "
        "not have the candidate's share. Which share of the mixture was n?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "unchanged",
        {"sign[H : 2 * H] = -1": "sign[H : 2 * H] = 1"},
        "Your W_xh_new, W_hh_new and b_h_new are the weights as they came. In one convention z is "
        "the share of the old state, in the other that of the new candidate. Can one set of "
        "weights give the same states in the two conventions?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "bias_unchanged",
        {"b_h * sign": "b_h.copy()"},
        "W_xh_new and W_hh_new are right. Your b_h_new is off: a gate is σ of a sum of three "
        "terms, and all three have to change alike. What becomes of the bias of z when the two "
        "other terms of its sum change as they should?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "state_unchanged",
        {"W_hh * sign": "W_hh.copy()"},
        "W_xh_new is right. Your W_hh_new is W_hh as it came. The gate also looks at the old "
        "state. At the first step from zeros nobody would notice a wrong W_hh_new: when would it "
        "show?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "wrong_block",
        {"sign[H : 2 * H] = -1": "sign[:H] = -1"},
        "Your W_hh_new is changed in its first H columns. The two conventions agree on the gate "
        "that has them. Whose are the first H columns, and which gate do the conventions use "
        "differently?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "last_block",
        {"sign[H : 2 * H] = -1": "sign[2 * H :] = -1"},
        "Your W_hh_new is changed in its last H columns, and these are the candidate's. Which of "
        "r, z and n do the two conventions use differently?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "every_block",
        {"sign[H : 2 * H] = -1": "sign[:] = -1"},
        "Your W_hh_new is changed in all 3H columns, those of the reset gate and of the candidate "
        "among them. Which of r, z and n do the conventions use differently?",
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
        "Your W_hh_new holds 1 minus weights. It is the gate that has to change so, and the "
        "weights stand inside a σ. What has to happen to the number inside, for the gate to "
        "become 1 minus itself?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "arguments_changed",
        {
            "return W_xh * sign, W_hh * sign, b_h * sign": (
                "for array in (W_xh, W_hh, b_h):\n        array *= sign\n    return W_xh, W_hh, b_h"
            )
        },
        "At least one of the arrays that you were given is another one after the call than "
        "before: the network they belong to is spoilt. Which of your lines writes into an "
        "argument?",
    ),
    Mistake(
        "gru_weights_from_ng",
        "wrong_width",
        {"sign[H : 2 * H]": "sign[H : 2 * H - 1]"},
        "What has changed in your W_hh_new is not the columns of one gate, all of them and no "
        "others. A block is H columns wide. At which column of your W_hh_new does the change "
        "begin, at which does it end, and where does H come from?",
    ),
]
