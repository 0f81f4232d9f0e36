"""Known mistakes of chapter 06. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_SHORTEN = "[factor * gradient for gradient in gradients], norm"

MISTAKES: list[Mistake] = [
    Mistake(
        "state_jacobian",
        "w_hh_not_transposed",
        {"W_hh.T": "W_hh"},
        "Your J has its slopes at the right rows, but looks as if W_hh stood in it as it is "
        "stored. The rows of W_hh count the units of the old state. What do the rows of J count?",
    ),
    Mistake(
        "state_jacobian",
        "slope_of_columns",
        {"slopes[:, :, None]": "slopes[:, None, :]"},
        "Each column of your J has one slope, as if the tanh acted on the old state. Which state "
        "comes out of a step's tanh, and is it counted by rows or columns of J?",
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
        "None of the slopes in your J is below 0.4, not even where a state is saturated. Is h_t "
        "what goes into the tanh, or what comes out of it?",
    ),
    Mistake(
        "state_jacobian",
        "square_missing",
        {"1 - h_t**2": "1 - h_t"},
        "Where h_t is negative, the slope in your J is larger than 1, and no tanh is as steep as "
        "that. Which slope do the Notes give for a tanh?",
    ),
    Mistake(
        "state_jacobian",
        "tanh_forgotten",
        {"slopes[:, :, None] * W_hh.T": "np.tile(W_hh.T, (len(h_t), 1, 1))"},
        "Your J is the same for every sequence, whatever its state. After the sum comes one more "
        "function. How steep is a tanh where the state is near 1?",
    ),
    Mistake(
        "state_jacobian",
        "slope_of_sigmoid",
        {"1 - h_t**2": "h_t * (1 - h_t)"},
        "The slopes in your J look like those of the curve of chapter 00, and not of a tanh. With "
        "which curve does the docstring's step end?",
    ),
    Mistake(
        "state_jacobian",
        "batch_averaged",
        {"slopes[:, :, None]": "slopes.mean(axis=0)[:, None]"},
        "Your J has one matrix for the whole batch. Two sequences are in different states, so "
        "their slopes differ. Which axis of J counts the sequences?",
    ),
    Mistake(
        "state_jacobian",
        "multiplied_out",
        {"slopes[:, :, None] * W_hh.T": "slopes @ W_hh.T"},
        "Your J has the numbers of a vector for each sequence, and not of a matrix, as if a "
        "product had added up over the units. What is diag(f′) U, row by row?",
    ),
    Mistake(
        "state_jacobian",
        "slope_of_relu",
        {},
        "The slopes in your J are 0 or 1, and nothing between. Which curve has such slopes only, "
        "and which one does the docstring's step end with?",
    ),
    Mistake(
        "state_jacobian",
        "divided_by_slope",
        {"slopes[:, :, None] * W_hh.T": "W_hh.T / slopes[:, :, None]"},
        "Your J grows where a state is saturated. Where a state is saturated, is a tanh steep or "
        "flat, and what does that do to a change that passes it?",
    ),
    Mistake(
        "jacobian_norms",
        "slope_one_step_early",
        {"h[k + 1] ** 2": "h[k] ** 2"},
        "Your norms look as if their slopes were one step off. On the way from h[k] to h[k + 1] "
        "the gradient passes one tanh. Of h[k] and h[k + 1], which came out of the tanh between "
        "them?",
    ),
    Mistake(
        "jacobian_norms",
        "multiplied_from_the_left",
        {"product @ jacobian": "jacobian @ product"},
        "Your norms are right in the last two rows and wrong before them, as if the factors of "
        "the product stood in another order. Of two steps, which Jacobian meets a change of h[k] "
        "first?",
    ),
    Mistake(
        "jacobian_norms",
        "w_hh_not_transposed",
        {"W_hh.T": "W_hh"},
        "Your norms look as if slopes and weights did not stand to each other as in "
        "∂h_t/∂h_{t−1}. Which axis of W_hh counts the units of the new state, and which axis of a "
        "Jacobian?",
    ),
    Mistake(
        "jacobian_norms",
        "all_entries",
        {", ord=2, axis": ", axis"},
        "Your norms are roots of sums of all squared entries, which is another norm, and not 1 "
        "for an identity of H rows. Which norm does the docstring ask for?",
    ),
    Mistake(
        "jacobian_norms",
        "smallest_singular_value",
        {"ord=2": "ord=-2"},
        "Your norms are the factors of the direction that shrinks most. Which of the singular "
        "values does the docstring ask for?",
    ),
    Mistake(
        "jacobian_norms",
        "norms_multiplied",
        {
            "product = np.tile(np.eye(H), (N, 1, 1))": "product = np.ones(N)",
            "product @ jacobian": "product * np.linalg.norm(jacobian, ord=2, axis=(1, 2))",
            "np.linalg.norm(product, ord=2, axis=(1, 2))": "product",
        },
        "Your norms look like products of norms, and so are a bound only. The directions that two "
        "steps stretch need not be the same. Of what should the norm be taken?",
    ),
    Mistake(
        "jacobian_norms",
        "one_step_only",
        {"product = product @ jacobian": "product = jacobian"},
        "Each row of your norms speaks of a single step. From h[k] to the last state there may be "
        "several. How many factors should the product have that belongs to the first state?",
    ),
    Mistake(
        "jacobian_norms",
        "tanh_forgotten",
        {"(1 - h[k + 1] ** 2)[:, :, None] * W_hh.T": "W_hh.T"},
        "Your norms are the same for every sequence: they depend on the weights and not on the "
        "states. What is in a step's Jacobian beside the weights?",
    ),
    Mistake(
        "jacobian_norms",
        "tanh_twice",
        {"1 - h[k + 1] ** 2": "1 - np.tanh(h[k + 1]) ** 2"},
        "Your norms look as if none of the slopes in them were below 0.4, not even where a state "
        "is saturated. Are the states in h what goes into a tanh, or what comes out of it?",
    ),
    Mistake(
        "jacobian_norms",
        "last_state_left_out",
        {"range(T - 1)": "range(T - 2)"},
        "The last two rows of your norms are 1, and it looks as if one factor were missing from "
        "all rows before them. How many factors lie between h[T − 1] and h[T − 2]?",
    ),
    Mistake(
        "jacobian_norms",
        "turned_round",
        {"return norms": "return norms[::-1]"},
        "The rows of your norms stand in reverse: the one that is always 1 is at the wrong end. "
        "Whose row should be 1, the first state's or the last one's?",
    ),
    Mistake(
        "jacobian_norms",
        "eigenvalue_for_singular_value",
        {},
        "Your norms look as if they were made of eigenvalues, which say what happens when the "
        "same matrix comes again and again. By how much can a matrix stretch one vector, and "
        "which function tells?",
    ),
    Mistake(
        "jacobian_norms",
        "sums_of_entries",
        {},
        "Your norms look as if they were made of single entries, or of sums of them. The "
        "docstring asks by how much the product can stretch a vector. Which of NumPy's norms says "
        "how far a matrix stretches?",
    ),
    Mistake(
        "jacobian_norms",
        "from_first_state",
        {},
        "Your norms say how much state k depends on the first one. Which state should be at the "
        "other end of the product, the first or the last?",
    ),
    Mistake(
        "jacobian_norms",
        "own_step_included",
        {},
        "Row k of your norms looks as if it had a factor too many: the step that led into h[k]. "
        "Between which two states does the first step lie that a change of h[k] meets?",
    ),
    Mistake(
        "bound_and_rate",
        "radius_in_bound",
        {"slope * sigma_max": "slope * radius"},
        "The rate is right. Your gamma is equal to the rate, and that is no bound: for a while a "
        "gradient can grow faster. By how much can W_hh stretch a vector in one step?",
    ),
    Mistake(
        "bound_and_rate",
        "singular_value_in_rate",
        {"slope * radius": "slope * sigma_max"},
        "The gamma is right. Your rate is equal to gamma, but not every step can stretch a vector "
        "by the most that is possible. Which numbers say what repeated multiplication does?",
    ),
    Mistake(
        "bound_and_rate",
        "outputs_exchanged",
        {"return slope * sigma_max, slope * radius": "return slope * radius, slope * sigma_max"},
        "Your gamma and your rate stand in each other's place. Of a bound and what it bounds, "
        "which can never be the smaller one?",
    ),
    Mistake(
        "bound_and_rate",
        "slope_forgotten",
        {"return slope * sigma_max, slope * radius": "return sigma_max, radius"},
        "Your gamma depends on the weights only. Your rate depends on the weights only. Does a "
        "gradient meet nothing but weights on its way back?",
    ),
    Mistake(
        "bound_and_rate",
        "slope_in_bound_only",
        {"slope * radius": "radius"},
        "The gamma is right. Your rate depends on the weights only. Does a gradient pass the "
        "nonlinearity only when one asks for a bound?",
    ),
    Mistake(
        "bound_and_rate",
        "slope_in_rate_only",
        {"slope * sigma_max": "sigma_max"},
        "The rate is right. Your gamma depends on the weights only. D2's γ is a bound for two "
        "factors of a step: which two?",
    ),
    Mistake(
        "bound_and_rate",
        "all_entries",
        {"np.linalg.svd(W_hh, compute_uv=False).max()": "np.linalg.norm(W_hh)"},
        "The rate is right. Your gamma is a bound, but not the best: it looks like the root of "
        "the sum of all squared entries. By how much can one vector become longer in a step?",
    ),
    Mistake(
        "bound_and_rate",
        "singular_value_squared",
        {
            "np.linalg.svd(W_hh, compute_uv=False).max()": (
                "np.abs(np.linalg.eigvals(W_hh @ W_hh.T)).max()"
            )
        },
        "The rate is right. Your gamma looks as if the square of the singular value were in it: "
        "the eigenvalues of W Wᵀ stretch twice. What undoes a square?",
    ),
    Mistake(
        "bound_and_rate",
        "smallest_singular_value",
        {"compute_uv=False).max()": "compute_uv=False).min()"},
        "The rate is right. Your gamma has the smallest singular value in it, and is no bound. In "
        "which order does NumPy hand out singular values, and which one makes a bound?",
    ),
    Mistake(
        "bound_and_rate",
        "largest_real_part",
        {"np.abs(np.linalg.eigvals(W_hh)).max()": "np.linalg.eigvals(W_hh).real.max()"},
        "The gamma is right. Your rate looks as if the eigenvalue with the largest real part were "
        "the largest one. But an eigenvalue may be negative or complex. How large is a complex "
        "number?",
    ),
    Mistake(
        "bound_and_rate",
        "real_parts_only",
        {"np.abs(np.linalg.eigvals(W_hh)).max()": "np.abs(np.linalg.eigvals(W_hh).real).max()"},
        "The gamma is right. Your rate looks as if one part of the eigenvalues were lost, real or "
        "imaginary. How large is a complex number, and what does each of its parts add to that?",
    ),
    Mistake(
        "bound_and_rate",
        "eigenvalues_of_symmetric_part",
        {"np.linalg.eigvals(W_hh)": "np.linalg.eigvalsh(W_hh)"},
        "The gamma is right. Your rate looks as if W_hh were taken for symmetric, and its "
        "eigenvalues for real ones. Is W_hh symmetric?",
    ),
    Mistake(
        "bound_and_rate",
        "divided_by_slope",
        {"return slope * sigma_max, slope * radius": "return sigma_max / slope, radius / slope"},
        "Your gamma has the slope in it, but not as one factor. Your rate has the slope in it, "
        "but not as one factor. What happens to a gradient that passes the weights once and the "
        "nonlinearity once?",
    ),
    Mistake(
        "bound_and_rate",
        "entries_in_bound",
        {},
        "The rate is right. Your gamma looks as if it were made of single entries of W_hh, or of "
        "sums of them. By how much can a vector grow that meets all entries at once, and which "
        "function tells?",
    ),
    Mistake(
        "clip_by_value",
        "upper_side_only",
        {"np.clip(gradient, -limit, limit)": "np.minimum(gradient, limit)"},
        "In your clipped, entries are cut off on one side only. What should become of an entry of "
        "−1000, and what of one of 1000?",
    ),
    Mistake(
        "clip_by_value",
        "from_zero",
        {"np.clip(gradient, -limit, limit)": "np.clip(gradient, 0, limit)"},
        "In your clipped, every negative entry has become 0, as if a weight could be moved in one "
        "direction only. What is the smallest entry that the docstring allows?",
    ),
    Mistake(
        "clip_by_value",
        "sign_lost",
        {"np.clip(gradient, -limit, limit)": "np.minimum(np.abs(gradient), limit)"},
        "In your clipped, no entry is negative: some weights would go up the slope and not down. "
        "What should become of the sign of an entry?",
    ),
    Mistake(
        "clip_by_value",
        "large_ones_removed",
        {"np.clip(gradient, -limit, limit)": "np.where(np.abs(gradient) > limit, 0, gradient)"},
        "In your clipped, entries that are too large have become 0, and the steepest weights "
        "would stand still. What does the formula in the Notes make of 1000?",
    ),
    Mistake(
        "clip_by_value",
        "all_set_to_limit",
        {"np.clip(gradient, -limit, limit)": "limit * np.sign(gradient)"},
        "In your clipped, small entries have become as large as the limit, too. What should "
        "happen to an entry that was small enough?",
    ),
    Mistake(
        "clip_by_value",
        "scaled_to_limit",
        {"np.clip(gradient, -limit, limit)": ("gradient * min(1, limit / np.abs(gradient).max())")},
        "In your clipped, small entries have changed as well, as if all were scaled and none cut "
        "off. In the Notes, does an entry know anything of other entries?",
    ),
    Mistake(
        "clip_by_value",
        "gradients_changed",
        {"np.clip(gradient, -limit, limit)": "np.clip(gradient, -limit, limit, out=gradient)"},
        "The arrays in gradients hold other numbers after the call than before. Into which arrays "
        "does your function write, and what does the caller find there?",
    ),
    Mistake(
        "clip_by_value",
        "cut_at_one",
        {},
        "In your clipped, no entry is beyond −1 or 1, whatever the limit is. What does the "
        "docstring allow when the limit is 50?",
    ),
    Mistake(
        "clip_by_value",
        "never_clipped",
        {},
        "Your clipped holds the entries that came in, however large they were. Does anything that "
        "has been cut off arrive in the list that is returned?",
    ),
    Mistake(
        "clip_by_value",
        "negative_ones_turned",
        {},
        "In your clipped, entries below −limit have come out positive. On which side of 0 should "
        "a negative entry stay?",
    ),
    Mistake(
        "clip_by_norm",
        "each_array_by_itself",
        {_SHORTEN: ("[g * min(1.0, theta / np.sqrt(np.sum(g**2))) for g in gradients], norm")},
        "The norm is right. In your clipped, each array has a factor of its own, so the direction "
        "of the whole has turned. How many factors are there in the Notes?",
    ),
    Mistake(
        "clip_by_norm",
        "norm_as_factor",
        {"theta / norm if norm > theta else 1.0": "min(norm, theta)"},
        "The norm is right. Your clipped looks as if it were multiplied by a length and not by a "
        "ratio of two. By what is a length of 10 multiplied to become 5?",
    ),
    Mistake(
        "clip_by_norm",
        "scaled_up",
        {"theta / norm if norm > theta else 1.0": "theta / norm"},
        "The norm is right. In your clipped, gradients that were short enough have been made "
        "longer. Near a minimum, what would a gradient do that is made longer?",
    ),
    Mistake(
        "clip_by_norm",
        "condition_turned_round",
        {"norm > theta": "norm < theta"},
        "The norm is right. In your clipped, long gradients stay long and short ones are made "
        "longer. Which gradients need a factor, those longer than θ or those shorter?",
    ),
    Mistake(
        "clip_by_norm",
        "factor_turned_round",
        {"theta / norm": "norm / theta"},
        "The norm is right. In your clipped, gradients that were too long are even longer now. "
        "Should the factor be above 1 or below it when a gradient is longer than θ?",
    ),
    Mistake(
        "clip_by_norm",
        "never_clipped",
        {"theta / norm if norm > theta else 1.0": "1.0"},
        "The norm is right. Your clipped holds the gradients that came in, however long they "
        "were. Does anything that has been shortened arrive in the list that is returned?",
    ),
    Mistake(
        "clip_by_norm",
        "root_missing",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "sum(np.sum(gradient**2) for gradient in gradients)"
            )
        },
        "Your norm is the square of what it should be. What is the length of (3, 4), and how is "
        "it found?",
    ),
    Mistake(
        "clip_by_norm",
        "norms_added",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "sum(np.sqrt(np.sum(gradient**2)) for gradient in gradients)"
            )
        },
        "Your norm is the sum of the lengths of the arrays. Two sides of a right-angled triangle "
        "are longer together than the third. Where does the root of a length belong, before the "
        "sum or after it?",
    ),
    Mistake(
        "clip_by_norm",
        "absolute_values_added",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "sum(np.sum(np.abs(gradient)) for gradient in gradients)"
            )
        },
        "Your norm is the sum of all absolute values. That is the way a taxi goes round the "
        "blocks, and the docstring asks for the straight line. What does the docstring do to "
        "entries before it adds?",
    ),
    Mistake(
        "clip_by_norm",
        "longest_array",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "np.sqrt(max(np.sum(gradient**2) for gradient in gradients))"
            )
        },
        "Your norm is that of one array alone, so all together may still be too long. How do "
        "several arrays become one vector?",
    ),
    Mistake(
        "clip_by_norm",
        "mean_in_norm",
        {
            "np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))": (
                "np.sqrt(sum(np.mean(gradient**2) for gradient in gradients))"
            )
        },
        "Your norm is too small, as if a mean of squares were in it. A length does not get "
        "shorter because there are more entries. What does the docstring do with all squares?",
    ),
    Mistake(
        "clip_by_norm",
        "norm_after",
        {_SHORTEN: "[factor * gradient for gradient in gradients], factor * norm"},
        "The clipped gradients are right. Your norm is that after clipping, which is never above "
        "θ and tells nobody that something exploded. Does the docstring ask for the length before "
        "or after clipping?",
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
        "The arrays in gradients hold other numbers after the call than before, and the caller "
        "may want to look at them. Which of your lines writes into an argument?",
    ),
    Mistake(
        "clip_by_norm",
        "biases_left_out",
        {},
        "Your norm does not depend on the biases. Does the docstring make a difference between "
        "arrays with one axis and arrays with two?",
    ),
    Mistake(
        "clip_by_norm",
        "clipped_by_value",
        {},
        "The norm is right. Your clipped looks as if it were cut off entry by entry, as in the "
        "exercise before, so its direction has turned. What is the same for all entries in the "
        "Notes?",
    ),
    Mistake(
        "clip_by_norm",
        "unit_length",
        {},
        "The norm is right. Your clipped has the length 1 where it was too long, whatever θ is. "
        "How long may a gradient be that was too long?",
    ),
    Mistake(
        "decayed_step",
        "no_decay",
        {"1 - learning_rate * decay if parameter.ndim == 2 else 1.0": "1.0"},
        "In your updated, matrices take a step like any other and do not shrink. Where does the "
        "decay come in?",
    ),
    Mistake(
        "decayed_step",
        "bias_decays_too",
        {"1 - learning_rate * decay if parameter.ndim == 2 else 1.0": "1 - learning_rate * decay"},
        "In your updated, biases have shrunk as well. A bias is no factor that a gradient passes. "
        "How can you tell a bias from a matrix of weights?",
    ),
    Mistake(
        "decayed_step",
        "weights_grow",
        {"1 - learning_rate * decay": "1 + learning_rate * decay"},
        "In your updated, matrices grow where they should shrink, as if the decay had another "
        "sign. Put the gradient at 0: what should be left of W after ten steps?",
    ),
    Mistake(
        "decayed_step",
        "learning_rate_missing",
        {"1 - learning_rate * decay": "1 - decay"},
        "In your updated, matrices do not shrink by the right amount, as if the learning rate had "
        "no say in it. The gradient of λ/2 · ΣW² is λW. What is a gradient multiplied by in a "
        "step?",
    ),
    Mistake(
        "decayed_step",
        "factor_two",
        {"1 - learning_rate * decay": "1 - 2 * learning_rate * decay"},
        "In your updated, matrices shrink too much or too little, by a factor of 2. The Notes "
        "have λ/2 in front of the squares. What becomes of the half in λ/2 · ΣW² when that is "
        "differentiated?",
    ),
    Mistake(
        "decayed_step",
        "decay_only",
        {
            "1 - learning_rate * decay if parameter.ndim == 2 else 1.0": (
                "decay if parameter.ndim == 2 else 1.0"
            )
        },
        "In your updated, the share λ of each matrix is kept: with a small λ, nearly nothing "
        "would be left after one step. What should be left of W when λ is 0?",
    ),
    Mistake(
        "decayed_step",
        "step_decays_too",
        {
            "kept * parameter - learning_rate * gradient": (
                "kept * (parameter - learning_rate * gradient)"
            )
        },
        "In your updated, the step of a matrix has shrunk together with the weights, as if the "
        "step came first and then the decay. What does the formula multiply by 1 − ηλ, the old "
        "weight or the new one?",
    ),
    Mistake(
        "decayed_step",
        "gradient_decays",
        {
            "kept * parameter - learning_rate * gradient": (
                "parameter - kept * learning_rate * gradient"
            )
        },
        "In your updated, the decay has changed the step and not the weight: without a gradient "
        "nothing would shrink at all. What is multiplied by 1 − ηλ in the formula?",
    ),
    Mistake(
        "decayed_step",
        "sign_of_step",
        {"kept * parameter - learning_rate": "kept * parameter + learning_rate"},
        "In your updated, the step goes up the slope. A positive gradient says that the loss "
        "grows with the weight. Which way is down?",
    ),
    Mistake(
        "decayed_step",
        "same_amount_for_all",
        {
            "kept * parameter - learning_rate * gradient": (
                "parameter - (1 - kept) * np.sign(parameter) - learning_rate * gradient"
            )
        },
        "In your updated, the decay takes the same amount off every weight, large or small. What "
        "does a penalty on W² take off a weight that is twice as large?",
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
        "The arrays in parameters hold other numbers after the call than before. Which of your "
        "lines writes into an argument, and what does the caller find there?",
    ),
    Mistake(
        "decayed_step",
        "biases_decay_only",
        {"parameter.ndim == 2": "parameter.ndim == 1"},
        "In your updated, biases shrink and matrices do not. Which of the two kinds does a "
        "gradient pass on its way back?",
    ),
    Mistake(
        "decayed_step",
        "bias_by_place_or_size",
        {},
        "In your updated, it looks as if an array were taken for a bias by its place in the list, "
        "or by how large it is. Parameters may come in any order and of any size. What does a "
        "matrix have that a bias has not?",
    ),
    Mistake(
        "decayed_step",
        "change_returned",
        {},
        "Your updated holds what is to be added to the parameters, or taken off, and not the "
        "parameters after that. What should the caller find in updated when the learning rate is "
        "0?",
    ),
    Mistake(
        "decayed_step",
        "step_without_learning_rate",
        {"kept * parameter - learning_rate * gradient": "kept * parameter - gradient"},
        "In your updated, the gradient is taken off whole. Which two numbers stand in front of "
        "W and of dW in the docstring's formula?",
    ),
    Mistake(
        "truncated_backward",
        "state_not_carried",
        {"        carried = h[-1]\n": "", "return carried,": "return h[-1],"},
        "Your h_T looks as if later windows started before anything had been read. Truncation "
        "shortens the memory of the gradient only. What should a later window start from?",
    ),
    Mistake(
        "truncated_backward",
        "starts_from_nothing",
        {"carried = h_0": "carried = np.zeros_like(h_0)"},
        "Your h_T does not depend on h_0, as if the first window started from zeros. Which "
        "argument is the state before the first step?",
    ),
    Mistake(
        "truncated_backward",
        "first_state_carried",
        {"carried = h[-1]": "carried = h[0]"},
        "Your h_T looks as if windows started from the state after the first step of the one "
        "before. Which of a window's states has read all of it?",
    ),
    Mistake(
        "truncated_backward",
        "not_truncated",
        {
            "range(0, len(x), window)": "[0]",
            "slice(start, start + window)": "slice(None)",
        },
        "h_T is right. Your dW_xh, dW_hh and db_h are whole gradients: each loss speaks to every "
        "step before it, however far away. Where should the voice of a loss end?",
    ),
    Mistake(
        "truncated_backward",
        "one_step_windows",
        {
            "range(0, len(x), window)": "range(len(x))",
            "slice(start, start + window)": "slice(start, start + 1)",
        },
        "h_T is right. In your dW_xh, dW_hh and db_h, no loss goes back even one step. How many "
        "steps of the sequence should a window hold?",
    ),
    Mistake(
        "truncated_backward",
        "last_window_only",
        {
            "dW_xh + parts[0], dW_hh + parts[1], db_h + parts[2]": "parts",
        },
        "h_T is right. Your dW_xh, dW_hh and db_h hold what the last window had to say, and "
        "nothing of those before. Over which windows does the docstring's sum go?",
    ),
    Mistake(
        "truncated_backward",
        "first_window_only",
        {
            "dW_xh, dW_hh, db_h = dW_xh + parts[0], dW_hh + parts[1], db_h + parts[2]": (
                "dW_xh, dW_hh, db_h = (dW_xh, dW_hh, db_h) if start else parts"
            ),
        },
        "h_T is right. Your dW_xh, dW_hh and db_h hold what the first window had to say, and "
        "nothing of those after it. Over which windows does the docstring's sum go?",
    ),
    Mistake(
        "truncated_backward",
        "rest_left_out",
        {"range(0, len(x), window)": "range(0, len(x) - window + 1, window)"},
        "In your dW_xh, dW_hh and db_h, it looks as if the steps at the end that do not fill a "
        "window were left out. They have losses like all steps. How long may the last window be?",
    ),
    Mistake(
        "truncated_backward",
        "windows_counted",
        {
            "range(0, len(x), window)": ("range(0, len(x), -(-len(x) // window))"),
            "slice(start, start + window)": "slice(start, start - (-len(x) // window))",
        },
        "h_T is right. Your dW_xh, dW_hh and db_h look as if the sequence had been cut into as "
        "many windows as a window should have steps. Does the argument window count windows or "
        "steps?",
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
        "h_T is right. Your dW_xh, dW_hh and db_h are too small by the number of windows. The "
        "loss is the sum over all steps. Is a sum of parts divided by anything?",
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
        "h_T is right. Your dW_xh, dW_hh and db_h look as if only the last step of each window "
        "had a loss. What does dh[t] of a window's other steps have to say?",
    ),
    Mistake(
        "truncated_backward",
        "windows_overlap",
        {"slice(start, start + window)": "slice(start, start + window + 1)"},
        "Your dW_xh, dW_hh and db_h look as if windows overlapped by a step: as if it were read "
        "twice and its loss counted twice. With which step does a window end, and with which does "
        "the next begin?",
    ),
    Mistake(
        "truncated_backward",
        "windows_from_the_end",
        {},
        "h_T is right. Your dW_xh, dW_hh and db_h look as if the windows were counted from the "
        "end, so that the first one may be short. Which window does the docstring allow to be "
        "short?",
    ),
    Mistake(
        "truncated_backward",
        "sliding_window",
        {},
        "h_T is right. Your dW_xh, dW_hh and db_h look as if each loss went back the same number "
        "of steps, across every border. In the Notes, with which step does the sum over k begin?",
    ),
    Mistake(
        "truncated_backward",
        "window_one_off",
        {},
        "h_T is right. Your dW_xh, dW_hh and db_h look as if windows were one step too long or "
        "too short. How many steps should lie between two borders?",
    ),
    Mistake(
        "truncated_backward",
        "carried_for_the_end_only",
        {},
        "h_T is right. Your dW_xh, dW_hh and db_h look as if nothing had been read before a later "
        "window starts. Which state should a later window's forward pass start from?",
    ),
]
