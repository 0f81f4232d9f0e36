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
        "Some tasks are named after their first example. A review of one character is still a "
        "review. How many of a task's examples does your decision look at?",
    ),
    Mistake(
        "choose_shapes",
        "one_example_is_enough",
        {
            "one_in = all(": "one_in = any(",
            "one_out = all(": "one_out = any(",
            "elif all(n_in == n_out": "elif any(n_in == n_out",
        },
        "Your names fit one example of each task, and not all of them. "
        "If a single melody has one note, is composing a task with one output?",
    ),
    Mistake(
        "choose_shapes",
        "one_equal_pair_is_enough",
        {"elif all(n_in == n_out": "elif any(n_in == n_out"},
        "You call a task synchronous as soon as one example has both lengths the same. That "
        "happens by chance in any translation. What must hold for the others?",
    ),
    Mistake(
        "choose_shapes",
        "total_lengths_compared",
        {
            "elif all(n_in == n_out for n_in, n_out in pairs)": (
                "elif sum(n_in for n_in, _ in pairs) == sum(n_out for _, n_out in pairs)"
            )
        },
        "One task of yours is called synchronous although none of its examples has both lengths "
        "the same: only the totals agree. Which two numbers does a step-by-step answer tie?",
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
        "You call tasks synchronous in which every length is 1. The first name that fits counts. "
        "In which order does the docstring list the names?",
    ),
    Mistake(
        "choose_shapes",
        "many_and_one_swapped",
        {
            'else "one-to-many")': 'else "many-to-one")',
            'shapes.append("many-to-one")': 'shapes.append("one-to-many")',
        },
        "Two names have changed places. The word in front of 'to' is about what is read. "
        "Which of the two lengths in a pair is that?",
    ),
    Mistake(
        "choose_shapes",
        "one_to_one_unknown",
        {'"one-to-one" if one_out else "one-to-many"': '"one-to-many"'},
        "The tasks with both lengths always 1 have got another name. "
        "A short input says nothing about the output. Which second question is missing there?",
    ),
    Mistake(
        "one_to_one_forward",
        "tanh_forgotten",
        {"np.tanh(x @ W_xh + b_h)": "x @ W_xh + b_h"},
        "Your h has numbers beyond −1 and 1. This step is that of chapter 02 with nothing to "
        "remember. What came after the sum there?",
    ),
    Mistake(
        "one_to_one_forward",
        "bias_outside",
        {"np.tanh(x @ W_xh + b_h)": "np.tanh(x @ W_xh) + b_h"},
        "Your h can leave the interval from −1 to 1, by as much as the bias. "
        "Is b_h part of what is squashed, or added to what came out?",
    ),
    Mistake(
        "one_to_one_forward",
        "bias_forgotten",
        {"x @ W_xh + b_h": "x @ W_xh"},
        "Your h answers an input of zeros with zeros. "
        "Which of the five arguments does your function never read?",
    ),
    Mistake(
        "one_to_one_forward",
        "output_bias_forgotten",
        {"h @ W_hy + b_y": "h @ W_hy"},
        "h is right. Your logits are off by the same numbers in every row. "
        "What is added to each row of scores, whatever was read?",
    ),
    Mistake(
        "one_to_one_forward",
        "tanh_on_scores",
        {"h @ W_hy + b_y": "np.tanh(h @ W_hy + b_y)"},
        "h is right. Your logits never leave the interval from −1 to 1, but a score may be any "
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
        "h is right. Your logits are probabilities: each row adds up to 1. "
        "Does the docstring ask for what comes before the softmax, or after it?",
    ),
    Mistake(
        "one_to_many_forward",
        "first_read_again",
        {
            "x_t = logits[t].argmax(axis=1)\n        classes[t] = x_t": (
                "classes[t] = logits[t].argmax(axis=1)"
            )
        },
        "Step 0 is right, and then your network goes on reading the class that it was given. "
        "Follow the dashed arrow in the picture. Where does what came out go?",
    ),
    Mistake(
        "one_to_many_forward",
        "state_not_carried",
        {"h_t @ W_hh": "h_0 @ W_hh"},
        "Step 0 is right. From then on each of your steps begins at h_0 and knows nothing but "
        "the class before it. Which state does step t find?",
    ),
    Mistake(
        "one_to_many_forward",
        "state_left_out",
        {" + h_t @ W_hh": ""},
        "Already step 0 is off: your states are made of the class read and the bias alone. "
        "With such a network, what follows a note would never depend on the notes before it. "
        "What else enters a step?",
    ),
    Mistake(
        "one_to_many_forward",
        "initial_state_ignored",
        {"x_t, h_t = first, h_0": "x_t, h_t = first, np.zeros_like(h_0)"},
        "Already step 0 is off: it begins with an empty memory, though the caller gave one. "
        "Which argument does your loop never read?",
    ),
    Mistake(
        "one_to_many_forward",
        "w_hh_transposed",
        {"h_t @ W_hh": "h_t @ W_hh.T"},
        "Already step 0 is off: W_hh is used turned over. It is square, so nothing complains. "
        "Its rows belong to the old state. What do its columns belong to?",
    ),
    Mistake(
        "one_to_many_forward",
        "tanh_forgotten",
        {"np.tanh(W_xh[x_t] + h_t @ W_hh + b_h)": "W_xh[x_t] + h_t @ W_hh + b_h"},
        "Already step 0 is off, and your states grow from step to step. "
        "The step is that of chapter 02. What came after the sum there?",
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
        "Step 0 is right. From then on your network reads all scores at once, where it should "
        "read one class. What did the first input look like as a vector?",
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
        "Step 0 is right. From then on your network reads a little of every class, by its "
        "probability. A melody has one note at a time. Who decides which?",
    ),
    Mistake(
        "one_to_many_forward",
        "first_counted",
        {
            "x_t = logits[t].argmax(axis=1)\n        classes[t] = x_t": (
                "classes[t] = x_t\n        x_t = logits[t].argmax(axis=1)"
            )
        },
        "The logits are right. Your classes are those that were read, beginning with the given "
        "one, and the last choice is lost. Does a step record what entered it, or what left it?",
    ),
    Mistake(
        "one_to_many_forward",
        "output_bias_forgotten",
        {"h_t @ W_hy + b_y": "h_t @ W_hy"},
        "Already the logits of step 0 are off, by the same numbers for every sequence. "
        "Which of the two biases is missing? It can change which class wins.",
    ),
    Mistake(
        "many_to_one_forward",
        "last_row",
        {"h[lengths - 1, np.arange(len(lengths))]": "h[-1]"},
        "Your h_last is right for the longest sequence only. Row T − 1 is padding for the "
        "others. At which step does each of them end?",
    ),
    Mistake(
        "many_to_one_forward",
        "masked_last_row",
        {"h[lengths - 1, np.arange(len(lengths))]": "(h * mask[:, :, None])[-1]"},
        "Your h_last is zero for every sequence but the longest: the mask has wiped out row "
        "T − 1, and that is the row you took. Where does a shorter sequence end?",
    ),
    Mistake(
        "many_to_one_forward",
        "first_state",
        {"h[lengths - 1, np.arange(len(lengths))]": "h[0]"},
        "Your h_last is the state after the first step, which has read one input. "
        "In which direction does time run along the first axis?",
    ),
    Mistake(
        "many_to_one_forward",
        "one_step_early",
        {"h[lengths - 1, np": "h[lengths - 2, np"},
        "Your h_last is one step early: the last input has not been read. Steps are counted from "
        "0 in arrays. Which row does a sequence of length 1 end in?",
    ),
    Mistake(
        "many_to_one_forward",
        "one_length_for_all",
        {"h[lengths - 1, np.arange(len(lengths))]": "h[lengths.min() - 1]"},
        "Your h_last is read at the same step for all sequences, the end of the shortest. "
        "How many row numbers do you need for N sequences?",
    ),
    Mistake(
        "many_to_one_forward",
        "padding_in_mean",
        {"(h * mask[:, :, None]).sum(axis=0) / lengths[:, None]": "h.mean(axis=0)"},
        "Your h_mean takes in the padding, and so depends on how long the "
        "other sequences of the batch are. Which argument would tell what is real?",
    ),
    Mistake(
        "many_to_one_forward",
        "padding_in_sum",
        {"(h * mask[:, :, None]).sum(axis=0)": "h.sum(axis=0)"},
        "You divide by the right number, but the sum runs over padding as well: your h_mean is "
        "too large where a sequence is short. What should a padded step add to the sum?",
    ),
    Mistake(
        "many_to_one_forward",
        "mean_over_all_steps",
        {
            "(h * mask[:, :, None]).sum(axis=0) / lengths[:, None]": (
                "(h * mask[:, :, None]).mean(axis=0)"
            )
        },
        "You add up the right states and then divide by T for every sequence, so that short "
        "ones have small means. How many states were in each sum?",
    ),
    Mistake(
        "many_to_one_forward",
        "not_divided",
        {".sum(axis=0) / lengths[:, None]": ".sum(axis=0)"},
        "Your h_mean is the sum: a long sequence has a larger one than a short one. "
        "What turns a sum into a mean?",
    ),
    Mistake(
        "many_to_one_forward",
        "divided_by_all_real_steps",
        {".sum(axis=0) / lengths[:, None]": ".sum(axis=0) / lengths.sum()"},
        "Your h_mean is divided by the number of real steps in the whole batch. "
        "Each sequence has a mean of its own. Which axis should your count keep?",
    ),
    Mistake(
        "many_to_one_backward",
        "to_last_row",
        {"dh_from_last[lengths - 1, np.arange(N)] = dh_last": "dh_from_last[-1] = dh_last"},
        "Your dh_from_last sends everything to row T − 1. For the shorter sequences that is "
        "padding, and no weight ever hears of it. Where was each state taken from?",
    ),
    Mistake(
        "many_to_one_backward",
        "last_to_every_step",
        {
            "dh_from_last[lengths - 1, np.arange(N)] = dh_last": (
                "dh_from_last[:] = mask[:, :, None] * dh_last"
            )
        },
        "Your dh_from_last goes to every real step. The earlier states did help to make the last "
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
        "Your dh_from_last is right at the last real step, and goes on into the padding behind "
        "it. What do states there have to do with the loss?",
    ),
    Mistake(
        "many_to_one_backward",
        "one_step_early",
        {"dh_from_last[lengths - 1, np": "dh_from_last[lengths - 2, np"},
        "Your dh_from_last arrives one step early. Steps are counted from 0 in arrays. "
        "Which row is the last real one of a sequence of length 1?",
    ),
    Mistake(
        "many_to_one_backward",
        "not_divided",
        {"(dh_mean / lengths[:, None])": "dh_mean"},
        "Your dh_from_mean gives every state the whole gradient. If one "
        "of five states grows by 1, by how much does their mean grow?",
    ),
    Mistake(
        "many_to_one_backward",
        "divided_by_all_steps",
        {"(dh_mean / lengths[:, None])": "(dh_mean / T)"},
        "Your dh_from_mean shares the gradient among T states, but a "
        "short sequence has fewer. How many took part in each mean?",
    ),
    Mistake(
        "many_to_one_backward",
        "padding_gets_a_share",
        {"mask[:, :, None] * (dh_mean": "np.ones((T, N, 1)) * (dh_mean"},
        "Your dh_from_mean is not zero in the padding, though those "
        "states were left out of the mean. Who has no share in a result gets what gradient?",
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
        "Both numbers are off: you count answers that nobody asked for, in the padding. "
        "Which of the three arguments does your function never read?",
    ),
    Mistake(
        "accuracy_and_chance",
        "padding_in_accuracy",
        {"right[real].mean()": "right.mean()"},
        "Your accuracy takes in the padding, where a label means nothing. "
        "Which steps have a right answer at all?",
    ),
    Mistake(
        "accuracy_and_chance",
        "padding_in_chance",
        {"labels[real]": "labels.ravel()"},
        "The labels that you count for chance include those of the padding, "
        "so a batch with more of it would seem harder or easier. Which labels are real?",
    ),
    Mistake(
        "accuracy_and_chance",
        "divided_by_all_steps",
        {"right[real].mean()": "right[real].sum() / right.size"},
        "You count the right answers among the real steps and divide by the "
        "number of all steps. Then even a perfect network stays below 1. What is the whole here?",
    ),
    Mistake(
        "accuracy_and_chance",
        "mean_of_sequences",
        {"right[real].mean()": "((right * mask).sum(axis=0) / mask.sum(axis=0)).mean()"},
        "Your accuracy is a mean over sequences of each sequence's own share, "
        "so a step in a short one counts more. What does 'share of all real steps' ask for?",
    ),
    Mistake(
        "accuracy_and_chance",
        "one_over_v",
        {"counts.max() / counts.sum()": "1 / logits.shape[-1]"},
        "Your chance is that of a guesser who rolls a die with V sides. "
        "One who knows which class is most frequent does better. How much?",
    ),
    Mistake(
        "accuracy_and_chance",
        "most_frequent_answer",
        {"np.bincount(labels[real])": "np.bincount(logits.argmax(axis=-1)[real])"},
        "Your chance is about the network's most frequent answer. The guesser "
        "has never seen the network. What is counted to know the most frequent right answer?",
    ),
    Mistake(
        "pack_pairs",
        "not_shifted",
        {
            "decoder_input[:steps, n] = [bos, *targets[n]]": (
                "decoder_input[:steps, n] = [*targets[n], eos]"
            )
        },
        "Your decoder_input is the same as decoder_target: at each step the decoder reads the "
        "very token that it has to answer. It will learn to copy, and be helpless when there is "
        "nothing to copy from. What should it have read by step 0?",
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
        "Your decoder reads each token one step before it has to answer it, so it looks into the "
        "future. What has it written when it reads a token: that one, or the one after?",
    ),
    Mistake(
        "pack_pairs",
        "begins_with_end",
        {"[bos, *targets[n]]": "[eos, *targets[n]]"},
        "Only your decoder_input is off, in its first row: it begins with the token that says "
        "the end. Which of the three special tokens opens a sequence?",
    ),
    Mistake(
        "pack_pairs",
        "end_in_last_row",
        {
            "decoder_target[:steps, n] = [*targets[n], eos]": (
                "decoder_target[: steps - 1, n] = targets[n]\n        decoder_target[-1, n] = eos"
            )
        },
        "Your decoder_target has the end token in the last row of the array for all sequences. "
        "Short ones would have to write padding first. Where does a sequence end?",
    ),
    Mistake(
        "pack_pairs",
        "end_missing",
        {
            "decoder_target[:steps, n] = [*targets[n], eos]": (
                "decoder_target[: steps - 1, n] = targets[n]"
            )
        },
        "Your decoder_target never says that the end has come. A decoder trained on it does not "
        "know when to stop. What has to follow the last token?",
    ),
    Mistake(
        "pack_pairs",
        "end_not_counted",
        {"target_mask[:steps, n] = 1": "target_mask[: steps - 1, n] = 1"},
        "Only your target_mask is off: it leaves out the last answer of each sequence. Is the "
        "end token something that the decoder has to learn to say?",
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
        "Your padding is 0, but the caller chose another token for it, and 0 may be a word. "
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
        "Your sources have their padding in front. Some libraries do so, but then every mask in "
        "this course reads the wrong steps. On which side does the docstring put it?",
    ),
    Mistake(
        "pack_pairs",
        "source_reversed",
        {"n] = sources[n]\n": "n] = sources[n][::-1]\n"},
        "Your source runs backwards. There are translators that read so, and chapter 11 says "
        "why, but nobody asked for it here. What is the first token that the encoder reads?",
    ),
]
