"""Known mistakes of chapter 05. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_LOSS = "-np.sum(mask * np.log(p)) / M"

MISTAKES: list[Mistake] = [
    Mistake(
        "shift_inputs_and_labels",
        "labels_not_shifted",
        {"labels = ids[1:]": "labels = ids[:-1]"},
        "Your labels are your inputs. The network would learn to repeat what it has read a "
        "moment ago, and that is no prediction. Under which word of the picture does "
        "“average” stand, and above which?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "shifted_backwards",
        {"x = ids[:-1]": "x = ids[1:]", "labels = ids[1:]": "labels = ids[:-1]"},
        "Yours is a network that reads a word and has to say which word came before. Look at "
        "the first column of the picture: which of the two words is read, which one predicted?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "outputs_exchanged",
        {"return x, labels, mask": "return labels, x, mask"},
        "Your mask is right, and so are your two arrays of tokens, but each stands in the "
        "other's place. Compare your last line with the docstring.",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "wraps_around",
        {"x = ids[:-1]": "x = ids", "labels = ids[1:]": "labels = np.roll(ids, -1, axis=0)"},
        "You have one step too many: after the last token of a column your label is its first "
        "one again. Of T + 1 tokens, how many have another one behind them?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "shifted_over_batch",
        {"x = ids[:-1]": "x = ids[:, :-1]", "labels = ids[1:]": "labels = ids[:, 1:]"},
        "You have taken a sentence away and not a step: a word of yours is followed by a word "
        "of the next sentence. Which axis of ids counts the steps?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "mask_of_inputs",
        {"labels != pad": "x != pad"},
        "x and labels are right. Your mask has a step too many wherever a sentence ends early: "
        "there <EOS> is read, and padding would have to be predicted. Does the mask belong to "
        "what is read or to what is predicted?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "end_not_learnt",
        {
            "mask = (labels != pad).astype(float)": (
                "mask = np.zeros(labels.shape)\n    mask[:-1] = labels[1:] != pad"
            )
        },
        "x and labels are right. Your mask leaves the last token of each sentence out, and that "
        "is <EOS>. What would a network write that was never told where a sentence ends?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "mask_inverted",
        {"labels != pad": "labels == pad"},
        "x and labels are right. Your mask is 1 on padding and 0 on words, so the network would "
        "learn from nothing but the filling. Which of the two should count?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "zero_taken_for_padding",
        {"labels != pad": "labels != 0"},
        "x and labels are right. Your mask takes the number 0 for padding, but here 0 is a word "
        "like others. Which of the two arguments does your function never read?",
    ),
    Mistake(
        "shift_inputs_and_labels",
        "mask_of_ones",
        {"(labels != pad).astype(float)": "np.ones(labels.shape)"},
        "x and labels are right. Your mask is 1 everywhere, so that the filling of short "
        "sentences counts as if somebody had written it. How can you tell a word from filling?",
    ),
    Mistake(
        "perplexity",
        "padding_counted",
        {_LOSS: "-np.mean(np.log(p))"},
        "Your mean is taken over all places of the box, padding included. Which of the three "
        "arguments does your function never read?",
    ),
    Mistake(
        "perplexity",
        "padding_in_sum",
        {"mask * np.log(p)": "np.log(p)"},
        "Your loss is too large: the padding is added up, although you divide by the number of "
        "real tokens only. What should a padded place add to the sum?",
    ),
    Mistake(
        "perplexity",
        "divided_by_all_places",
        {"M = mask.sum()": "M = mask.size"},
        "Your sum is right, and your loss is too small: you divide by the size of the box. "
        "How many tokens have been predicted, and where does that number stand?",
    ),
    Mistake(
        "perplexity",
        "loss_of_a_sentence",
        {"M = mask.sum()": "M = N"},
        "Your loss is that of a mean sentence, so a long sentence looks worse than a short one. "
        "The docstring asks for nats a token. By what do you divide?",
    ),
    Mistake(
        "perplexity",
        "mean_of_sentence_means",
        {_LOSS: "-np.mean((mask * np.log(p)).sum(axis=0) / mask.sum(axis=0))"},
        "You take the mean of each sentence first, and then the mean of those. So a token of a "
        "short sentence counts for more than one of a long sentence. How many means are there "
        "in the Notes?",
    ),
    Mistake(
        "perplexity",
        "mean_of_step_means",
        {_LOSS: "-np.mean((mask * np.log(p)).sum(axis=1) / mask.sum(axis=1))"},
        "You take the mean at each step first, and then the mean of those. So the last steps, "
        "where few sentences are left, count for as much as the first. How many means are there "
        "in the Notes?",
    ),
    Mistake(
        "perplexity",
        "not_divided",
        {"np.log(p)) / M": "np.log(p))"},
        "Your loss is the sum over all tokens, and so your perplexity is a huge number that "
        "grows with every sentence. What turns a sum into a mean?",
    ),
    Mistake(
        "perplexity",
        "log_to_base_two",
        {"np.log(p)": "np.log2(p)"},
        "Your loss counts bits: it is 1.44 times too large. The docstring asks for nats. "
        "Which base has the logarithm that belongs to the exponential in the Notes?",
    ),
    Mistake(
        "perplexity",
        "power_of_two",
        {"np.exp(loss)": "2**loss"},
        "Your loss is right, in nats. Your perplexity raises another base to it than the "
        "logarithm had. For a fair coin, what should come out?",
    ),
    Mistake(
        "perplexity",
        "sign_of_loss",
        {"-np.sum(mask": "np.sum(mask"},
        "Your loss is negative, and your perplexity below 1, as if there were less than one "
        "token to choose from. Which sign has the logarithm of a probability?",
    ),
    Mistake(
        "perplexity",
        "sign_in_exponent",
        {"np.exp(loss)": "np.exp(-loss)"},
        "Your loss is right. Your perplexity lies below 1: it is a kind of mean probability, "
        "and not a number of choices. How many choices are there when each has one tenth?",
    ),
    Mistake(
        "perplexity",
        "mean_of_choices",
        {"np.exp(loss)": "np.sum(mask / p) / M"},
        "Your loss is right. For the perplexity you have taken a mean over 1/p of each token, "
        "and one token that came as a surprise rules all the others. Which of your two "
        "results is it to be made from?",
    ),
    Mistake(
        "perplexity",
        "mean_before_log",
        {_LOSS: "-np.log(np.sum(mask * p) / M)"},
        "You have taken the mean of the probabilities first and the logarithm after it. The "
        "logarithm of a mean is another number than the mean of logarithms. Which of the two "
        "do the Notes ask for?",
    ),
    Mistake(
        "perplexity",
        "exponential_missing",
        {"np.exp(loss)": "loss"},
        "Your loss is right, and your perplexity is the same number. Ten equally likely tokens "
        "cost 2.3 nats. Which function makes a 10 of that again?",
    ),
    Mistake(
        "training_step",
        "uphill",
        {"W - learning_rate * dW": "W + learning_rate * dW"},
        "The loss is right, and your step has the right length, but it goes to where the loss "
        "is larger. In which direction does a gradient point?",
    ),
    Mistake(
        "training_step",
        "one_contribution_a_row",
        {"np.add.at(dW, x, dlogits)": "dW[x] += dlogits"},
        "The loss is right. Rows of tokens that were read once are right too, but of a token "
        "that was read several times only one place has been heard. Count how often the most "
        "frequent token stands in x, and how often your line adds to its row.",
    ),
    Mistake(
        "training_step",
        "rows_of_labels",
        {"np.add.at(dW, x, dlogits)": "np.add.at(dW, labels, dlogits)"},
        "The loss is right. Your gradient has gone to the rows of the tokens that came, not of "
        "those that were read. Which row of the table made the logits of a step?",
    ),
    Mistake(
        "training_step",
        "gradient_of_sum",
        {"mask[:, :, None] / M": "mask[:, :, None]"},
        "The loss is right, but your step is as many times too long as there are real tokens. "
        "The loss is a mean. What happened to its divisor when you differentiated?",
    ),
    Mistake(
        "training_step",
        "gradient_over_batch",
        {"mask[:, :, None] / M": "mask[:, :, None] / N"},
        "The loss is right, but your step is too long: its gradient is divided by the number of "
        "sentences, as in chapter 03, the loss by the number of tokens. Do they belong together?",
    ),
    Mistake(
        "training_step",
        "padding_in_gradient",
        {"mask[:, :, None] / M": "1 / M"},
        "The loss is right, but your table has learnt from padding as well. Where does your "
        "gradient get to know which places are real?",
    ),
    Mistake(
        "training_step",
        "padding_in_loss",
        {"np.sum(mask * np.log(": "np.sum(np.log("},
        "Your new table is right, but the loss is too large: it has padding in it. "
        "What should a padded place add to the sum?",
    ),
    Mistake(
        "training_step",
        "padding_counted",
        {"M = mask.sum()": "M = mask.size"},
        "The loss is too small, and so is your step, both by the same factor. You divide by "
        "the size of the box. How many of its places hold a token that was predicted?",
    ),
    Mistake(
        "training_step",
        "target_not_subtracted",
        {"    dlogits[t, n, labels] -= 1\n": ""},
        "The loss is right. Your step lowers every logit of a row that was read, also that of "
        "the token that did come. What is missing from “what was said minus what should have "
        "been said”?",
    ),
    Mistake(
        "training_step",
        "learning_rate_ignored",
        {"W - learning_rate * dW": "W - dW"},
        "The loss and the direction of your step are right, its length is not. "
        "Which of the five arguments does your function never read?",
    ),
    Mistake(
        "training_step",
        "gradient_returned",
        {"W_new = W - learning_rate * dW": "W_new = dW"},
        "The loss is right. Where the new table should be, you return its gradient. Once you "
        "know in which direction to go, where do you start from and how far do you go?",
    ),
    Mistake(
        "training_step",
        "old_table_changed",
        {"W_new = W - learning_rate * dW": "W -= learning_rate * dW\n    W_new = W"},
        "Your results are right, but the table W is another one after the call than before. "
        "The caller may want to compare the two. Which of your lines writes into it?",
    ),
    Mistake(
        "training_step",
        "sign_of_loss",
        {"loss = -np.sum(": "loss = np.sum("},
        "Your new table is right, but the loss is negative, so that learning would make it "
        "grow. Which sign has the logarithm of a probability?",
    ),
    Mistake(
        "temperature_probabilities",
        "multiplied",
        {"logits / temperature": "logits * temperature"},
        "Yours grows bolder when it is heated and more careful when it is cooled, the other way "
        "round. Should the distance between two logits grow or shrink with the temperature?",
    ),
    Mistake(
        "temperature_probabilities",
        "without_effect",
        {"logits / temperature": "logits"},
        "Your probabilities are those of temperature 1. Whatever is added to all logits, or "
        "multiplied with all exponentials, falls out when the row is made to add up to 1. "
        "Where does the temperature have to act so that it stays?",
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
        "Your rows do not add up to 1: all probabilities have been made smaller or larger by "
        "the same factor. Which numbers does the formula divide by τ, those before the "
        "exponential or those after it?",
    ),
    Mistake(
        "temperature_probabilities",
        "no_shift",
        {"scaled - scaled.max(axis=-1, keepdims=True)": "scaled"},
        "Where scores are large and the temperature low, your results are not numbers: an "
        "exponential became infinite. The softmax of chapter 02 had the same trouble. What "
        "helped there, and to which numbers does it apply here?",
    ),
    Mistake(
        "temperature_probabilities",
        "not_normalised",
        {"return share / share.sum(axis=-1, keepdims=True)": "return share"},
        "The largest number in each of your rows is 1, and the row adds up to more. "
        "The ratios are right already. What is still missing?",
    ),
    Mistake(
        "temperature_probabilities",
        "over_batch",
        {
            "scaled.max(axis=-1, keepdims=True)": "scaled.max(axis=0, keepdims=True)",
            "share.sum(axis=-1, keepdims=True)": "share.sum(axis=0, keepdims=True)",
        },
        "Your columns add up to 1 and not your rows: the sentences compete with each other for "
        "a token. Which axis of (N, V) counts the tokens?",
    ),
    Mistake(
        "temperature_probabilities",
        "one_sum_for_all",
        {"share.sum(axis=-1, keepdims=True)": "share.sum()"},
        "Your whole array adds up to 1, and each row to less. How many sums are there in an "
        "array of N rows, and how many have you divided by?",
    ),
    Mistake(
        "sample_tokens",
        "likeliest",
        {"np.argmax(is_larger, axis=1)": "np.argmax(y_hat, axis=1)"},
        "You always take the likeliest token, whatever u is. Such a network writes the same "
        "sentence each time it is asked. Where on the line from 0 to 1 does u fall?",
    ),
    Mistake(
        "sample_tokens",
        "all_equally_likely",
        {"np.argmax(is_larger, axis=1)": "(u * y_hat.shape[1]).astype(int)"},
        "Your line from 0 to 1 is cut into V pieces of the same length, so the probabilities "
        "have no say. How long should the piece of token v be?",
    ),
    Mistake(
        "sample_tokens",
        "no_running_sum",
        {"np.cumsum(y_hat, axis=1)": "y_hat"},
        "You compare u with the probability of each token by itself. A token of probability "
        "0.3 owns a piece of that length, but where does its piece begin, and where does it end?",
    ),
    Mistake(
        "sample_tokens",
        "running_sum_over_batch",
        {"np.cumsum(y_hat, axis=1)": "np.cumsum(y_hat, axis=0)"},
        "Your running sum goes down the rows, from one sentence to the next. "
        "Which axis of (N, V) are the pieces laid along?",
    ),
    Mistake(
        "sample_tokens",
        "one_number_for_all_rows",
        {"u[:, None]": "u[0]"},
        "Your first row is right; the other rows have used its number too. "
        "Each row has thrown its own dice. Where do you take the number of row n?",
    ),
    Mistake(
        "sample_tokens",
        "token_before",
        {"np.argmax(is_larger, axis=1)": "np.argmax(is_larger, axis=1) - 1"},
        "Every token of yours is the one before the right one. A running sum at place v has "
        "token v already in it. Try it by hand with two tokens of one half each, and u = 0.7.",
    ),
    Mistake(
        "sample_tokens",
        "token_after",
        {"np.argmax(is_larger, axis=1)": "np.argmax(is_larger, axis=1) + 1"},
        "Every token of yours is the one after the right one. Numbers of tokens begin at 0. "
        "Try it by hand with two tokens of one half each, and u = 0.7.",
    ),
    Mistake(
        "sample_tokens",
        "first_smaller",
        {"ends > u[:, None]": "ends < u[:, None]"},
        "You look for the first sum that is smaller than u, and the first one of all is that "
        "nearly always. As the sums grow from left to right, what happens to them at u?",
    ),
    Mistake(
        "sample_tokens",
        "larger_ones_counted",
        {"np.argmax(is_larger, axis=1)": "is_larger.sum(axis=1)"},
        "You have counted the sums that are larger than u. That is how many tokens end behind "
        "u, not which one lies there. How many end before it?",
    ),
]
