"""Known mistakes of chapter 06. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_SHORTEN = "[factor * gradient for gradient in gradients], norm"

MISTAKES: list[Mistake] = [
    Mistake(
        "state_jacobian",
        "w_hh_not_transposed",
        {"W_hh.T": "W_hh"},
        "Your slopes stand at the right rows, but W_hh stands as it is stored. Its rows count "
        "the units of the old state. What do the rows of J count?",
    ),
    Mistake(
        "state_jacobian",
        "slope_of_columns",
        {"slopes[:, :, None]": "slopes[:, None, :]"},
        "Each column of your J has one slope, so the tanh seems to act on the old state. "
        "Which state came out of this tanh, and is it counted by rows or columns of J?",
    ),
    Mistake(
        "state_jacobian",
        "transposed",
        {"slopes[:, :, None] * W_hh.T": "slopes[:, None, :] * W_hh"},
        "Your J has its rows where its columns should be. In the docstring's J[n, i, j], is i "
        "a unit of the new state or of the old one?",
    ),
    Mistake(
        "state_jacobian",
        "tanh_twice",
        {"1 - h_t**2": "1 - np.tanh(h_t) ** 2"},
        "None of your slopes is below 0.4, although some states are saturated. "
        "Is h_t what went into the tanh, or what came out of it?",
    ),
    Mistake(
        "state_jacobian",
        "square_missing",
        {"1 - h_t**2": "1 - h_t"},
        "Where h_t is negative, your slope is larger than 1, and no tanh is as steep as that. "
        "Compare your slope with the formula in the Notes.",
    ),
    Mistake(
        "state_jacobian",
        "tanh_forgotten",
        {"slopes[:, :, None] * W_hh.T": "np.tile(W_hh.T, (len(h_t), 1, 1))"},
        "Your J is the same for every sequence, whatever its state. After the sum comes one "
        "more function. How steep is it where a state is near 1?",
    ),
    Mistake(
        "state_jacobian",
        "slope_of_sigmoid",
        {"1 - h_t**2": "h_t * (1 - h_t)"},
        "Your slope is 0 where h_t is 0, where a tanh is steepest. It belongs to the curve of "
        "chapter 00. Which curve was used in this step?",
    ),
    Mistake(
        "state_jacobian",
        "batch_averaged",
        {"slopes[:, :, None]": "slopes.mean(axis=0)[:, None]"},
        "You have one matrix for the whole batch. Two sequences are in different states, so "
        "their slopes differ. Which axis should still be there?",
    ),
    Mistake(
        "state_jacobian",
        "multiplied_out",
        {"slopes[:, :, None] * W_hh.T": "slopes @ W_hh.T"},
        "You have a vector for each sequence and not a matrix: your product adds up over the "
        "units. What is diag(f′) U, row by row?",
    ),
    Mistake(
        "jacobian_norms",
        "slope_one_step_early",
        {"h[k + 1] ** 2": "h[k] ** 2"},
        "Your slopes are one step off. On the way from h[k] to h[k + 1] the gradient passes one "
        "tanh. Which of the two states came out of it?",
    ),
    Mistake(
        "jacobian_norms",
        "multiplied_from_the_left",
        {"product @ jacobian": "jacobian @ product"},
        "Your last two rows are right, the others are not: the factors of your product are in "
        "the wrong order. Of two steps, which Jacobian meets a change of h[k] first?",
    ),
    Mistake(
        "jacobian_norms",
        "w_hh_not_transposed",
        {"W_hh.T": "W_hh"},
        "Your slopes are right, but they stand at the wrong side of the weights: a matrix with "
        "W_hh as it is stored is no ∂h_t/∂h_{t−1}. Compare with your state_jacobian.",
    ),
    Mistake(
        "jacobian_norms",
        "all_entries",
        {", ord=2, axis": ", axis"},
        "Yours is the root of the sum of all squared entries, which is larger, and not 1 for "
        "an identity of H rows. Which norm does the docstring ask for?",
    ),
    Mistake(
        "jacobian_norms",
        "smallest_singular_value",
        {"ord=2": "ord=-2"},
        "Your numbers are too small: they are the factor of the direction that shrinks most. "
        "Which of the singular values does the docstring ask for?",
    ),
    Mistake(
        "jacobian_norms",
        "norms_multiplied",
        {
            "product = np.tile(np.eye(H), (N, 1, 1))": "product = np.ones(N)",
            "product @ jacobian": "product * np.linalg.norm(jacobian, ord=2, axis=(1, 2))",
            "np.linalg.norm(product, ord=2, axis=(1, 2))": "product",
        },
        "Your last two rows are right and the earlier ones too large: you multiply norms. A "
        "bound, but the directions that two steps stretch need not be the same. Of what should "
        "the norm be taken?",
    ),
    Mistake(
        "jacobian_norms",
        "one_step_only",
        {"product = product @ jacobian": "product = jacobian"},
        "Your last two rows are right, and every earlier one speaks of a single step. What has "
        "your loop forgotten when it comes to the next k?",
    ),
    Mistake(
        "jacobian_norms",
        "tanh_forgotten",
        {"(1 - h[k + 1] ** 2)[:, :, None] * W_hh.T": "W_hh.T"},
        "Your norms are too large, and the same for every sequence: they know the weights and "
        "not the states. What else is in a step's Jacobian?",
    ),
    Mistake(
        "jacobian_norms",
        "tanh_twice",
        {"1 - h[k + 1] ** 2": "1 - np.tanh(h[k + 1]) ** 2"},
        "Your norms are too large: none of your slopes is below 0.4, although some states are "
        "saturated. Has the tanh in your formula happened already?",
    ),
    Mistake(
        "jacobian_norms",
        "last_state_left_out",
        {"range(T - 1)": "range(T - 2)"},
        "Your last two rows are both 1, and one factor is missing from all rows before them. "
        "How many factors lie between h[T − 1] and h[T − 2], and where does your loop begin?",
    ),
    Mistake(
        "jacobian_norms",
        "turned_round",
        {"return norms": "return norms[::-1]"},
        "Your numbers are right, but they stand in the order in which you found them. "
        "Which row should be 1: the first state's, or the last one's?",
    ),
    Mistake(
        "bound_and_rate",
        "radius_in_bound",
        {"slope * sigma_max": "slope * radius"},
        "The rate is right. Your gamma is the same number, and that is no bound: for a while "
        "a gradient can grow faster. By how much can W_hh stretch a vector in one step?",
    ),
    Mistake(
        "bound_and_rate",
        "singular_value_in_rate",
        {"slope * radius": "slope * sigma_max"},
        "gamma is right. Your rate is the same number, but not every step can stretch a vector "
        "by the most that is possible. Which numbers say what repeated multiplication does?",
    ),
    Mistake(
        "bound_and_rate",
        "outputs_exchanged",
        {"return slope * sigma_max, slope * radius": "return slope * radius, slope * sigma_max"},
        "Both numbers are right, and each stands in the other's place. "
        "Which of the two can never be the smaller one?",
    ),
    Mistake(
        "bound_and_rate",
        "slope_forgotten",
        {"return slope * sigma_max, slope * radius": "return sigma_max, radius"},
        "Both your numbers are too large, by the same factor: they know the weights only. "
        "Which of the two arguments does your function never read?",
    ),
    Mistake(
        "bound_and_rate",
        "slope_in_bound_only",
        {"slope * radius": "radius"},
        "gamma is right, your rate is too large. Does a gradient pass the nonlinearity only "
        "when one asks for a bound?",
    ),
    Mistake(
        "bound_and_rate",
        "slope_in_rate_only",
        {"slope * sigma_max": "sigma_max"},
        "The rate is right, your gamma is too large. D2's γ is a bound for both factors of a "
        "step. Which are they?",
    ),
    Mistake(
        "bound_and_rate",
        "all_entries",
        {"np.linalg.svd(W_hh, compute_uv=False).max()": "np.linalg.norm(W_hh)"},
        "The rate is right. Your gamma is a bound, but not the best: it is the root of the sum "
        "of all squared entries. How much longer can one vector become?",
    ),
    Mistake(
        "bound_and_rate",
        "singular_value_squared",
        {
            "np.linalg.svd(W_hh, compute_uv=False).max()": (
                "np.abs(np.linalg.eigvals(W_hh @ W_hh.T)).max()"
            )
        },
        "The rate is right. Your gamma is made with the square of the singular value: the "
        "eigenvalues of W Wᵀ stretch twice. What undoes a square?",
    ),
    Mistake(
        "bound_and_rate",
        "smallest_singular_value",
        {"compute_uv=False).max()": "compute_uv=False).min()"},
        "The rate is right, and your gamma is below it, which no bound can be. "
        "In which order does NumPy hand out singular values, and which one do you take?",
    ),
    Mistake(
        "bound_and_rate",
        "largest_real_part",
        {"np.abs(np.linalg.eigvals(W_hh)).max()": "np.linalg.eigvals(W_hh).real.max()"},
        "gamma is right. Your rate looks at real parts, but an eigenvalue may be negative or "
        "complex: then the gradient turns while it grows. How large is a complex number?",
    ),
    Mistake(
        "bound_and_rate",
        "real_parts_only",
        {"np.abs(np.linalg.eigvals(W_hh)).max()": "np.abs(np.linalg.eigvals(W_hh).real).max()"},
        "gamma is right. Your rate has lost the imaginary parts: in a pair of complex "
        "eigenvalues they are part of the length. Print the eigenvalues.",
    ),
    Mistake(
        "bound_and_rate",
        "eigenvalues_of_symmetric_part",
        {"np.linalg.eigvals(W_hh)": "np.linalg.eigvalsh(W_hh)"},
        "gamma is right. Your function for eigenvalues reads one triangle of W_hh and takes the "
        "matrix for symmetric. Is it?",
    ),
    Mistake(
        "clip_by_value",
        "upper_side_only",
        {"np.clip(gradient, -limit, limit)": "np.minimum(gradient, limit)"},
        "Large positive entries are cut off, large negative ones are not. "
        "How large is an entry of −1000 for you?",
    ),
    Mistake(
        "clip_by_value",
        "from_zero",
        {"np.clip(gradient, -limit, limit)": "np.clip(gradient, 0, limit)"},
        "Every negative entry has become 0, so half of the weights could not move. "
        "What is the smallest entry that the docstring allows?",
    ),
    Mistake(
        "clip_by_value",
        "sign_lost",
        {"np.clip(gradient, -limit, limit)": "np.minimum(np.abs(gradient), limit)"},
        "All your entries are positive: some weights would go up the slope and not down. "
        "Where does the sign get lost?",
    ),
    Mistake(
        "clip_by_value",
        "large_ones_removed",
        {"np.clip(gradient, -limit, limit)": "np.where(np.abs(gradient) > limit, 0, gradient)"},
        "Entries that are too large have become 0, and the steepest weights would stand still. "
        "What does the formula in the Notes make of 1000?",
    ),
    Mistake(
        "clip_by_value",
        "all_set_to_limit",
        {"np.clip(gradient, -limit, limit)": "limit * np.sign(gradient)"},
        "All your entries are as large as the limit, the small ones too. "
        "What should happen to an entry that was small enough?",
    ),
    Mistake(
        "clip_by_value",
        "scaled_to_limit",
        {"np.clip(gradient, -limit, limit)": ("gradient * min(1, limit / np.abs(gradient).max())")},
        "No entry of yours is too large, but small ones have changed as well: you scale a whole "
        "array. In the Notes, does an entry know anything of the others?",
    ),
    Mistake(
        "clip_by_value",
        "gradients_changed",
        {"np.clip(gradient, -limit, limit)": "np.clip(gradient, -limit, limit, out=gradient)"},
        "Your result is right, but the arrays in gradients are others after the call than "
        "before. Into which array does your line write?",
    ),
    Mistake(
        "clip_by_norm",
        "each_array_by_itself",
        {_SHORTEN: ("[g * min(1.0, theta / np.sqrt(np.sum(g**2))) for g in gradients], norm")},
        "The norm is right, but you clip each array by itself. A long array is shortened, a "
        "short one is not, and the direction of the whole has turned. How many factors are "
        "there in the Notes?",
    ),
    Mistake(
        "clip_by_norm",
        "norm_as_factor",
        {"theta / norm if norm > theta else 1.0": "min(norm, theta)"},
        "The norm is right. You multiply by a length and not by a ratio, so even gradients that "
        "were short enough change. What should the factor be for those?",
    ),
    Mistake(
        "clip_by_norm",
        "scaled_up",
        {"theta / norm if norm > theta else 1.0": "theta / norm"},
        "The norm is right. Gradients that were too long have become right, but short ones have "
        "been made longer. Near a minimum, what would that do?",
    ),
    Mistake(
        "clip_by_norm",
        "condition_turned_round",
        {"norm > theta": "norm < theta"},
        "The norm is right, but long gradients stay long and short ones are made longer. "
        "In which of the two cases is there something to do?",
    ),
    Mistake(
        "clip_by_norm",
        "factor_turned_round",
        {"theta / norm": "norm / theta"},
        "The norm is right. Gradients that were too long are even longer now. "
        "Is your factor below 1 when the norm is above θ?",
    ),
    Mistake(
        "clip_by_norm",
        "never_clipped",
        {"theta / norm if norm > theta else 1.0": "1.0"},
        "The norm is right, but your gradients are those that came in, however long they were. "
        "What happens to your factor between its line and the last one?",
    ),
    Mistake(
        "clip_by_norm",
        "root_missing",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "sum(np.sum(gradient**2) for gradient in gradients)"
            )
        },
        "Your norm is the square of what it should be, so clipping makes gradients much shorter "
        "than θ. What is the length of (3, 4)?",
    ),
    Mistake(
        "clip_by_norm",
        "norms_added",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "sum(np.sqrt(np.sum(gradient**2)) for gradient in gradients)"
            )
        },
        "Your norm is too large: you add the lengths of the arrays. Two sides of a right-angled "
        "triangle are longer together than the third. Where does the root belong?",
    ),
    Mistake(
        "clip_by_norm",
        "absolute_values_added",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "sum(np.sum(np.abs(gradient)) for gradient in gradients)"
            )
        },
        "Your norm adds up absolute values. That is the way a taxi goes round the blocks, and "
        "the docstring asks for the straight line. What does it do before it adds?",
    ),
    Mistake(
        "clip_by_norm",
        "longest_array",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "np.sqrt(max(np.sum(gradient**2) for gradient in gradients))"
            )
        },
        "Your norm is that of the longest array alone, so all together may still be too long "
        "after clipping. How do several arrays become one vector?",
    ),
    Mistake(
        "clip_by_norm",
        "mean_in_norm",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "np.sqrt(sum(np.mean(gradient**2) for gradient in gradients))"
            )
        },
        "Your norm is too small: you take the mean of the squares of each array. A length does "
        "not get shorter because there are more entries. What is done with all squares?",
    ),
    Mistake(
        "clip_by_norm",
        "norm_after",
        {_SHORTEN: "[factor * gradient for gradient in gradients], factor * norm"},
        "Your gradients are right. Your norm is that after clipping, which is never above θ and "
        "tells nobody that something exploded. Which one does the docstring ask for?",
    ),
    Mistake(
        "clip_by_norm",
        "gradients_changed",
        {
            f"    return {_SHORTEN}": (
                "    for gradient in gradients:\n"
                "        gradient *= factor\n"
                "    return gradients, norm"
            )
        },
        "Your results are right, but the arrays in gradients are others after the call than "
        "before, and the caller may want to look at them. Which line writes into them?",
    ),
    Mistake(
        "decayed_step",
        "no_decay",
        {"1 - learning_rate * decay if parameter.ndim == 2 else 1.0": "1.0"},
        "The bias is right. Your matrices take a step like any other and do not shrink. "
        "Which of the four arguments does your function never read?",
    ),
    Mistake(
        "decayed_step",
        "bias_decays_too",
        {"1 - learning_rate * decay if parameter.ndim == 2 else 1.0": "1 - learning_rate * decay"},
        "Your matrices are right, but your bias has shrunk as well. A bias is no factor that a "
        "gradient passes. How can you tell the two kinds apart?",
    ),
    Mistake(
        "decayed_step",
        "weights_grow",
        {"1 - learning_rate * decay": "1 + learning_rate * decay"},
        "Your matrices grow where they should shrink: the sign of the decay is wrong. Put "
        "the gradient at 0 and look at what is left of W after ten steps.",
    ),
    Mistake(
        "decayed_step",
        "learning_rate_missing",
        {"1 - learning_rate * decay": "1 - decay"},
        "Your matrices shrink too fast: λ is meant for each unit of the learning rate. "
        "The gradient of λ/2 · ΣW² is λW. What is a gradient multiplied by in a step?",
    ),
    Mistake(
        "decayed_step",
        "factor_two",
        {"1 - learning_rate * decay": "1 - 2 * learning_rate * decay"},
        "Your matrices shrink twice as fast as they should. The Notes have λ/2 in front of the "
        "squares. What becomes of that half when it is differentiated?",
    ),
    Mistake(
        "decayed_step",
        "decay_only",
        {
            "1 - learning_rate * decay if parameter.ndim == 2 else 1.0": (
                "decay if parameter.ndim == 2 else 1.0"
            )
        },
        "You keep the share λ of each matrix: with a small λ, nearly nothing would be left "
        "after one step. What is left of W when λ is 0?",
    ),
    Mistake(
        "decayed_step",
        "step_decays_too",
        {
            "kept * parameter - learning_rate * gradient": (
                "kept * (parameter - learning_rate * gradient)"
            )
        },
        "Close, but the step of a matrix has shrunk together with the weights: you took the "
        "step first and then the decay of both. Which of them does the formula multiply?",
    ),
    Mistake(
        "decayed_step",
        "gradient_decays",
        {
            "kept * parameter - learning_rate * gradient": (
                "parameter - kept * learning_rate * gradient"
            )
        },
        "Your steps have become shorter, and the weights have not: without a gradient nothing "
        "would shrink at all. What is multiplied by 1 − ηλ in the formula?",
    ),
    Mistake(
        "decayed_step",
        "sign_of_step",
        {"kept * parameter - learning_rate": "kept * parameter + learning_rate"},
        "Your weights shrink as they should, but the step goes up the slope. "
        "A positive gradient says that the loss grows with the weight. Which way is down?",
    ),
    Mistake(
        "decayed_step",
        "same_amount_for_all",
        {
            "kept * parameter - learning_rate * gradient": (
                "parameter - (1 - kept) * np.sign(parameter) - learning_rate * gradient"
            )
        },
        "You take the same amount off every weight, large or small. That belongs to a penalty "
        "on |W|. What does a penalty on W² take off a weight that is twice as large?",
    ),
    Mistake(
        "decayed_step",
        "parameters_changed",
        {
            "updated.append(kept * parameter - learning_rate * gradient)": (
                "parameter *= kept\n"
                "        parameter -= learning_rate * gradient\n"
                "        updated.append(parameter)"
            )
        },
        "Your result is right, but the arrays in parameters are others after the call than "
        "before. Which of your lines writes into them?",
    ),
    Mistake(
        "truncated_backward",
        "state_not_carried",
        {"        carried = h[-1]\n": "", "return carried,": "return h[-1],"},
        "Every window of yours starts from h_0, as if nothing had been read before. Truncation "
        "shortens the memory of the gradient only. What does the second window start from?",
    ),
    Mistake(
        "truncated_backward",
        "starts_from_nothing",
        {"carried = h_0": "carried = np.zeros_like(h_0)"},
        "Already your first window is off: it starts from a state of zeros. "
        "Which argument does your function never read?",
    ),
    Mistake(
        "truncated_backward",
        "first_state_carried",
        {"carried = h[-1]": "carried = h[0]"},
        "The next window of yours starts from the state after the first step of the one before. "
        "Which of a window's states has read all of it?",
    ),
    Mistake(
        "truncated_backward",
        "not_truncated",
        {
            "range(0, len(x), window)": "[0]",
            "slice(start, start + window)": "slice(None)",
        },
        "h_T is right. Your gradients are the whole ones: each loss speaks to every step before "
        "it, however far away. Where should its voice end?",
    ),
    Mistake(
        "truncated_backward",
        "one_step_windows",
        {
            "range(0, len(x), window)": "range(len(x))",
            "slice(start, start + window)": "slice(start, start + 1)",
        },
        "h_T is right. No gradient of yours goes back even one step. "
        "How many steps of the sequence does one of your windows hold?",
    ),
    Mistake(
        "truncated_backward",
        "last_window_only",
        {
            "dW_xh + parts[0], dW_hh + parts[1], db_h + parts[2]": "parts",
        },
        "h_T is right. Your gradients hold what the last window had to say; the others "
        "have been overwritten. What happens to a part when your loop goes on?",
    ),
    Mistake(
        "truncated_backward",
        "first_window_only",
        {
            "dW_xh, dW_hh, db_h = dW_xh + parts[0], dW_hh + parts[1], db_h + parts[2]": (
                "dW_xh, dW_hh, db_h = (dW_xh, dW_hh, db_h) if start else parts"
            ),
        },
        "h_T is right. Your gradients hold what the first window had to say, and none of the "
        "later ones. Who adds their parts?",
    ),
    Mistake(
        "truncated_backward",
        "rest_left_out",
        {"range(0, len(x), window)": "range(0, len(x) - window + 1, window)"},
        "You leave out the steps at the end that do not fill a window. They have losses like "
        "the others. How long may the last window be?",
    ),
    Mistake(
        "truncated_backward",
        "windows_counted",
        {
            "range(0, len(x), window)": ("range(0, len(x), -(-len(x) // window))"),
            "slice(start, start + window)": "slice(start, start - (-len(x) // window))",
        },
        "h_T is right. You have cut the sequence into as many windows as a window should have "
        "steps. Read the line about window in the docstring again.",
    ),
    Mistake(
        "truncated_backward",
        "averaged_over_windows",
        {
            "return carried, dW_xh, dW_hh, db_h": (
                "count = -(-len(x) // window)\n"
                "    return carried, dW_xh / count, dW_hh / count, db_h / count"
            )
        },
        "h_T is right. Your gradients are too small by the number of windows. The loss is the "
        "sum over all steps. Is a sum of parts divided by anything?",
    ),
    Mistake(
        "truncated_backward",
        "loss_at_the_end_of_each_window",
        {
            "rnn_backward(dh[steps], cache)": (
                "rnn_backward(\n"
                "            np.concatenate([0 * dh[steps][:-1], dh[steps][-1:]]), cache\n"
                "        )"
            )
        },
        "h_T is right. In each window of yours only the last step has a loss. "
        "What did the other steps' dh[t] have to say?",
    ),
    Mistake(
        "truncated_backward",
        "windows_overlap",
        {"slice(start, start + window)": "slice(start, start + window + 1)"},
        "Your windows overlap by a step: it is read twice and its loss counts twice. "
        "Is the end of a slice part of it?",
    ),
]
