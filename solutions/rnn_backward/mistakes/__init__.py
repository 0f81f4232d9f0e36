"""Known mistakes of chapter 03. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_MOVED_BY_E_I = (
    "        e_i = np.zeros_like(x)\n"
    "        e_i[i] = eps\n"
    "        dx[i] = (f(x + e_i) - f(x - e_i)) / (2 * eps)"
)

MISTAKES: list[Mistake] = [
    Mistake(
        "cross_entropy",
        "no_shift",
        {
            "logits - logits.max(axis=-1, keepdims=True)": "logits",
            "shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))": (
                "np.log(np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True))"
            ),
        },
        "Where logits are near 1000, something here is not a number, as if exp had become "
        "infinite. What helps a softmax in chapter 02?",
    ),
    Mistake(
        "cross_entropy",
        "no_shift_in_log",
        {"logits - logits.max(axis=-1, keepdims=True)": "logits"},
        "Your L is infinite at a step with logits near 1000, as if exp had become infinite before "
        "a logarithm could make it small again. What helps a softmax in chapter 02?",
    ),
    Mistake(
        "cross_entropy",
        "target_not_subtracted",
        {"    dlogits[t, n, labels] -= 1\n": ""},
        "L is right. Your dlogits is never negative: every logit would be pushed down, that of "
        "the right class too. Which class should be pushed up, and which argument tells it?",
    ),
    Mistake(
        "cross_entropy",
        "target_after_scaling",
        {
            "dlogits[t, n, labels] -= 1\n    dlogits *= mask[:, :, None] / N": (
                "dlogits *= mask[:, :, None] / N\n    dlogits[t, n, labels] -= 1"
            )
        },
        "L is right. Your dlogits is wrong at the right classes alone. To which part of the "
        "gradient do the mask and the mean over the batch belong: to ŷ, to the label, or to what "
        "they make together?",
    ),
    Mistake(
        "cross_entropy",
        "sign_of_gradient",
        {"*= mask[:, :, None] / N": "*= -mask[:, :, None] / N"},
        "L is right. Your dlogits has the right size and the wrong sign. If the logit of the "
        "right class grows, does the loss grow or shrink?",
    ),
    Mistake(
        "cross_entropy",
        "stopped_at_probabilities",
        {
            "dlogits = np.exp(log_y_hat)\n    dlogits[t, n, labels] -= 1": (
                "dlogits = np.zeros_like(logits)\n"
                "    dlogits[t, n, labels] = -np.exp(-log_y_hat[t, n, labels])"
            )
        },
        "L is right. Your dlogits is 0 at all classes but the right ones. What lies between the "
        "logits and ŷ, and does a wrong class take part in it?",
    ),
    Mistake(
        "cross_entropy",
        "padding_in_loss",
        {"log_y_hat[t, n, labels] * mask": "log_y_hat[t, n, labels]"},
        "dlogits is right. Your L is too large at steps with padding. What should a step add "
        "to L that is padding?",
    ),
    Mistake(
        "cross_entropy",
        "padding_in_gradient",
        {"mask[:, :, None] / N": "1 / N"},
        "L is right. Your dlogits is not zero where there is padding. The network would learn "
        "from steps that do not exist. What should a gradient be multiplied by at such a step?",
    ),
    Mistake(
        "cross_entropy",
        "padding_counted",
        {
            "log_y_hat[t, n, labels] * mask": "log_y_hat[t, n, labels]",
            "mask[:, :, None] / N": "1 / N",
        },
        "Your L is too large at steps with padding. Your dlogits is not zero where there is "
        "padding. Which argument says what is padding, and what should it be multiplied by?",
    ),
    Mistake(
        "cross_entropy",
        "loss_summed",
        {".sum(axis=1) / N": ".sum(axis=1)"},
        "dlogits is right. Your L is a sum over the batch, N times too large. Does the "
        "docstring ask for a sum or for a mean?",
    ),
    Mistake(
        "cross_entropy",
        "gradient_of_sum",
        {"mask[:, :, None] / N": "mask[:, :, None]"},
        "L is right. Your dlogits is N times too large, as if it belonged to a sum over the "
        "batch. Which factor stands before the sum in the first formula of the Notes?",
    ),
    Mistake(
        "cross_entropy",
        "summed_over_batch",
        {".sum(axis=1) / N": ".sum(axis=1)", "mask[:, :, None] / N": "mask[:, :, None]"},
        "Your L is a sum over the batch, N times too large. Your dlogits is N times too "
        "large. A batch twice as large would have a loss twice as large. Over what does the "
        "docstring take a mean?",
    ),
    Mistake(
        "cross_entropy",
        "averaged_over_real",
        {
            ".sum(axis=1) / N": ".sum(axis=1) / mask.sum(axis=1)",
            "mask[:, :, None] / N": "mask[:, :, None] / mask.sum(axis=1)[:, None, None]",
        },
        "It looks as if each step had been divided by the number of sequences that are real at "
        "that step. By what does L_t in the Notes divide?",
    ),
    Mistake(
        "cross_entropy",
        "averaged_over_steps",
        {
            ".sum(axis=1) / N": ".sum(axis=1) / (N * T)",
            "mask[:, :, None] / N": "mask[:, :, None] / (N * T)",
        },
        "Your L is T times too small. Your dlogits is T times too small. In the second formula of "
        "the Notes, is the total loss the sum or the mean of the losses of the steps?",
    ),
    Mistake(
        "cross_entropy",
        "gradient_averaged_over_steps",
        {"mask[:, :, None] / N": "mask[:, :, None] / (N * T)"},
        "L is right. Your dlogits is T times too small. The gradient is that of the sum of L over "
        "the steps. Over which letters does the docstring take a mean?",
    ),
    Mistake(
        "cross_entropy",
        "log_missing",
        {"-(log_y_hat[t, n, labels]": "-(np.exp(log_y_hat[t, n, labels])"},
        "dlogits is right. Your L lies between −1 and 0, as if it were made of the probabilities "
        "of the right classes themselves. What does the formula do to each probability before the "
        "sum?",
    ),
    Mistake(
        "cross_entropy",
        "sign_of_loss",
        {"L = -(": "L = ("},
        "Your L has the right size, but it is negative. The logarithm of a probability is at "
        "most 0. Should a perfect guess have the largest loss or the smallest?",
    ),
    Mistake(
        "cross_entropy",
        "loss_of_sequences",
        {".sum(axis=1) / N": ".sum(axis=0) / N"},
        "Your L has one number for each sequence and not for each step. In an array of shape "
        "(T, N), which axis goes away when you add up over the batch?",
    ),
    Mistake(
        "cross_entropy",
        "target_at_every_label",
        {},
        "Your dlogits is 1 lower, before it is scaled, at classes that are right at other steps "
        "or in other sequences. At how many numbers of dlogits should a 1 come off, and at how "
        "many does it here?",
    ),
    Mistake(
        "cross_entropy",
        "number_added_in_log",
        {},
        "Your L is too small where the right class has a tiny probability, as if a number added "
        "inside a logarithm, or a lower limit, hid how wrong the network is there. How does log ŷ "
        "look when it is written with the logits?",
    ),
    Mistake(
        "cross_entropy",
        "averaged_over_all_real",
        {
            ".sum(axis=1) / N": ".sum(axis=1) / mask.sum()",
            "mask[:, :, None] / N": "mask[:, :, None] / mask.sum()",
        },
        "It looks as if the divisor were the number of all real steps here. By what does L_t in "
        "the Notes divide?",
    ),
    Mistake(
        "cross_entropy",
        "shift_of_whole_batch",
        {"logits.max(axis=-1, keepdims=True)": "logits.max()"},
        "Where one row of logits is near 1000, other rows look as if each exp in them had become "
        "0. Has one number been taken off several rows? Which numbers can you shift alike without "
        "changing a softmax?",
    ),
    Mistake(
        "cross_entropy",
        "one_number",
        {},
        "Your L is one number. Each step has a loss of its own. Over which of the letters T "
        "and N does the first formula in the Notes add up?",
    ),
    Mistake(
        "cross_entropy",
        "overflow_patched",
        {},
        "Where logits are near 1000, the probabilities of a row are other ones here, as if what "
        "exp would make of them had been cut off or replaced. Is there a number that you can take "
        "off a whole row without changing its softmax?",
    ),
    Mistake(
        "cross_entropy",
        "softmax_over_another_axis",
        {},
        "It looks as if the probabilities that add up to 1 were not those of one step of one "
        "sequence here. Over which of T, N and V does a softmax run?",
    ),
    Mistake(
        "numerical_gradient",
        "one_sided",
        {"f(x - e_i)) / (2 * eps)": "f(x)) / eps"},
        "Your dx looks as if it were measured on one side of x, with every number moved one way "
        "only. Draw a curve and three points on it. Which two give the better slope in the "
        "middle?",
    ),
    Mistake(
        "numerical_gradient",
        "factor_two_missing",
        {"(2 * eps)": "eps"},
        "Your slopes are twice as steep as they should be. How far apart are the two places at "
        "which the formula takes f?",
    ),
    Mistake(
        "numerical_gradient",
        "division_before_product",
        {"/ (2 * eps)": "/ 2 * eps"},
        "Your slopes are far too small, all by the same factor. Python works from left to right "
        "through / and *. What does the formula divide by, and what does your code divide by?",
    ),
    Mistake(
        "numerical_gradient",
        "not_divided",
        {" / (2 * eps)": ""},
        "Your dx shrinks when eps does, but a slope should not depend on it much. It seems to say "
        "how far f rises. How far did x go while f rose?",
    ),
    Mistake(
        "numerical_gradient",
        "sign",
        {"f(x + e_i) - f(x - e_i)": "f(x - e_i) - f(x + e_i)"},
        "Your dx has the right size and the wrong sign. If f rises with x, which of the two "
        "values of f in the formula is the larger one?",
    ),
    Mistake(
        "numerical_gradient",
        "step_of_one",
        {"e_i[i] = eps": "e_i[i] = 1"},
        "Your dx looks as if x had moved by steps of 1, with the rise divided as for steps of "
        "eps. What does ε e_i in the formula look like as an array?",
    ),
    Mistake(
        "numerical_gradient",
        "eps_ignored",
        {"e_i[i] = eps": "e_i[i] = 1e-5", "(2 * eps)": "(2 * 1e-5)"},
        "Your dx is a good gradient, but looks as if it came from a smaller step than eps. Who "
        "chooses the step, and where does eps come into the formula?",
    ),
    Mistake(
        "numerical_gradient",
        "eps_on_result",
        {"f(x + e_i) - f(x - e_i)": "(f(x) + eps) - (f(x) - eps)"},
        "Every slope in your dx is 1, whatever f is. Is eps added to what goes into f, or to "
        "what comes out of it?",
    ),
    Mistake(
        "numerical_gradient",
        "all_entries_moved",
        {"e_i = np.zeros_like(x)\n        e_i[i] = eps": "e_i = np.full_like(x, eps)"},
        "All entries of your dx are equal. In the formula, how many entries of x are different "
        "between the two calls of f?",
    ),
    Mistake(
        "numerical_gradient",
        "rows_moved",
        {"np.ndindex(x.shape)": "range(len(x))"},
        "Entries of your dx are equal that should differ, as if a whole row or column of x had "
        "been moved at once. How many entries does e_i in the formula move?",
    ),
    Mistake(
        "numerical_gradient",
        "moves_pile_up",
        {
            "    for i in np.ndindex(x.shape):\n        e_i = np.zeros_like(x)\n": (
                "    e_i = np.zeros_like(x)\n    for i in np.ndindex(x.shape):\n"
            )
        },
        "Your dx is right at its first entry and goes wrong from there, as if each move were "
        "still there at the next. When your code comes to the second entry of x, where is the "
        "first?",
    ),
    Mistake(
        "numerical_gradient",
        "x_not_restored",
        {
            _MOVED_BY_E_I: (
                "        x[i] += eps\n"
                "        above = f(x)\n"
                "        x[i] -= 2 * eps\n"
                "        dx[i] = (above - f(x)) / (2 * eps)"
            )
        },
        "The array x is another one after the call than before. If your code moves a number of x, "
        "does that number come back to where it was?",
    ),
    Mistake(
        "numerical_gradient",
        "copy_missing",
        {
            _MOVED_BY_E_I: (
                "        above, below = x, x\n"
                "        above[i] += eps\n"
                "        below[i] -= eps\n"
                "        dx[i] = (f(above) - f(below)) / (2 * eps)"
            )
        },
        "All of your dx is 0, as if the place above and the place below were the same. Two names "
        "can stand for one array. Print the two arrays that go into f: do they differ?",
    ),
    Mistake(
        "numerical_gradient",
        "step_follows_x",
        {},
        "Your dx looks as if the step depended on x, and where x is 0 that may be no step at all. "
        "Which step does the formula take, in whatever place?",
    ),
    Mistake(
        "rnn_cell_backward",
        "w_hh_not_transposed",
        {"dz_t @ W_hh.T": "dz_t @ W_hh"},
        "Your dh_prev looks as if W_hh had been used as it stands. dz_t has one column per unit "
        "of step t: which axis of W_hh counts those? Write the shapes of dz_t, W_hh and dh_prev "
        "side by side.",
    ),
    Mistake(
        "rnn_cell_backward",
        "tanh_forgotten",
        {"dh_t * (1 - h_t**2)": "dh_t"},
        "It looks as if dh_t had been taken as it came. Between h_t and the sum inside it stands "
        "one function. How steep is the function between h_t and its sum?",
    ),
    Mistake(
        "rnn_cell_backward",
        "tanh_twice",
        {"(1 - h_t**2)": "(1 - np.tanh(h_t) ** 2)"},
        "It looks as if the slope of the tanh never fell below 0.4 here, however saturated a "
        "state is. Is the h_t in the cache what went into the tanh, or what came out?",
    ),
    Mistake(
        "rnn_cell_backward",
        "square_missing",
        {"(1 - h_t**2)": "(1 - h_t)"},
        "It looks as if the slope of the tanh were larger than 1 where h_t is negative. The curve "
        "rises alike on either side of 0. Is your slope the same at h_t = −0.5 and at h_t = 0.5?",
    ),
    Mistake(
        "rnn_cell_backward",
        "slope_of_sigmoid",
        {"(1 - h_t**2)": "h_t * (1 - h_t)"},
        "It looks as if the slope belonged to another curve than the tanh, which is steepest "
        "where h_t is 0. Which curve was used in this step?",
    ),
    Mistake(
        "rnn_cell_backward",
        "slope_at_previous_state",
        {"(1 - h_t**2)": "(1 - h_prev**2)"},
        "It looks as if a slope of the tanh had been taken at another state than the one that "
        "this step made. The cache holds two of shape (N, H). Which state in the cache came out "
        "of the tanh of this step?",
    ),
    Mistake(
        "rnn_cell_backward",
        "dh_changed",
        {"dz_t = dh_t * (1 - h_t**2)": "dh_t *= 1 - h_t**2\n    dz_t = dh_t"},
        "The array dh_t is another one after the call than before, and the caller may need it "
        "again. Which of your lines writes into dh_t, perhaps under another name?",
    ),
    Mistake(
        "rnn_cell_backward",
        "dh_prev_before_tanh",
        {"dh_prev = dz_t @": "dh_prev = dh_t @"},
        "Your dh_prev looks as if it had bypassed the tanh. Follow the arrow from h_t back to "
        "h_prev. What comes first on that arrow?",
    ),
    Mistake(
        "rnn_cell_backward",
        "dh_prev_without_w_hh",
        {"dz_t @ W_hh.T": "dz_t"},
        "Your dh_prev looks as if it had never met W_hh. On the way forward, h_prev was "
        "multiplied by something before it came into the sum. What does a product on the way "
        "forward do to a gradient on its way back?",
    ),
    Mistake(
        "rnn_cell_backward",
        "new_state_in_dw_hh",
        {"h_prev.T @ dz_t": "h_t.T @ dz_t"},
        "Your dW_hh looks as if it were made with the state after the step. The shapes fit with "
        "either state. Which state did W_hh meet on the way forward?",
    ),
    Mistake(
        "rnn_cell_backward",
        "dw_hh_transposed",
        {"h_prev.T @ dz_t": "dz_t.T @ h_prev"},
        "Your dW_hh has its rows where its columns should be; being square, it fits. Rows of "
        "W_hh belong to the units of h_prev. To which units do the rows of your dW_hh belong?",
    ),
    Mistake(
        "rnn_cell_backward",
        "dw_xh_transposed",
        {"x_t.T @ dz_t": "dz_t.T @ x_t"},
        "Your dW_xh has its rows where its columns should be. A gradient has the shape of the "
        "array that it belongs to. Write down the shapes of x_t and dz_t, and which axis has "
        "to vanish between them.",
    ),
    Mistake(
        "rnn_cell_backward",
        "batch_averaged",
        {
            "x_t.T @ dz_t": "x_t.T @ dz_t / len(x_t)",
            "h_prev.T @ dz_t": "h_prev.T @ dz_t / len(x_t)",
            "dz_t.sum(axis=0)": "dz_t.mean(axis=0)",
        },
        "It looks as if a mean over the batch were taken here, N times too small. The loss has "
        "taken that mean once, and dh_t brings it along. Is there a mean in the backward pass of "
        "one step?",
    ),
    Mistake(
        "rnn_cell_backward",
        "db_averaged",
        {"dz_t.sum(axis=0)": "dz_t.mean(axis=0)"},
        "Your db_h is N times too small. b_h was used once for each of the N sequences. How "
        "do gradients that come back along several ways meet?",
    ),
    Mistake(
        "rnn_cell_backward",
        "db_over_units",
        {"dz_t.sum(axis=0)": "dz_t.sum(axis=1)"},
        "Your db_h has one number for each sequence and not for each unit. dz_t has shape (N, "
        "H), and b_h has shape (H,). Which axis has to go?",
    ),
    Mistake(
        "rnn_cell_backward",
        "slope_divides",
        {"dh_t * (1 - h_t**2)": "dh_t / (1 - h_t**2)"},
        "Most seems to come through here where a state is near −1 or 1. The tanh is flat there, "
        "and little should come through. What does a small slope do to a gradient in the chain "
        "rule?",
    ),
    Mistake(
        "rnn_cell_backward",
        "slope_at_sum_without_bias",
        {},
        "It looks as if the slope of the tanh were taken at a sum without the bias, which the "
        "cache does not hold. Which array of the cache came out of the tanh?",
    ),
    Mistake(
        "rnn_backward",
        "dh_not_carried",
        {"dh_t = dh[t] + dh_next": "dh_t = dh[t]"},
        "It looks as if each step had heard of its own loss only. h[t] also took part in all that "
        "came after it. How should step t hear of the losses of later steps?",
    ),
    Mistake(
        "rnn_backward",
        "last_loss_only",
        {
            "dh_t = dh[t] + dh_next": "dh_t = dh_next",
            "dh_next = np.zeros_like(h_0)": "dh_next = dh[-1]",
        },
        "It looks as if the loss of the last step were carried back, and those of the steps "
        "before it were lost. Along which two ways does a gradient reach h[t]?",
    ),
    Mistake(
        "rnn_backward",
        "last_loss_twice",
        {"dh_next = np.zeros_like(h_0)": "dh_next = dh[-1]"},
        "It looks as if the gradient of the last step's loss came in twice. What reaches h[T - 1] "
        "from the step after it?",
    ),
    Mistake(
        "rnn_backward",
        "dw_assigned",
        {"dW_xh += ": "dW_xh = ", "dW_hh += ": "dW_hh = ", "db_h += ": "db_h = "},
        "It looks as if only the part of step 0 were left here, and what later steps had to say "
        "were gone. What should become of a sum when the next step is done?",
    ),
    Mistake(
        "rnn_backward",
        "dh_changed",
        {"dh_t = dh[t] + dh_next": "dh_t = dh[t]\n        dh_t += dh_next"},
        "The array dh is another one after the call than before. dh[t] is a window into dh and "
        "not a copy. Which of your lines writes into dh, perhaps under another name?",
    ),
    Mistake(
        "rnn_backward",
        "dh_piles_up",
        {"dh_next = dz_t @": "dh_next += dz_t @"},
        "It looks as if the gradient from further on came in more than once at early steps. What "
        "should be carried from step t to the step before it, and what should be left behind?",
    ),
    Mistake(
        "rnn_backward",
        "loop_forward",
        {"reversed(range(len(x)))": "range(len(x))"},
        "It looks as if the steps were taken from the first to the last, so that the gradient "
        "travels the wrong way. Who has to be asked before step t can answer?",
    ),
    Mistake(
        "rnn_backward",
        "first_step_wraps",
        {"h[t - 1] if t > 0 else h_0": "h[t - 1]"},
        "Your dW_hh has a wrong part from step 0. If your code reads h[t - 1], what does that "
        "hold when t is 0?",
    ),
    Mistake(
        "rnn_backward",
        "initial_state_ignored",
        {"else h_0": "else np.zeros_like(h_0)"},
        "Your dW_hh lacks the part of step 0. W_hh was used in that step too. Which state did "
        "W_hh meet in step 0, and was it zero?",
    ),
    Mistake(
        "rnn_backward",
        "first_step_left_out",
        {"reversed(range(len(x)))": "reversed(range(1, len(x)))"},
        "It looks as if the part of step 0 were missing here. At which step should the way back "
        "end, and at which step does yours?",
    ),
    Mistake(
        "rnn_backward",
        "new_state_in_dw_hh",
        {"h_prev.T @ dz_t": "h[t].T @ dz_t"},
        "Your dW_hh looks as if it were made with the states that came out of the steps. Which "
        "state did W_hh meet on the way forward, at step t?",
    ),
    Mistake(
        "rnn_backward",
        "w_hh_not_transposed",
        {"dz_t @ W_hh.T": "dz_t @ W_hh"},
        "It looks as if W_hh had been used as it stands on the way from step to step. dz_t has "
        "one column per unit of step t. Which axis of W_hh counts the units of step t?",
    ),
    Mistake(
        "rnn_backward",
        "carried_before_tanh",
        {"dh_next = dz_t @": "dh_next = dh_t @"},
        "It looks as if what is carried back had bypassed the tanh. Follow the arrow from h[t] to "
        "h[t - 1]. What comes first on that arrow?",
    ),
    Mistake(
        "rnn_backward",
        "tanh_forgotten",
        {"dh_t * (1 - h[t] ** 2)": "dh_t"},
        "It looks as if a gradient had been taken as it came to h[t]. Each step has a tanh "
        "between its state and its sum. Where should a gradient pass the tanh on its way back?",
    ),
    Mistake(
        "rnn_backward",
        "tanh_twice",
        {"(1 - h[t] ** 2)": "(1 - np.tanh(h[t]) ** 2)"},
        "It looks as if the slope of the tanh never fell below 0.4 here. Is h[t] what went into "
        "the tanh of step t, or what came out?",
    ),
    Mistake(
        "rnn_backward",
        "slope_at_previous_state",
        {"(1 - h[t] ** 2)": "(1 - h_prev**2)"},
        "It looks as if a slope of the tanh had been taken at the state before it. Which state "
        "came out of the tanh of step t?",
    ),
    Mistake(
        "rnn_backward",
        "db_over_units",
        {"dz_t.sum(axis=0)": "dz_t.sum()"},
        "All numbers of your db_h are equal, as if every unit had got the sum over all units. "
        "dz_t has shape (N, H). Which axis should be left after the sum?",
    ),
    Mistake(
        "rnn_backward",
        "slope_of_another_curve",
        {},
        "It looks as if another slope than that of the tanh had been taken. It should be largest "
        "where h[t] is 0, and vanish at −1 and at 1. What is your slope where h[t] is −1, 0 and "
        "1?",
    ),
    Mistake(
        "rnn_backward",
        "dh_0_not_through_step_0",
        {},
        "Your dh_0 is not what step 0 sends on. h_0 goes into step 0 as h[0] goes into step 1. "
        "What comes back to h_0 from step 0, and nothing else?",
    ),
    Mistake(
        "output_backward",
        "last_step_only",
        {
            'np.einsum("tnh,tnv->hv", h, dlogits)': "h[-1].T @ dlogits[-1]",
            "dlogits.sum(axis=(0, 1))": "dlogits[-1].sum(axis=0)",
        },
        "It looks as if only the part of one step were left here. At how many steps was the "
        "output layer used, and what becomes of their gradients?",
    ),
    Mistake(
        "output_backward",
        "reshaped",
        {
            'np.einsum("tnh,tnv->hv", h, dlogits)': (
                "h.reshape(h.shape[-1], -1) @ dlogits.reshape(-1, dlogits.shape[-1])"
            )
        },
        "Your dW_hy has the right shape and the wrong numbers, as if rows of h and of dlogits "
        "that belong together no longer stood side by side. Does reshape make rows of [[1, 2, 3], "
        "[4, 5, 6]] into columns?",
    ),
    Mistake(
        "output_backward",
        "dw_transposed",
        {"tnh,tnv->hv": "tnh,tnv->vh"},
        "Your dW_hy has shape (V, H), with the right numbers at the wrong places. What shape "
        "has W_hy, and what shape has the gradient of anything?",
    ),
    Mistake(
        "output_backward",
        "summed_before_product",
        {
            'np.einsum("tnh,tnv->hv", h, dlogits)': (
                "np.outer(h.sum(axis=(0, 1)), dlogits.sum(axis=(0, 1)))"
            )
        },
        "Your dW_hy looks as if states had met errors that are not theirs, with sums taken before "
        "the product. Is the product of two sums the sum of the products?",
    ),
    Mistake(
        "output_backward",
        "batch_averaged",
        {
            'np.einsum("tnh,tnv->hv", h, dlogits)': (
                'np.einsum("tnh,tnv->hv", h, dlogits) / h.shape[1]'
            ),
            "dlogits.sum(axis=(0, 1))": "dlogits.sum(axis=0).mean(axis=0)",
        },
        "It looks as if a mean over the batch were taken here, N times too small. The loss has "
        "taken it once, and dlogits brings it along. Is there a mean in the backward pass of the "
        "output layer?",
    ),
    Mistake(
        "output_backward",
        "db_averaged",
        {"dlogits.sum(axis=(0, 1))": "dlogits.mean(axis=(0, 1))"},
        "Your db_y is a mean over steps and batch, T·N times too small. b_y was used at every "
        "step of every sequence. How do gradients that come back along several ways meet?",
    ),
    Mistake(
        "output_backward",
        "db_per_sequence",
        {"dlogits.sum(axis=(0, 1))": "dlogits.sum(axis=0)"},
        "Your db_y has shape (N, V): the steps are added up, the sequences are not. b_y has "
        "shape (V,). Which letters have to go from (T, N, V)?",
    ),
    Mistake(
        "output_backward",
        "tanh_included",
        {"dlogits @ W_hy.T": "dlogits @ W_hy.T * (1 - h**2)"},
        "Your dh looks as if it had passed a tanh already. h is what the output layer was given. "
        "Which function stands between h and the logits, and who takes the gradient further?",
    ),
    Mistake(
        "gradient_check",
        "one_sided",
        {"f(x - eps * direction)) / (2 * eps)": "f(x)) / eps"},
        "Your error looks as if the slope were measured on one side of x only. At which two "
        "places does the formula take f, and how far apart are they?",
    ),
    Mistake(
        "gradient_check",
        "factor_two_missing",
        {"(2 * eps)": "eps"},
        "Your error looks as if the measured slope were twice as steep as it should be, so that a "
        "right gradient would get 1/3. How far apart are the two places at which the formula "
        "takes f?",
    ),
    Mistake(
        "gradient_check",
        "every_entry_moved",
        {"f(x + eps * direction) - f(x - eps * direction)": "f(x + eps) - f(x - eps)"},
        "Your error looks as if x moved by the same number everywhere, whatever direction is. "
        "Which way does x go when one number is added to all of it?",
    ),
    Mistake(
        "gradient_check",
        "direction_not_in_prediction",
        {"np.sum(dx * direction)": "np.sum(dx)"},
        "Your error looks as if the predicted slope said how f changes when every entry of x "
        "grows alike, whatever direction is. By how much does entry i move here?",
    ),
    Mistake(
        "gradient_check",
        "prediction_averaged",
        {"np.sum(dx * direction)": "np.mean(dx * direction)"},
        "Your error looks as if the predicted slope were D·H times too small. All entries of x "
        "move at once. What do their contributions to f do: add up, or average out?",
    ),
    Mistake(
        "gradient_check",
        "numerator_without_abs",
        {"abs(measured - predicted) /": "(measured - predicted) /"},
        "Your error has the right size, but it is negative where the predicted slope is the "
        "larger one, and −0.4 would pass any test for being small. Compare your code with the "
        "formula, bar by bar: what do the bars above the fraction line hold?",
    ),
    Mistake(
        "gradient_check",
        "denominator_without_abs",
        {"(abs(measured) + abs(predicted))": "(measured + predicted)"},
        "Your error is negative where both slopes are. Compare your code with the formula, bar by "
        "bar: what do the bars below the fraction line hold?",
    ),
    Mistake(
        "gradient_check",
        "without_abs",
        {
            "abs(measured - predicted) / (abs(measured) + abs(predicted))": (
                "(measured - predicted) / (measured + predicted)"
            )
        },
        "Your error is negative where the predicted slope is the larger one and both are "
        "positive. An error says how far off, not which way: what do the bars in the formula "
        "mean?",
    ),
    Mistake(
        "gradient_check",
        "relative_to_predicted",
        {"(abs(measured) + abs(predicted))": "abs(predicted)"},
        "Your error can be larger than 1, and changes if the two slopes change places. With "
        "what does the formula compare the difference?",
    ),
    Mistake(
        "gradient_check",
        "relative_to_larger",
        {"(abs(measured) + abs(predicted))": "max(abs(measured), abs(predicted))"},
        "Your error is up to twice as large as the formula's, as if the difference were compared "
        "with the larger slope. What stands below the fraction line in the Notes?",
    ),
    Mistake(
        "gradient_check",
        "not_relative",
        {" / (abs(measured) + abs(predicted))": ""},
        "Your error is the difference itself. Is 0.001 a large error or a small one? That depends "
        "on how steep f is. With what does the formula compare the difference?",
    ),
    Mistake(
        "gradient_check",
        "direction_normalised",
        {},
        "Your error looks as if the direction had been given another length on the way. Which "
        "direction does the formula use, above and below the fraction line?",
    ),
    Mistake(
        "gradient_check",
        "number_added_below",
        {},
        "Your error is too small where f is nearly flat, as if a number stood below the fraction "
        "line that the formula does not have. What would become of a wrong gradient of very small "
        "numbers?",
    ),
    Mistake(
        "gradient_check",
        "denominator_of_sum",
        {"(abs(measured) + abs(predicted))": "abs(measured + predicted)"},
        "Your error is too large where the two slopes have opposite signs, as if they cancelled "
        "below the fraction line. Compare your code with the formula, bar by bar: what does each "
        "pair below the line hold?",
    ),
    Mistake(
        "gradient_check",
        "eps_ignored",
        {
            "f(x + eps * direction) - f(x - eps * direction)": (
                "f(x + 1e-5 * direction) - f(x - 1e-5 * direction)"
            ),
            "(2 * eps)": "(2 * 1e-5)",
        },
        "Your error looks as if it were made with another step than eps. Who chooses the step, "
        "and where does eps come into the formula?",
    ),
    Mistake(
        "gradient_check",
        "numerator_of_abs",
        {"abs(measured - predicted) /": "abs(abs(measured) - abs(predicted)) /"},
        "Your error is too small where the two slopes have opposite signs, as if they looked "
        "alike above the fraction line. Compare your code with the formula, bar by bar: what does "
        "the pair above the line hold?",
    ),
    Mistake(
        "gradient_check",
        "whole_gradient_measured",
        {},
        "Your error looks as if every entry of the gradient were compared, which takes two calls "
        "of f for each. The formula takes two calls in all. What does the formula add up before "
        "it compares?",
    ),
    Mistake(
        "gradient_check",
        "sign_of_measured",
        {
            "f(x + eps * direction) - f(x - eps * direction)": (
                "f(x - eps * direction) - f(x + eps * direction)"
            )
        },
        "Your error looks as if the measured slope had the wrong sign, so that a right gradient "
        "would get 1. If f rises along the direction, which of the two values of f in the formula "
        "is the larger one?",
    ),
]
