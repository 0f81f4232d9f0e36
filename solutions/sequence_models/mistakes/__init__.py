"""Known mistakes of chapter 04. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_BY_INDEX = {
    "x_t, h_t = first, h_0": "x_t, h_t = np.eye(len(b_y))[first], h_0",
    "np.tanh(W_xh[x_t] ": "np.tanh(x_t @ W_xh ",
}

MISTAKES: list[Mistake] = [
    Mistake(
        "choose_shapes",
        "first_example_only",
        {"for pairs in tasks:\n": "for pairs in tasks:\n        pairs = pairs[:1]\n"},
        "Some tasks have a name that fits only a few of their examples. A review of one character "
        "is still a review. How many of a task's examples must its name fit?",
    ),
    Mistake(
        "choose_shapes",
        "one_example_is_enough",
        {
            "one_in = all(": "one_in = any(",
            "one_out = all(": "one_out = any(",
            "elif all(n_in == n_out": "elif any(n_in == n_out",
        },
        "Some tasks have a name that fits some of their examples, and not all of them. If a "
        "single melody has one note, is composing a task with one output?",
    ),
    Mistake(
        "choose_shapes",
        "one_equal_pair_is_enough",
        {"elif all(n_in == n_out": "elif any(n_in == n_out"},
        "A task is called synchronous of which some examples only have both lengths the same. "
        "Equal lengths happen by chance in any translation. For how many examples of a task must "
        "they be equal?",
    ),
    Mistake(
        "choose_shapes",
        "total_lengths_compared",
        {
            "elif all(n_in == n_out for n_in, n_out in pairs)": (
                "elif sum(n_in for n_in, _ in pairs) == sum(n_out for _, n_out in pairs)"
            )
        },
        "A task is called synchronous although its examples do not all have both lengths the "
        "same, as if lengths of the whole task were compared. Which two numbers does a "
        "step-by-step answer tie?",
    ),
    Mistake(
        "choose_shapes",
        "equal_lengths_first",
        {
            "if one_in:": (
                "if all(n_in == n_out for n_in, n_out in pairs):\n"
                '            shapes.append("synchronous")\n'
                "        elif one_in:"
            )
        },
        "Tasks are called synchronous in which every length is 1. The first name that fits "
        "counts. In which order does the docstring list the names?",
    ),
    Mistake(
        "choose_shapes",
        "many_and_one_swapped",
        {
            'else "one-to-many")': 'else "many-to-one")',
            'shapes.append("many-to-one")': 'shapes.append("one-to-many")',
        },
        "Two names have changed places. The word in front of 'to' is about what is read. Which of "
        "the two lengths in a pair is about what is read?",
    ),
    Mistake(
        "choose_shapes",
        "one_to_one_unknown",
        {'"one-to-one" if one_out else "one-to-many"': '"one-to-many"'},
        "The tasks with both lengths always 1 have got another name. One short length says "
        "nothing about the other one. Which name in the docstring is about both lengths being 1?",
    ),
    Mistake(
        "choose_shapes",
        "one_length_for_all",
        {},
        "A task is not called synchronous whose examples are of different lengths, though "
        "each answers its own input step by step. Between which two numbers does the "
        "docstring ask for equality?",
    ),
    Mistake(
        "choose_shapes",
        "same_length_is_one",
        {},
        "It looks as if a length that is the same in all examples of a task were taken for a "
        "length of 1. Which number does the word 'one' in a name stand for?",
    ),
    Mistake(
        "choose_shapes",
        "other_name",
        {},
        "Some of your names do not stand in the docstring. Compare yours with its five names, "
        "letter by letter. Which of them differ?",
    ),
    Mistake(
        "one_to_one_forward",
        "tanh_forgotten",
        {"np.tanh(x @ W_xh + b_h)": "x @ W_xh + b_h"},
        "It looks as if nothing had squashed the sum that makes the state: it can leave the "
        "interval from −1 to 1. This step is that of chapter 02 with nothing to remember. What "
        "came after the sum in chapter 02?",
    ),
    Mistake(
        "one_to_one_forward",
        "bias_outside",
        {"np.tanh(x @ W_xh + b_h)": "np.tanh(x @ W_xh) + b_h"},
        "It looks as if a state could leave the interval from −1 to 1 here, by as much as the "
        "bias. Is b_h part of what is squashed, or added to what came out?",
    ),
    Mistake(
        "one_to_one_forward",
        "bias_forgotten",
        {"x @ W_xh + b_h": "x @ W_xh"},
        "It looks as if the state answered an input of zeros with zeros here. What else than the "
        "input comes into the sum?",
    ),
    Mistake(
        "one_to_one_forward",
        "output_bias_forgotten",
        {"h @ W_hy + b_y": "h @ W_hy"},
        "Your logits are off by the same numbers in every row. What is added to each row of "
        "scores, whatever was read?",
    ),
    Mistake(
        "one_to_one_forward",
        "tanh_on_scores",
        {"h @ W_hy + b_y": "np.tanh(h @ W_hy + b_y)"},
        "h is right. Your logits look as if they had been squashed, but a score may be any "
        "number. Which of the two layers is squashed?",
    ),
    Mistake(
        "one_to_one_forward",
        "softmax_applied",
        {
            "logits = h @ W_hy + b_y": (
                "e = np.exp(h @ W_hy + b_y)\n    logits = e / e.sum(axis=1, keepdims=True)"
            )
        },
        "h is right. Your logits look as if they had been through a softmax. Does the docstring "
        "ask for what comes before the softmax, or after it?",
    ),
    Mistake(
        "one_to_one_forward",
        "another_curve",
        {"np.tanh(x @ W_xh + b_h)": "1 / (1 + np.exp(-(x @ W_xh + b_h)))"},
        "It looks as if the sum had been sent through another curve than in chapter 02, one that "
        "is never negative. Which curve squashes the state of a recurrent network?",
    ),
    Mistake(
        "one_to_many_forward",
        "first_read_again",
        {
            "x_t = logits[t].argmax(axis=1)\n        classes[t] = x_t": (
                "classes[t] = logits[t].argmax(axis=1)"
            )
        },
        "Your logits are right at step 0, and then look as if the network went on reading the "
        "class that it was given. Follow the dashed arrow in the picture. Where does what came "
        "out go?",
    ),
    Mistake(
        "one_to_many_forward",
        "state_not_carried",
        {"h_t @ W_hh": "h_0 @ W_hh"},
        "Your logits are right at step 0. From then on it looks as if each step began at h_0 and "
        "knew nothing but the class before it. Which state should step t find?",
    ),
    Mistake(
        "one_to_many_forward",
        "state_left_out",
        {" + h_t @ W_hh": ""},
        "Your logits look as if the states were made of the class read and the bias alone. Then "
        "what follows a note would never depend on the notes before it. What else enters a step?",
    ),
    Mistake(
        "one_to_many_forward",
        "initial_state_ignored",
        {"x_t, h_t = first, h_0": "x_t, h_t = first, np.zeros_like(h_0)"},
        "It looks as if step 0 began with an empty memory here, though the caller gave one. Which "
        "argument holds the state that step 0 should find?",
    ),
    Mistake(
        "one_to_many_forward",
        "w_hh_transposed",
        {"h_t @ W_hh": "h_t @ W_hh.T"},
        "Your logits look as if W_hh had been turned over. It is square, so nothing complains. "
        "The rows of W_hh belong to the old state: what do its columns belong to?",
    ),
    Mistake(
        "one_to_many_forward",
        "tanh_forgotten",
        {"np.tanh(W_xh[x_t] + h_t @ W_hh + b_h)": "W_xh[x_t] + h_t @ W_hh + b_h"},
        "Your logits look as if the states were sums that nothing has squashed. The step is that "
        "of chapter 02. What came after the sum in chapter 02?",
    ),
    Mistake(
        "one_to_many_forward",
        "scores_fed_back",
        _BY_INDEX
        | {
            "x_t = logits[t].argmax(axis=1)\n        classes[t] = x_t": (
                "x_t = logits[t]\n        classes[t] = x_t.argmax(axis=1)"
            )
        },
        "Your logits are right at step 0. From then on it looks as if the network read all scores "
        "at once, where it should read one class. What did the first input look like as a vector?",
    ),
    Mistake(
        "one_to_many_forward",
        "probabilities_fed_back",
        _BY_INDEX
        | {
            "x_t = logits[t].argmax(axis=1)\n        classes[t] = x_t": (
                "x_t = np.exp(logits[t])\n"
                "        x_t = x_t / x_t.sum(axis=1, keepdims=True)\n"
                "        classes[t] = x_t.argmax(axis=1)"
            )
        },
        "Your logits are right at step 0. From then on it looks as if the network read a little "
        "of every class, by its probability. A melody has one note at a time. Who decides which "
        "note is read next?",
    ),
    Mistake(
        "one_to_many_forward",
        "first_counted",
        {
            "x_t = logits[t].argmax(axis=1)\n        classes[t] = x_t": (
                "classes[t] = x_t\n        x_t = logits[t].argmax(axis=1)"
            )
        },
        "logits is right. Your classes begin with the given one, and the last choice is missing. "
        "Does a step record what entered it, or what left it?",
    ),
    Mistake(
        "one_to_many_forward",
        "output_bias_forgotten",
        {"h_t @ W_hy + b_y": "h_t @ W_hy"},
        "Your logits are off already at step 0, by the same numbers for every sequence. Such a "
        "shift can change which class wins. What is added to the scores of every sequence, "
        "whatever was read?",
    ),
    Mistake(
        "one_to_many_forward",
        "softmax_applied",
        {},
        "Your logits look as if they had been through a softmax. Does the docstring ask for what "
        "comes before the softmax, or after it?",
    ),
    Mistake(
        "one_to_many_forward",
        "first_ignored",
        {},
        "It looks as if step 0 did not read the class that the caller gave. Which argument holds "
        "the class that step 0 should read?",
    ),
    Mistake(
        "many_to_one_forward",
        "last_row",
        {"h[lengths - 1, np.arange(len(lengths))]": "h[-1]"},
        "Your h_last is row T − 1 for every sequence. For the shorter sequences that row is "
        "padding. At which step does each sequence end?",
    ),
    Mistake(
        "many_to_one_forward",
        "masked_last_row",
        {"h[lengths - 1, np.arange(len(lengths))]": "(h * mask[:, :, None])[-1]"},
        "Your h_last is zero for every sequence with padding, as if row T − 1 had been taken "
        "after the mask had wiped it out. Where does a shorter sequence end?",
    ),
    Mistake(
        "many_to_one_forward",
        "first_state",
        {"h[lengths - 1, np.arange(len(lengths))]": "h[0]"},
        "Your h_last is the state after the first step, which has read one input. In which "
        "direction does time run along the first axis?",
    ),
    Mistake(
        "many_to_one_forward",
        "one_step_early",
        {"h[lengths - 1, np": "h[lengths - 2, np"},
        "Where a sequence has several steps, your h_last is one step early: it has not read the "
        "last input. Steps are counted from 0 in arrays. Which row does a sequence of length 1 "
        "end in?",
    ),
    Mistake(
        "many_to_one_forward",
        "one_length_for_all",
        {"h[lengths - 1, np.arange(len(lengths))]": "h[lengths.min() - 1]"},
        "Your h_last is the state of one and the same step for all sequences. How many row "
        "numbers do you need for N sequences?",
    ),
    Mistake(
        "many_to_one_forward",
        "padding_in_mean",
        {"(h * mask[:, :, None]).sum(axis=0) / lengths[:, None]": "h.mean(axis=0)"},
        "Your h_mean is a mean over the same steps for every sequence, however long each is. "
        "Which argument would tell what is real?",
    ),
    Mistake(
        "many_to_one_forward",
        "padding_in_sum",
        {"(h * mask[:, :, None]).sum(axis=0)": "h.sum(axis=0)"},
        "Your h_mean looks as if it were divided by the right number, with padding in the sum. "
        "What should a padded step add to the sum?",
    ),
    Mistake(
        "many_to_one_forward",
        "mean_over_all_steps",
        {
            "(h * mask[:, :, None]).sum(axis=0) / lengths[:, None]": (
                "(h * mask[:, :, None]).mean(axis=0)"
            )
        },
        "Your h_mean looks as if the right sum were divided by T for every sequence, so that "
        "short ones have small means. How many states are there in each sum?",
    ),
    Mistake(
        "many_to_one_forward",
        "not_divided",
        {".sum(axis=0) / lengths[:, None]": ".sum(axis=0)"},
        "Your h_mean is the sum: a long sequence has a larger one than a short one. What "
        "turns a sum into a mean?",
    ),
    Mistake(
        "many_to_one_forward",
        "divided_by_all_real_steps",
        {".sum(axis=0) / lengths[:, None]": ".sum(axis=0) / lengths.sum()"},
        "Your h_mean looks as if the right sum were divided by one number for the whole batch. "
        "Each sequence has a mean of its own. Which axis should a count of real steps keep?",
    ),
    Mistake(
        "many_to_one_forward",
        "one_step_late",
        {},
        "Your h_last is one step late where there is padding: it has read one step that is "
        "not real. Steps are counted from 0 in arrays. Which row does a sequence of length 1 "
        "end in?",
    ),
    Mistake(
        "many_to_one_forward",
        "end_by_zeros",
        {},
        "It looks as if a state of zeros were taken for padding here, but a real state may be 0, "
        "and states in the padding are arbitrary. Which argument says what is real?",
    ),
    Mistake(
        "many_to_one_backward",
        "to_last_row",
        {"dh_from_last[lengths - 1, np.arange(N)] = dh_last": "dh_from_last[-1] = dh_last"},
        "Your dh_from_last is zero but for row T − 1. For the shorter sequences that row is "
        "padding, and no weight should hear of it. Where was the last state of each sequence "
        "taken from?",
    ),
    Mistake(
        "many_to_one_backward",
        "last_to_every_step",
        {
            "dh_from_last[lengths - 1, np.arange(N)] = dh_last": (
                "dh_from_last[:] = mask[:, :, None] * dh_last"
            )
        },
        "Your dh_from_last goes to earlier steps, too. Those states did help to make the last "
        "one, but that way back is chapter 03's. Which state was handed on directly?",
    ),
    Mistake(
        "many_to_one_backward",
        "last_to_whole_padding",
        {
            "dh_from_last[lengths - 1, np.arange(N)] = dh_last": (
                "dh_from_last[:] = (1 - mask)[:, :, None] * dh_last\n"
                "    dh_from_last[lengths - 1, np.arange(N)] = dh_last"
            )
        },
        "Your dh_from_last is right at the last real step, and goes on into the padding "
        "behind it. What do states there have to do with the loss?",
    ),
    Mistake(
        "many_to_one_backward",
        "one_step_early",
        {"dh_from_last[lengths - 1, np": "dh_from_last[lengths - 2, np"},
        "Where a sequence has several steps, your dh_from_last arrives one step early. Steps are "
        "counted from 0 in arrays. Which row is the last real one of a sequence of length 1?",
    ),
    Mistake(
        "many_to_one_backward",
        "not_divided",
        {"(dh_mean / lengths[:, None])": "dh_mean"},
        "Your dh_from_mean gives every real state the whole gradient. If one of five states grows "
        "by 1, by how much does their mean grow?",
    ),
    Mistake(
        "many_to_one_backward",
        "divided_by_all_steps",
        {"(dh_mean / lengths[:, None])": "(dh_mean / T)"},
        "Your dh_from_mean looks as if it were divided by one number for the whole batch. How "
        "many states took part in each sequence's mean?",
    ),
    Mistake(
        "many_to_one_backward",
        "padding_gets_a_share",
        {"mask[:, :, None] * (dh_mean": "np.ones((T, N, 1)) * (dh_mean"},
        "Your dh_from_mean is not zero in the padding, though those states were left out of "
        "the mean. If a state has no share in a result, what is its gradient?",
    ),
    Mistake(
        "many_to_one_backward",
        "mean_to_last_step",
        {
            "dh_from_mean = mask[:, :, None] * (dh_mean / lengths[:, None])": (
                "dh_from_mean = np.zeros_like(dh_from_last)\n"
                "    dh_from_mean[lengths - 1, np.arange(N)] = dh_mean"
            )
        },
        "Your dh_from_mean goes to the last real state alone. It was a mean over several. "
        "Which of them would change it if it moved?",
    ),
    Mistake(
        "accuracy_and_chance",
        "padding_counted",
        {"right[real].mean()": "right.mean()", "labels[real]": "labels.ravel()"},
        "Your accuracy looks as if answers counted that nobody asked for, in the padding. Your "
        "chance looks as if labels counted that mean nothing, in the padding. Which argument says "
        "which steps are real?",
    ),
    Mistake(
        "accuracy_and_chance",
        "padding_in_accuracy",
        {"right[real].mean()": "right.mean()"},
        "Your accuracy depends on what stands in the padding, or on how much of it there is. "
        "Which steps have a right answer at all?",
    ),
    Mistake(
        "accuracy_and_chance",
        "padding_in_chance",
        {"labels[real]": "labels.ravel()"},
        "Your chance depends on what stands in the padding, or on how much of it there is. "
        "Which labels are real?",
    ),
    Mistake(
        "accuracy_and_chance",
        "divided_by_all_steps",
        {"right[real].mean()": "right[real].sum() / right.size"},
        "Your accuracy looks as if the right answers among the real steps were divided by the "
        "number of all steps. Then even a perfect network stays below 1. What is the whole of "
        "which a share is asked for?",
    ),
    Mistake(
        "accuracy_and_chance",
        "mean_of_sequences",
        {"right[real].mean()": "((right * mask).sum(axis=0) / mask.sum(axis=0)).mean()"},
        "Your accuracy gives every sequence the same weight, however many real steps it has. "
        "What does 'share of all real steps' ask for?",
    ),
    Mistake(
        "accuracy_and_chance",
        "one_over_v",
        {"counts.max() / counts.sum()": "1 / logits.shape[-1]"},
        "Your chance looks like that of a guesser who rolls a die with one side for each class. "
        "How often is a guesser right who knows which class is most frequent?",
    ),
    Mistake(
        "accuracy_and_chance",
        "most_frequent_answer",
        {"np.bincount(labels[real])": "np.bincount(logits.argmax(axis=-1)[real])"},
        "Your chance looks as if it were about the network's most frequent answer. The guesser "
        "has never seen the network. What is counted to know the most frequent right answer?",
    ),
    Mistake(
        "accuracy_and_chance",
        "guess_by_frequency",
        {"counts.max() / counts.sum()": "np.sum((counts / counts.sum()) ** 2)"},
        "Your chance looks like that of a guesser who says each class as often as it occurs. How "
        "often is a guesser right who always says the same class?",
    ),
    Mistake(
        "accuracy_and_chance",
        "ties_count",
        {},
        "Your accuracy looks as if a step were right where the right class only shares the "
        "largest score. A network has one answer for each step. Which class is the answer where "
        "several scores are equally large?",
    ),
    Mistake(
        "pack_pairs",
        "not_shifted",
        {
            "decoder_input[:steps, n] = [bos, *targets[n]]": (
                "decoder_input[:steps, n] = [*targets[n], eos]"
            )
        },
        "Your decoder_input has each token of the target at the very step at which it has to be "
        "answered. A decoder would learn to copy, and be helpless when there is nothing to copy "
        "from. What should a decoder have read by step 0?",
    ),
    Mistake(
        "pack_pairs",
        "shifted_the_other_way",
        {
            "decoder_input[:steps, n] = [bos, *targets[n]]": (
                "decoder_input[:steps, n] = [*targets[n], eos]"
            ),
            "decoder_target[:steps, n] = [*targets[n], eos]": (
                "decoder_target[:steps, n] = [bos, *targets[n]]"
            ),
        },
        "Your decoder_input is one step ahead. Your decoder_target is one step behind. Write the "
        "two columns of one pair side by side: when the decoder reads a token, has that token "
        "been written yet?",
    ),
    Mistake(
        "pack_pairs",
        "begins_with_end",
        {"[bos, *targets[n]]": "[eos, *targets[n]]"},
        "Your decoder_input begins with the wrong one of the three special tokens. Which of "
        "them opens a sequence?",
    ),
    Mistake(
        "pack_pairs",
        "end_in_last_row",
        {
            "decoder_target[:steps, n] = [*targets[n], eos]": (
                "decoder_target[: steps - 1, n] = targets[n]\n        decoder_target[-1, n] = eos"
            )
        },
        "Your decoder_target has the end token in the last row of the array for all "
        "sequences. Short ones would have to write padding first. Where does a sequence end?",
    ),
    Mistake(
        "pack_pairs",
        "end_missing",
        {
            "decoder_target[:steps, n] = [*targets[n], eos]": (
                "decoder_target[: steps - 1, n] = targets[n]"
            )
        },
        "Your decoder_target never says that the end has come. A decoder trained on it does "
        "not know when to stop. What has to follow the last token?",
    ),
    Mistake(
        "pack_pairs",
        "end_not_counted",
        {"target_mask[:steps, n] = 1": "target_mask[: steps - 1, n] = 1"},
        "Your target_mask is 0 at the last answer of each sequence. Is the end token something "
        "that the decoder has to learn to say?",
    ),
    Mistake(
        "pack_pairs",
        "filled_with_zeros",
        {
            "source, source_mask = np.full((T, N), pad)": (
                "source, source_mask = np.zeros((T, N), dtype=int)"
            ),
            "decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)": (
                "decoder_input, decoder_target = np.zeros((2, U, N), dtype=int)"
            ),
        },
        "Some empty places hold another number than the caller chose, and that may be a token. "
        "Which argument says what an empty place holds?",
    ),
    Mistake(
        "pack_pairs",
        "padding_in_front",
        {
            "source[: len(sources[n]), n] = sources[n]": (
                "source[T - len(sources[n]) :, n] = sources[n]"
            ),
            "source_mask[: len(sources[n]), n] = 1": ("source_mask[T - len(sources[n]) :, n] = 1"),
        },
        "Some padding stands in front here. There are libraries that do so, but not this course. "
        "On which side does the docstring put the padding?",
    ),
    Mistake(
        "pack_pairs",
        "source_reversed",
        {"n] = sources[n]\n": "n] = sources[n][::-1]\n"},
        "Your source runs backwards. There are translators that read so, and chapter 11 says why, "
        "but nobody asked for it here. What is the first token that the encoder should read?",
    ),
    Mistake(
        "pack_pairs",
        "mask_from_padding",
        {},
        "It looks as if a real token were taken for padding here where the two are the same "
        "number. What tells you for sure how long a target is?",
    ),
    Mistake(
        "pack_pairs",
        "end_in_source",
        {},
        "Your source carries a special token that the caller did not put there. Your source_mask "
        "counts too many steps in each column. What does the docstring say that the encoder "
        "reads?",
    ),
    Mistake(
        "pack_pairs",
        "end_in_decoder_input",
        {
            "[bos, *targets[n]]\n": (
                "[bos, *targets[n]]\n        decoder_input[steps : steps + 1, n] = eos\n"
            )
        },
        "Your decoder_input has the end token behind short targets. By the time the decoder "
        "has written the end, does it read on? Look at what the docstring puts into each "
        "column.",
    ),
]
