"""Known mistakes of chapter 10. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_MASK = "        mask = (u >= rate) / (1 - rate)\n"
_CALL = "from_above, dh_before, *dweights = rnn_backward(dh_outside + from_above, cache)"

MISTAKES: list[Mistake] = [
    Mistake(
        "stacked_forward",
        "every_layer_reads_x",
        {"rnn_forward(entering, h_before": "rnn_forward(x, h_before"},
        "In your h every layer above the lowest comes out as if it read the inputs again, so that "
        "the layers stand side by side and not on top of each other. In the picture, where does "
        "the arrow into an upper layer come from?",
    ),
    Mistake(
        "stacked_forward",
        "lowest_states_read",
        {"rnn_forward(entering, h_before": "rnn_forward(states[0] if states else x, h_before"},
        "In your h every layer above the second comes out as if it read the states of the lowest "
        "one. Which layer stands below the third?",
    ),
    Mistake(
        "stacked_forward",
        "same_weights",
        {"*weights)": "*layers[0])"},
        "In your h the upper layers come out as if they had the weights of the lowest. Steps "
        "share their weights. Do layers share theirs?",
    ),
    Mistake(
        "stacked_forward",
        "layers_from_the_top",
        {"zip(h_0, layers,": "zip(h_0[::-1], layers[::-1],"},
        "In your h already the lowest layer is off, as if the inputs were read with the weights "
        "of the top layer. Which layer comes first in the list, and which of them meets x?",
    ),
    Mistake(
        "stacked_forward",
        "results_from_the_top",
        {"return np.stack(states), caches": "return np.stack(states[::-1]), caches[::-1]"},
        "Your h holds the right states in the opposite order: the top layer comes first. Your "
        "caches stand in the opposite order. Which layer does the docstring want first?",
    ),
    Mistake(
        "stacked_forward",
        "below_one_step_late",
        {
            "        caches.append(cache)": (
                "        caches.append(cache)\n"
                "        entering = np.concatenate([h_before[None], entering[:-1]])"
            )
        },
        "In your h the lowest layer is right. In your h the next one comes out as if it read, at "
        "step t, the state from below of a step earlier. D1 writes a[1]⟨2⟩ into the formula of "
        "a[2]⟨2⟩: which two indices change on the way up, and which on the way to the right?",
    ),
    Mistake(
        "stacked_forward",
        "starts_where_the_lower_ended",
        {
            "rnn_forward(entering, h_before, *weights)": (
                "rnn_forward(entering, states[-1][-1] if states else h_before, *weights)"
            )
        },
        "In your h each layer above the lowest comes out as if it started from the last state of "
        "the layer below. That would have to be known before the first word. Where does the state "
        "of a layer before the first step come from?",
    ),
    Mistake(
        "stacked_forward",
        "one_initial_state",
        {"rnn_forward(entering, h_before": "rnn_forward(entering, h_0[0]"},
        "In your h all layers come out as if they started from one and the same initial state. "
        "How many states does h_0 of shape (L, N, H) hold, and whose are they?",
    ),
    Mistake(
        "stacked_forward",
        "initial_states_ignored",
        {"rnn_forward(entering, h_before": "rnn_forward(entering, np.zeros_like(h_before)"},
        "In your h already the first step of the lowest layer is off, as if all layers started "
        "from zeros. Which of the three arguments makes no difference to your h?",
    ),
    Mistake(
        "stacked_forward",
        "top_states_only",
        {"return np.stack(states), caches": "return entering, caches"},
        "Your h holds the top layer alone: it has three axes. Which of the four axes that the "
        "docstring names has gone?",
    ),
    Mistake(
        "stacked_forward",
        "last_cache_only",
        {"return np.stack(states), caches": "return np.stack(states), cache"},
        "Your caches hold what belongs to the top layer alone. On the way back, what will each of "
        "the other layers need?",
    ),
    Mistake(
        "stacked_forward",
        "inputs_added",
        {
            "        caches.append(cache)": (
                "        caches.append(cache)\n        entering = entering + cache[0]"
            )
        },
        "In your h an upper layer comes out as if it read the states below plus what has been "
        "read further down. Such short cuts exist, but they are not in the formula. What alone "
        "goes up from layer to layer in the formula?",
    ),
    Mistake(
        "stacked_forward",
        "transposed_weights",
        {},
        "In your h already the first step of the lowest layer is off, as if a weight matrix had "
        "its axes exchanged. Which axis of a weight matrix belongs to what comes in, and which to "
        "the new state?",
    ),
    Mistake(
        "parameter_counts",
        "bias_forgotten",
        {"width * H + H * H + H": "width * H + H * H"},
        "In your counts there are layers that are short of the same small number. Two matrices "
        "enter the formula of a step. What is learnt in a layer, besides its two matrices?",
    ),
    Mistake(
        "parameter_counts",
        "state_forgotten",
        {"width * H + H * H + H": "width * H + H"},
        "In your counts there are layers that come out as if nothing in them led to the right, "
        "from step to step. A layer of this kind has no memory. Which matrix carries the memory "
        "of a layer?",
    ),
    Mistake(
        "parameter_counts",
        "two_biases",
        {"+ H * H + H)": "+ H * H + 2 * H)"},
        "In your counts every layer comes out as if it had a second bias. PyTorch counts in this "
        "way, and its two are added to each other. How many biases has the formula of this "
        "course?",
    ),
    Mistake(
        "parameter_counts",
        "input_width_everywhere",
        {"[D] + [directions * H] * (L - 1)": "[D] * L"},
        "In your counts the lowest layer is right, and each layer above it comes out as if it "
        "read the inputs. How many numbers does a layer hand to the one above it?",
    ),
    Mistake(
        "parameter_counts",
        "state_width_everywhere",
        {"[D] + [directions * H] * (L - 1)": "[directions * H] * L"},
        "In your counts all layers but the lowest are right. How wide is what the lowest layer "
        "reads?",
    ),
    Mistake(
        "parameter_counts",
        "one_layer_too_many",
        {"[directions * H] * (L - 1)": "[directions * H] * L"},
        "Your counts hold one number too many, as if there were one more layer that reads "
        "another. Of L layers, how many read another layer?",
    ),
    Mistake(
        "parameter_counts",
        "second_direction_not_counted",
        {"[directions * (width": "[(width"},
        "Your counts are right where there is one direction. With two, every layer of yours has"
        " half of its numbers. Do the two directions share their weights?",
    ),
    Mistake(
        "parameter_counts",
        "one_direction_read",
        {"[D] + [directions * H]": "[D] + [H]"},
        "Your counts are right where there is one direction. With two, the layers above the "
        "lowest are too small. What does a layer that reads both ways hand up at each step?",
    ),
    Mistake(
        "parameter_counts",
        "inputs_doubled",
        {"[D] + [directions": "[directions * D] + [directions"},
        "Your counts are right where there is one direction. With two, your lowest layer is too "
        "large, as if each direction read an input of twice the width. Does reading backwards "
        "make a vector longer?",
    ),
    Mistake(
        "parameter_counts",
        "directions_wired_together",
        {
            "[directions * (width * H + H * H + H) for": (
                "[directions * H * (width + directions * H + 1) for"
            )
        },
        "Your counts are right where there is one direction. With two, they come out as if the "
        "state of each direction fed the other one as well. Does the network that reads from the "
        "right know what the other one remembers?",
    ),
    Mistake(
        "parameter_counts",
        "bias_shared_by_directions",
        {
            "[directions * (width * H + H * H + H) for": (
                "[directions * (width * H + H * H) + H for"
            )
        },
        "Your counts are right where there is one direction. With two, every layer of yours is "
        "short of H numbers. What does each direction have of its own?",
    ),
    Mistake(
        "parameter_counts",
        "running_totals",
        {
            "return [directions * (width * H + H * H + H) for width in widths]": (
                "each = [directions * (width * H + H * H + H) for width in widths]\n"
                "    return [sum(each[: k + 1]) for k in range(L)]"
            )
        },
        "In your counts the first number is right. Each of the others holds those before it as "
        "well. Does the docstring ask for each layer by itself, or for the stack up to each "
        "layer?",
    ),
    Mistake(
        "parameter_counts",
        "total_only",
        {
            "return [directions * (width * H + H * H + H) for width in widths]": (
                "return [sum(directions * (width * H + H * H + H) for width in widths)]"
            )
        },
        "Your counts are a single number, that of the whole stack. How long is the list that "
        "the docstring asks for?",
    ),
    Mistake(
        "parameter_counts",
        "output_layer_counted",
        {},
        "Your counts hold one number more than there are layers, as if something on top of the "
        "stack had been counted too. What does the docstring want the list to have a number for?",
    ),
    Mistake(
        "parameter_counts",
        "state_matrix_shared_by_directions",
        {"[directions * (width * H + H * H + H) for": "[directions * (width * H + H) + H * H for"},
        "Your counts are right where there is one direction. With two, every layer of yours is "
        "short of as many numbers as a whole matrix has. Do the two directions remember with the "
        "same weights?",
    ),
    Mistake(
        "stacked_backward",
        "nothing_from_above",
        {"rnn_backward(dh_outside + from_above,": "rnn_backward(dh_outside,"},
        "It looks as if the layers below the top heard nothing of what happened above them, and "
        "got gradients from outside alone. Who else than the output has read the states of a "
        "lower layer?",
    ),
    Mistake(
        "stacked_backward",
        "nothing_from_outside",
        {
            "rnn_backward(dh_outside + from_above,": (
                "rnn_backward(from_above if dlayers else dh_outside,"
            )
        },
        "It looks as if the layers below the top heard the layer above them only, and what comes "
        "in from outside were lost there. What do gradients do that meet?",
    ),
    Mistake(
        "stacked_backward",
        "top_gradient_for_all",
        {"rnn_backward(dh_outside + from_above,": "rnn_backward(dh[-1] + from_above,"},
        "It looks as if every layer got, from outside, the gradient that belongs to the top "
        "layer. Which axis of dh counts the layers?",
    ),
    Mistake(
        "stacked_backward",
        "from_the_lowest_up",
        {
            "zip(dh[::-1], caches[::-1],": "zip(dh, caches,",
            "np.stack(dh_0[::-1]), dlayers[::-1]": "np.stack(dh_0), dlayers",
        },
        "It looks as if the gradients travelled upwards, from the lowest layer to the top. "
        "Forward, the lowest layer comes first: who has to be asked first on the way back?",
    ),
    Mistake(
        "stacked_backward",
        "results_from_the_top",
        {"np.stack(dh_0[::-1]), dlayers[::-1]": "np.stack(dh_0), dlayers"},
        "Your dh_0 holds the right numbers in the opposite order: the top layer comes first. Your "
        "dlayers hold the right tuples in the opposite order. Which layer does the docstring want "
        "first?",
    ),
    Mistake(
        "stacked_backward",
        "initial_gradient_handed_down",
        {
            "from_above, dh_before, *dweights": "dx, dh_before, *dweights",
            "        dh_0.append(dh_before)": (
                "        dh_0.append(dh_before)\n        from_above = dh_before"
            ),
            "return from_above,": "return dx,",
        },
        "It looks as if what goes down from a layer were the gradient at its initial state, "
        "stretched over all steps. Which of the five results of rnn_backward belongs to what a "
        "layer has read?",
    ),
    Mistake(
        "stacked_backward",
        "gradients_pile_up",
        {
            _CALL: (
                "dx, dh_before, *dweights = rnn_backward(dh_outside + from_above, cache)\n"
                "        from_above = from_above + dx"
            ),
            "return from_above,": "return dx,",
        },
        "It looks as if, below the second layer from the top, the gradients of all higher layers "
        "came in, and not that of the next one alone. How many layers read the states of the "
        "lowest one?",
    ),
    Mistake(
        "stacked_backward",
        "last_step_handed_down",
        {
            _CALL: (
                "from_above, dh_before, *dweights = rnn_backward(dh_outside + from_above, cache)\n"
                "        dx, from_above = from_above, np.zeros_like(from_above)\n"
                "        from_above[-1] = dx[-1]"
            ),
            "return from_above,": "return dx,",
        },
        "It looks as if, of what a layer sends down, the last step alone were heard. At how many "
        "steps has a layer read the one below it?",
    ),
    Mistake(
        "stacked_backward",
        "slope_twice",
        {
            "rnn_backward(dh_outside + from_above,": (
                "rnn_backward(dh_outside + from_above * (1 - cache[4] ** 2),"
            )
        },
        "It looks as if what comes down from a layer passed the tanh of the layer below twice. "
        "Which function takes the slope of a layer's tanh into account already?",
    ),
    Mistake(
        "stacked_backward",
        "weights_shared_by_layers",
        {
            "np.stack(dh_0[::-1]), dlayers[::-1]": (
                "np.stack(dh_0[::-1]), [\n"
                "        tuple(sum(parts) for parts in zip(*dlayers, strict=True))"
                " for _ in dlayers\n    ]"
            )
        },
        "In your dlayers all entries are equal, as if the layers had been put together. "
        "Contributions are added where one weight was used many times. Is the weight of layer 1 "
        "used in layer 2?",
    ),
    Mistake(
        "stacked_backward",
        "dh_changed",
        {
            _CALL: (
                "dh_outside += from_above\n"
                "        from_above, dh_before, *dweights = rnn_backward(dh_outside, cache)"
            )
        },
        "The array dh is another one after the call than before. A row of dh is a window into it "
        "and not a copy. Which of your lines writes into an array that the caller still needs?",
    ),
    Mistake(
        "stacked_backward",
        "ways_averaged",
        {
            "rnn_backward(dh_outside + from_above,": (
                "rnn_backward((dh_outside + from_above) / (2 if dlayers else 1),"
            )
        },
        "Below the top it looks as if the mean had been taken of what comes from outside and from "
        "above. If a state changes a little, do its effects along the two ways add up or average "
        "out?",
    ),
    Mistake(
        "stacked_backward",
        "dx_of_all_layers",
        {
            _CALL: _CALL + "\n        dx = dx + from_above if dlayers else from_above",
            "return from_above,": "return dx,",
        },
        "Your dx comes out as the sum of what every layer says about what it has read. Which of "
        "the layers has read x?",
    ),
    Mistake(
        "stacked_backward",
        "dx_of_the_top",
        {
            _CALL: _CALL + "\n        dx = dx if dlayers else from_above",
            "return from_above,": "return dx,",
        },
        "Your dx is what the top layer says about what it has read, and that is the layer "
        "below. Which layer has read x?",
    ),
    Mistake(
        "dropout_forward",
        "not_scaled",
        {"(u >= rate) / (1 - rate)": "(u >= rate).astype(float)"},
        "In your up the right numbers are dropped, but what is kept is as it was. Your mask has"
        " no scale. The layer above then gets less in training than later: by what must the "
        "kept ones grow to keep the mean?",
    ),
    Mistake(
        "dropout_forward",
        "divided_by_rate",
        {"(u >= rate) / (1 - rate)": "(u >= rate) / rate"},
        "In your mask the right numbers are dropped, but what is kept has grown by the wrong "
        "factor. If one in ten is dropped, by how much must the nine that are left grow: a "
        "little, or tenfold?",
    ),
    Mistake(
        "dropout_forward",
        "multiplied_by_share_kept",
        {"(u >= rate) / (1 - rate)": "(u >= rate) * (1 - rate)"},
        "In your mask the right numbers are dropped, but what is kept has shrunk as well. In "
        "which direction has the mean moved, and in which should the scale move it?",
    ),
    Mistake(
        "dropout_forward",
        "scaled_at_test_time",
        {
            "np.ones_like(h)": "np.full_like(h, 1 - rate)",
            "(u >= rate) / (1 - rate)": "(u >= rate).astype(float)",
        },
        "Your mask leaves the scale as it is in training, and is below 1 at test time. The "
        "first paper on dropout did that. The docstring's mean is kept in training: what is "
        "left to do at test time then?",
    ),
    Mistake(
        "dropout_forward",
        "drops_at_test_time",
        {"    if training:\n" + _MASK: _MASK.removeprefix("    ")},
        "Your mask is right in training, but at test time your mask drops numbers as well. The "
        "answers would depend on the dice. Which argument makes no difference to your mask?",
    ),
    Mistake(
        "dropout_forward",
        "drops_at_test_time_only",
        {"if training:": "if not training:"},
        "Your mask drops numbers at test time and none in training. Which of the two uses of "
        "the network is meant to be made harder?",
    ),
    Mistake(
        "dropout_forward",
        "kept_and_dropped_exchanged",
        {"(u >= rate)": "(u < rate)"},
        "What your mask keeps is what should go, and the other way round. With a rate of 0.1, "
        "which share of your numbers is left?",
    ),
    Mistake(
        "dropout_forward",
        "other_end_of_the_dice",
        {"(u >= rate)": "(u < 1 - rate)"},
        "Your mask drops numbers at other places than the docstring says: where the dice are "
        "high. With which dice is a number to be dropped?",
    ),
    Mistake(
        "dropout_forward",
        "one_mask_for_all_steps",
        {"(u >= rate)": "(np.broadcast_to(u[0], u.shape) >= rate)"},
        "Your mask is the same at every step. There is a dropout of that kind, but here u has "
        "dice for every step. Which axis of u counts the steps?",
    ),
    Mistake(
        "dropout_forward",
        "recurrent_path",
        {
            "    return h, h * mask, mask": (
                "    (W_xh, W_hh, b_h), h_t = weights, h_0\n"
                "    for t in range(len(x)):\n"
                "        h[t] = np.tanh(x[t] @ W_xh + h_t @ W_hh + b_h)\n"
                "        h_t = h[t] * mask[t]\n"
                "    return h, h * mask, mask"
            )
        },
        "In training your h comes out as if what step t hands to step t + 1 had been thinned as "
        "well, and the memory with it. Which of the two arrows that leave a state is broken in "
        "the picture?",
    ),
    Mistake(
        "dropout_forward",
        "states_thinned_too",
        {"return h, h * mask, mask": "return h * mask, h * mask, mask"},
        "Your up is right. Your h has lost the same numbers as up. Two arrows leave a state, one "
        "to the right and one to the layer above. Which of the two arrows may lose nothing?",
    ),
    Mistake(
        "dropout_forward",
        "scale_missing_in_mask",
        {"return h, h * mask, mask": "return h, h * mask, (mask > 0).astype(float)"},
        "Your up is right. Your mask says which numbers were kept and not by how much they grew. "
        "The way back multiplies by the mask: what would be missing there?",
    ),
    Mistake(
        "dropout_forward",
        "rate_itself_kept",
        {"(u >= rate)": "(u > rate)"},
        "Your mask drops numbers whose dice equal the rate. Read the line about u once more: is"
        " a number dropped that stands exactly on the border?",
    ),
    Mistake(
        "dropout_backward",
        "mask_forgotten",
        {"dup * mask": "dup"},
        "In your dh_total the gradient from above comes back undiminished, also to numbers that "
        "the layer above never saw. What did a state that was dropped tell the layer above?",
    ),
    Mistake(
        "dropout_backward",
        "everything_masked",
        {"dh + dup * mask": "(dh + dup) * mask"},
        "In your dh_total both gradients come out masked. A state that was dropped on its way up "
        "was still read by the next step. Along which of its two ways has a dropped state lost "
        "its voice?",
    ),
    Mistake(
        "dropout_backward",
        "other_way_masked",
        {"dh + dup * mask": "dh * mask + dup"},
        "In your dh_total it looks as if the mask lay on the one of the two gradients on whose "
        "way nothing was dropped. Which of the two gradients comes from the layer above?",
    ),
    Mistake(
        "dropout_backward",
        "scale_lost",
        {"dup * mask": "dup * (mask > 0)"},
        "Your dh_total is right where a state was dropped, and off elsewhere. Forward, what was"
        " kept was also made larger. What does a factor do to a gradient on its way back?",
    ),
    Mistake(
        "dropout_backward",
        "scale_undone",
        {"dup * mask": "np.divide(dup, mask, out=np.zeros_like(dup), where=mask > 0)"},
        "Your dh_total is right where a state was dropped. Elsewhere it comes out as if divided "
        "by what the forward pass has multiplied with. Is the slope of 3h a third?",
    ),
    Mistake(
        "dropout_backward",
        "other_ways_lost",
        {"dh + dup * mask": "dup * mask"},
        "In your dh_total what comes from above is right, and nothing else arrives. Which of the "
        "three arguments makes no difference to your dh_total?",
    ),
    Mistake(
        "dropout_backward",
        "dropped_ones_blamed",
        {"dup * mask": "dup * (mask == 0)"},
        "Your dh_total has the gradient from above at the states that were dropped, and at no "
        "other. Which states has the layer above read?",
    ),
    Mistake(
        "dropout_backward",
        "new_mask",
        {"dup * mask": ("dup * (np.random.default_rng(0).random(mask.shape) > 0.5) * mask.max()")},
        "In your dh_total the gradient from above is zero at places that have nothing to do with "
        "the mask, as if the dice had been thrown again. Which states are to blame for the loss, "
        "those of this mask or of another?",
    ),
]
