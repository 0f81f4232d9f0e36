"""Known mistakes of chapter 05. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_LOSS = "-np.sum(np.log(p[mask == 1])) / M"

MISTAKES: list[Mistake] = [
    Mistake(
        "shift_inputs_and_labels",
        "labels_not_shifted",
        {"labels = ids[1:]": "labels = ids[:-1]"},
        "Your labels are the very tokens that stand in x, so that the network would learn to "
        "repeat. Under which word of the picture does “average” stand, and above which?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "shifted_backwards",
        {"x = ids[:-1]": "x = ids[1:]", "labels = ids[1:]": "labels = ids[:-1]"},
        "Your labels look back: beside a token of x stands the one that came before it. Look at "
        "the first column of the picture: which of the two words is read, which one predicted?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "outputs_exchanged",
        {"return x, labels, mask": "return labels, x, mask"},
        "Your x holds what is to be predicted, and your labels hold what is read. In which order "
        "does the docstring name what is returned?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "wraps_around",
        {"x = ids[:-1]": "x = ids", "labels = ids[1:]": "labels = np.roll(ids, -1, axis=0)"},
        "Your labels have one step too many: after the last token of a column comes its first "
        "one again. Of T + 1 tokens, how many have another one behind them?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "shifted_over_batch",
        {"x = ids[:-1]": "x = ids[:, :-1]", "labels = ids[1:]": "labels = ids[:, 1:]"},
        "Your x and labels have lost a sentence and not a step, so that a word is followed by a "
        "word of the next sentence. Which axis of ids counts the steps?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "mask_of_inputs",
        {"labels != pad": "x != pad"},
        "x and labels are right. Your mask has a step too many wherever a sentence ends early: "
        "there <EOS> is read, and padding would have to be predicted. Does a mask belong to what "
        "is read or to what is predicted?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "end_not_learnt",
        {
            "mask = (labels != pad).astype(float)": (
                "mask = np.zeros(labels.shape)\n    mask[:-1] = labels[1:] != pad"
            )
        },
        "x and labels are right. Your mask is 0 at tokens that have to be predicted, as if <EOS> "
        "were none. What would a network write that was never told where to stop?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "mask_inverted",
        {"labels != pad": "labels == pad"},
        "x and labels are right. Your mask is 1 on padding and 0 on words, so the network would "
        "learn from nothing but the filling. Which should count, words or padding?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "zero_taken_for_padding",
        {"labels != pad": "labels != 0"},
        "x and labels are right. Your mask looks as if the number 0 were padding, but 0 may be a "
        "word like others. Which number is padding in this batch, and which argument says so?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "mask_of_ones",
        {"(labels != pad).astype(float)": "np.ones(labels.shape)"},
        "x and labels are right. Your mask is 1 everywhere, so that the filling of short "
        "sentences counts as if somebody had written it. How can you tell a word from filling?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "padding_guessed",
        {},
        "x and labels are right. Your mask is 0 at tokens that are to be predicted. Only one "
        "number stands for padding. Which comparison tells padding from all other numbers, larger "
        "and smaller ones?",
    ),
    Mistake(
        "perplexity",
        "padding_counted",
        {_LOSS: "-np.mean(np.log(p))"},
        "Your loss is a mean over all places of the box, padding included. Which places of the "
        "box hold a token that was predicted, and how can you tell?",
    ),
    Mistake(
        "perplexity",
        "padding_in_sum",
        {"p[mask == 1]": "p"},
        "Where there is padding, your loss is too large, as if the sum had it in it, and the "
        "divisor had not. What should a padded place add to the sum?",
    ),
    Mistake(
        "perplexity",
        "divided_by_all_places",
        {"M = mask.sum()": "M = mask.size"},
        "Where there is padding, your loss is too small, as if the sum were divided by the size "
        "of the box. How many tokens have been predicted, and which argument tells?",
    ),
    Mistake(
        "perplexity",
        "loss_of_a_sentence",
        {"M = mask.sum()": "M = N"},
        "Your loss is in nats a sentence, or nats a step, and not in nats a token. By which "
        "number is the sum in the Notes divided?",
    ),
    Mistake(
        "perplexity",
        "mean_of_sentence_means",
        {_LOSS: "-np.mean((mask * np.log(p)).sum(axis=0) / mask.sum(axis=0))"},
        "Your loss lets each sentence count alike, long or short. So a token of a short "
        "sentence counts for more than one of a long one. How many means are there in the "
        "Notes?",
    ),
    Mistake(
        "perplexity",
        "mean_of_step_means",
        {_LOSS: "-np.mean((mask * np.log(p)).sum(axis=1) / mask.sum(axis=1))"},
        "Your loss lets each step count alike, however few real tokens it has. So a token counts "
        "for more in a step with few of them. How many means are there in the Notes?",
    ),
    Mistake(
        "perplexity",
        "not_divided",
        {"])) / M": "]))"},
        "Your loss is the sum over all tokens, and grows with every sentence. What turns a sum "
        "into a mean?",
    ),
    Mistake(
        "perplexity",
        "log_to_base_two",
        {"np.log(": "np.log2("},
        "Your loss looks as if it were in another unit than nats, from a logarithm to another "
        "base. Which base belongs to the exponential in the Notes, and which function of NumPy "
        "has it?",
    ),
    Mistake(
        "perplexity",
        "power_of_two",
        {"np.exp(loss)": "2**loss"},
        "The loss is right, in nats. Your ppl looks as if another base than that of the logarithm "
        "had been raised to a power. For a fair coin, which perplexity should come out?",
    ),
    Mistake(
        "perplexity",
        "sign_of_loss",
        {"-np.sum(": "np.sum("},
        "Your loss is negative, as if a token that came had had more than all of the "
        "probability. Which sign has the logarithm of a probability?",
    ),
    Mistake(
        "perplexity",
        "sign_in_exponent",
        {"np.exp(loss)": "np.exp(-loss)"},
        "The loss is right. Your ppl lies below 1: it is a kind of mean probability, and not a "
        "number of choices. How many choices are there when each has one tenth?",
    ),
    Mistake(
        "perplexity",
        "mean_of_choices",
        {"np.exp(loss)": "np.sum(mask / p) / M"},
        "The loss is right. Your ppl looks like a mean over 1/p, in which one token that came as "
        "a surprise rules the mean. In the Notes, what is ppl made from?",
    ),
    Mistake(
        "perplexity",
        "mean_before_log",
        {_LOSS: "-np.log(np.sum(mask * p) / M)"},
        "Your loss is the logarithm of a mean, and not a mean of logarithms. Which do the Notes "
        "take first, the logarithm or the mean?",
    ),
    Mistake(
        "perplexity",
        "exponential_missing",
        {"np.exp(loss)": "loss"},
        "The loss is right. Your ppl is still in nats: ten equally likely tokens give 2.3. Which "
        "function makes 10 out of 2.3?",
    ),
    Mistake(
        "perplexity",
        "perplexity_of_a_sentence",
        {},
        "The loss is right. Your ppl grows with the number of tokens, as if it were made from the "
        "sum over a sentence, or over the batch. In the Notes, what is ppl made from?",
    ),
    Mistake(
        "perplexity",
        "label_not_used",
        {},
        "Your loss depends on how the probabilities are spread, and not on which token came. "
        "Which argument says what came, and which number does it pick out?",
    ),
    Mistake(
        "perplexity",
        "tiny_probabilities_changed",
        {},
        "Your loss is too small where a token had next to no probability, as if something had "
        "been added to that, or as if it had been cut off. What is the logarithm of a very small "
        "number, and is there anything to protect it from?",
    ),
    Mistake(
        "perplexity",
        "logarithm_of_padding",
        {},
        "Your loss is infinite, or huge, where there is padding, as if a probability had become 0 "
        "there before its logarithm was taken. In which order do the Notes take the logarithm and "
        "the mask?",
    ),
    Mistake(
        "training_step",
        "uphill",
        {"W - learning_rate * dW": "W + learning_rate * dW"},
        "The loss is right. Your W_new lies on the wrong side of W, where the same batch would do "
        "worse. In which direction does a gradient point?",
    ),
    Mistake(
        "training_step",
        "one_contribution_a_row",
        {"np.add.at(dW, x, dlogits)": "dW[x] += dlogits"},
        "The loss is right. In your W_new, rows of tokens that were read several times lack "
        "contributions. How often does the most frequent token stand in x, and how many "
        "contributions should its row collect?",
    ),
    Mistake(
        "training_step",
        "rows_of_labels",
        {"np.add.at(dW, x, dlogits)": "np.add.at(dW, labels, dlogits)"},
        "The loss is right. In your W_new, changes have gone to other entries than those that "
        "made the logits. Which row of the table made the logits of a step?",
    ),
    Mistake(
        "training_step",
        "gradient_of_sum",
        {"mask[:, :, None] / M": "mask[:, :, None]"},
        "The loss is right. Your W_new has moved too far, by as many times as there are real "
        "tokens. What becomes of the divisor of a mean when it is differentiated?",
    ),
    Mistake(
        "training_step",
        "gradient_over_batch",
        {"mask[:, :, None] / M": "mask[:, :, None] / N"},
        "The loss is right. Your W_new has moved too far, as if its gradient were divided by the "
        "number of sentences, as in chapter 03. By which number do the Notes divide?",
    ),
    Mistake(
        "training_step",
        "padding_in_gradient",
        {"mask[:, :, None] / M": "1 / M"},
        "The loss is right. Your W_new has learnt from padding as well. Where does the gradient "
        "in the Notes get to know which places are real?",
    ),
    Mistake(
        "training_step",
        "padding_in_loss",
        {"[mask == 1]": ""},
        "W_new is right. Your loss depends on what stands at padded places. What should a padded "
        "place add to the sum?",
    ),
    Mistake(
        "training_step",
        "padding_counted",
        {"M = mask.sum()": "M = mask.size"},
        "Where there is padding, your loss is too small, as if divided by the size of the box. "
        "Where there is padding, your W_new has not moved far enough. How many places of the box "
        "hold a token that was predicted?",
    ),
    Mistake(
        "training_step",
        "target_not_subtracted",
        {"    dlogits[t, n, labels] -= 1\n": ""},
        "The loss is right. Your W_new has lowered every logit in each row that it changed, also "
        "that of the token that did come. Which part of the gradient in the Notes lifts the logit "
        "of the token that came?",
    ),
    Mistake(
        "training_step",
        "learning_rate_ignored",
        {"W - learning_rate * dW": "W - dW"},
        "The loss is right. Your W_new has moved in the right direction, but as if the learning "
        "rate were 1. Where does the learning rate come in?",
    ),
    Mistake(
        "training_step",
        "gradient_returned",
        {"W_new = W - learning_rate * dW": "W_new = dW"},
        "The loss is right. Your W_new looks as if it were the gradient or the change alone, "
        "without the old table. Once you know in which direction to go, where do you start from "
        "and how far do you go?",
    ),
    Mistake(
        "training_step",
        "old_table_changed",
        {"W_new = W - learning_rate * dW": "W -= learning_rate * dW\n    W_new = W"},
        "The table W is another one after the call than before, and the caller may want to "
        "compare the two. Which of your lines writes into W, perhaps by another name?",
    ),
    Mistake(
        "training_step",
        "sign_of_loss",
        {"loss = -np.sum(": "loss = np.sum("},
        "W_new is right. Your loss is negative, so that learning would make it grow. Which sign "
        "has the logarithm of a probability?",
    ),
    Mistake(
        "training_step",
        "loss_after_step",
        {},
        "W_new is right. Your loss is the one after the step. With which table does the docstring "
        "measure the loss, the old or the new one?",
    ),
    Mistake(
        "training_step",
        "updates_on_the_way",
        {},
        "Your W_new looks as if it had learnt bit by bit: as if later places had met a table that "
        "the earlier ones had changed already. How many steps does one batch make?",
    ),
    Mistake(
        "training_step",
        "columns_read",
        {},
        "Your loss is that of a table turned over, as if the logits were columns of W. Your W_new "
        "has learnt as if the logits were columns of W. In the docstring, what is W[a]?",
    ),
    Mistake(
        "training_step",
        "inputs_as_labels",
        {},
        "Your W_new looks as if it had learnt to say again what was read. Which of the two arrays "
        "of tokens holds what should have been said?",
    ),
    Mistake(
        "temperature_probabilities",
        "multiplied",
        {"logits / temperature": "logits * temperature"},
        "Your y_hat grows bolder when it is heated and more careful when it is cooled, the "
        "other way round. Should the distance between two logits grow or shrink with the "
        "temperature?",
    ),
    Mistake(
        "temperature_probabilities",
        "without_effect",
        {"logits / temperature": "logits"},
        "Your y_hat is that of temperature 1. Whatever is added to all logits, or multiplied "
        "with all exponentials, falls out when the row is made to add up to 1. Where does the "
        "temperature have to act so that it stays?",
    ),
    Mistake(
        "temperature_probabilities",
        "after_the_softmax",
        {
            "scaled = logits / temperature": "scaled = logits",
            "return share / share.sum(axis=-1, keepdims=True)": (
                "return share / share.sum(axis=-1, keepdims=True) / temperature"
            ),
        },
        "The rows of your y_hat do not add up to 1: all probabilities have been made smaller or "
        "larger by the same factor. Which numbers does the formula divide by τ, those before "
        "the exponential or those after it?",
    ),
    Mistake(
        "temperature_probabilities",
        "no_shift",
        {"scaled - scaled.max(axis=-1, keepdims=True)": "scaled"},
        "Your y_hat is no number where scores are far from 0, as if an exponential had become "
        "infinite, or all of them 0. What helped the softmax of chapter 02 with scores near 1000, "
        "and to which numbers does it apply here?",
    ),
    Mistake(
        "temperature_probabilities",
        "not_normalised",
        {"return share / share.sum(axis=-1, keepdims=True)": "return share"},
        "The rows of your y_hat do not add up to 1, though their ratios are right already. What "
        "makes a row add up to 1 and keeps its ratios?",
    ),
    Mistake(
        "temperature_probabilities",
        "over_batch",
        {
            "scaled.max(axis=-1, keepdims=True)": "scaled.max(axis=0, keepdims=True)",
            "share.sum(axis=-1, keepdims=True)": "share.sum(axis=0, keepdims=True)",
        },
        "The columns of your y_hat add up to 1 and not the rows, as if the sentences competed "
        "with each other for a token. Which axis of (N, V) counts the tokens?",
    ),
    Mistake(
        "temperature_probabilities",
        "one_sum_for_all",
        {"share.sum(axis=-1, keepdims=True)": "share.sum()"},
        "All of your y_hat adds up to 1 together, where each row should. How many sums does an "
        "array of N rows need?",
    ),
    Mistake(
        "temperature_probabilities",
        "one_shift_for_all",
        {},
        "In your y_hat, it looks as if what is taken off a row before the exponential had not "
        "been found in that row alone. Whose largest score should be taken off a row?",
    ),
    Mistake(
        "temperature_probabilities",
        "shift_not_in_both",
        {},
        "The rows of your y_hat do not add up to 1, as if what was taken off before one "
        "exponential had not been taken off before another. Do you add up the very numbers that "
        "you divide?",
    ),
    Mistake(
        "temperature_probabilities",
        "softmax_twice",
        {},
        "Your y_hat looks as if it had gone through a softmax twice. What goes into a softmax: "
        "scores, or what is a probability already?",
    ),
    Mistake(
        "sample_tokens",
        "likeliest",
        {"np.argmax(is_larger, axis=1)": "np.argmax(y_hat, axis=1)"},
        "Your tokens are always the likeliest ones, whatever u is. Such a network writes the "
        "same sentence each time it is asked. Where on the line from 0 to 1 does u fall?",
    ),
    Mistake(
        "sample_tokens",
        "all_equally_likely",
        {"np.argmax(is_larger, axis=1)": "(u * y_hat.shape[1]).astype(int)"},
        "Your tokens are the same whatever the probabilities are, as if u alone had a say. How "
        "long on the line should the piece of token v be?",
    ),
    Mistake(
        "sample_tokens",
        "no_running_sum",
        {"np.cumsum(y_hat, axis=1)": "y_hat"},
        "Your tokens look as if u had been compared with the probability of each one by itself. A "
        "probability of 0.3 owns a piece of that length, but where does its piece begin, and "
        "where does it end?",
    ),
    Mistake(
        "sample_tokens",
        "running_sum_over_batch",
        {"np.cumsum(y_hat, axis=1)": "np.cumsum(y_hat, axis=0)"},
        "Your tokens look as if the running sum went down the rows, from one sentence to the "
        "next. Which axis of (N, V) are the pieces laid along?",
    ),
    Mistake(
        "sample_tokens",
        "one_number_for_all_rows",
        {"u[:, None]": "u[0]"},
        "Your tokens look as if all had been chosen with the same number. Each row has thrown its "
        "own dice. Which number belongs to row n?",
    ),
    Mistake(
        "sample_tokens",
        "token_before",
        {"np.argmax(is_larger, axis=1)": "np.argmax(is_larger, axis=1) - 1"},
        "Each of your tokens is the one before the right one. A running sum at place v has token "
        "v already in it. Of two tokens of one half each, which one should come out for u = 0.7?",
    ),
    Mistake(
        "sample_tokens",
        "token_after",
        {"np.argmax(is_larger, axis=1)": "np.argmax(is_larger, axis=1) + 1"},
        "Each of your tokens is the one after the right one. Numbers of tokens begin at 0. Of two "
        "tokens of one half each, which number should come out for u = 0.7?",
    ),
    Mistake(
        "sample_tokens",
        "first_smaller",
        {"ends > u[:, None]": "ends < u[:, None]"},
        "Your tokens are all 0, as if the first running sum below u had been looked for. As the "
        "running sums grow from left to right, what happens to them at u?",
    ),
    Mistake(
        "sample_tokens",
        "larger_ones_counted",
        {"np.argmax(is_larger, axis=1)": "is_larger.sum(axis=1)"},
        "Your tokens say how many running sums are larger than u. That is how many pieces end "
        "behind u, not which one lies there. How many pieces end before u?",
    ),
    Mistake(
        "sample_tokens",
        "at_the_border",
        {"ends > u[:, None]": "ends >= u[:, None]"},
        "Your tokens are wrong where u lies on the very border between two pieces. By the "
        "docstring's words, what holds if u and a running sum are the same number?",
    ),
    Mistake(
        "sample_tokens",
        "running_sum_over_all",
        {},
        "Your tokens look as if the running sum went on from row to row. Each row has a line of "
        "its own, from 0 to 1. Where should a running sum begin again?",
    ),
    Mistake(
        "sample_tokens",
        "nearest_to_u",
        {},
        "Your tokens look like those with a number nearest to u. A point on a line lies in one of "
        "the pieces, however far away their ends are. Where does the piece of token v begin, and "
        "where does it end?",
    ),
    Mistake(
        "sample_tokens",
        "sorted_first",
        {},
        "Your tokens look as if the pieces lay on the line in the order of their lengths. In "
        "which order do the Notes lay the pieces end to end?",
    ),
    Mistake(
        "sample_tokens",
        "from_the_other_end",
        {},
        "Your tokens look as if the line were laid out, or read, from its other end. Which "
        "token's piece begins at 0, and how far from there is u?",
    ),
]
