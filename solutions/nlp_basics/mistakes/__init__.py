"""Known mistakes of chapter 01. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

MISTAKES: list[Mistake] = [
    Mistake(
        "build_vocabulary",
        "frequency_ignored",
        {"(-count[token], token)": "token"},
        "Your tokens look as if it did not matter how often a word occurs, so a rare one may take "
        "the place of a frequent one. What decides which words get into a vocabulary, and what "
        "decides the order only?",
    ),
    Mistake(
        "build_vocabulary",
        "least_frequent",
        {"(-count[token]": "(count[token]"},
        "Your tokens have the rarest words of the text where the most frequent ones should be. "
        "Sorting goes from small to large. Print the words that you keep with their counts: from "
        "which end of a ranking are they?",
    ),
    Mistake(
        "build_vocabulary",
        "in_order_of_frequency",
        {"*sorted(by_frequency[: V - 2])": "*by_frequency[: V - 2]"},
        "The words among your tokens do not stand in the order of the alphabet. Look at the table "
        "of the lecture notes again: by what could you find 'harry' in it?",
    ),
    Mistake(
        "build_vocabulary",
        "ties_from_the_end",
        {"(-count[token], token))": "(count[token], token), reverse=True)"},
        "Where two words are equally frequent and one must go, your tokens have the wrong one. "
        "Among equally frequent words the order is another one. What decides between two such "
        "words in your code, and what in the docstring?",
    ),
    Mistake(
        "build_vocabulary",
        "ties_by_occurrence",
        {"(-count[token], token)": "-count[token]"},
        "Where two words are equally frequent and one must go, your tokens look as if it mattered "
        "where in the text they stand. The same sentences in another order should give the same "
        "vocabulary. What does the docstring say about words that are equally frequent?",
    ),
    Mistake(
        "build_vocabulary",
        "special_tokens_not_counted",
        {"[: V - 2]": "[:V]"},
        "Where the text has words enough, your tokens are more than V. Some places are taken "
        "before the first word comes. How many of the V places are left for words?",
    ),
    Mistake(
        "build_vocabulary",
        "special_tokens_last",
        {
            '["<pad>", "<unk>", *sorted(by_frequency[: V - 2])]': (
                '[*sorted(by_frequency[: V - 2]), "<pad>", "<unk>"]'
            )
        },
        "In your tokens a special one stands behind the words, so its number changes with V. "
        "Later chapters count on special tokens having the same numbers always. Which numbers "
        "does the docstring give to the special ones?",
    ),
    Mistake(
        "build_vocabulary",
        "special_tokens_swapped",
        {'"<pad>", "<unk>", *': '"<unk>", "<pad>", *'},
        "In your tokens the two special ones have changed places. Filling up with zeros would "
        "fill with unknown words. In which order does the docstring have the special ones?",
    ),
    Mistake(
        "build_vocabulary",
        "numbered_from_1",
        {"enumerate(tokens)": "enumerate(tokens, start=1)"},
        "Your number_of begins at 1, as the table of D1 does. But a number is to be a place in "
        "the list. What does the list give for the number of its last token?",
    ),
    Mistake(
        "build_vocabulary",
        "counts_for_numbers",
        {
            "token: number for number, token in enumerate(tokens)": (
                "token: count.get(token, 0) for token in tokens"
            )
        },
        "Your number_of says how often each word occurs, so equally frequent words share a "
        "number. Could you get a word back from its count?",
    ),
    Mistake(
        "build_vocabulary",
        "special_tokens_missing",
        {},
        "Your tokens are words only, without the special ones. No text contains those, so "
        "counting does not find them. Where do the special ones come in?",
    ),
    Mistake(
        "build_vocabulary",
        "words_changed",
        {},
        "Your tokens are not the words as the text has them: capitals, digits or punctuation went "
        "lost. Whoever cut the text has decided what a token is. Which line changes words, or "
        "leaves some out?",
    ),
    Mistake(
        "build_vocabulary",
        "special_tokens_not_numbered",
        {"number, token in enumerate(tokens)": "number, token in enumerate(tokens[2:])"},
        "Your number_of counts the words alone, from 0. Then number 0 stands for a word. What "
        "stands at place 0 of the list that the docstring asks for?",
    ),
    Mistake(
        "encode_tokens",
        "unknown_dropped",
        {
            "[number_of.get(token, unknown) for token in text]": (
                "[number_of[token] for token in text if token in number_of]"
            )
        },
        "Your numbers are fewer than the tokens: the unknown ones have left no trace. A reader "
        "would not see that a word is missing. What has the vocabulary kept a number for?",
    ),
    Mistake(
        "encode_tokens",
        "unknown_is_padding",
        {"number_of.get(token, unknown)": "number_of.get(token, 0)"},
        "Unknown tokens got the number 0, as if they were padding, and padding is skipped by the "
        "mask. A word that nobody knows is still a word. Which special token stands for a word "
        "that nobody knows?",
    ),
    Mistake(
        "encode_tokens",
        "vocabulary_grows",
        {"number_of.get(token, unknown)": "number_of.setdefault(token, len(number_of))"},
        "Unknown tokens got new numbers, as if the vocabulary could grow. A network with V inputs "
        "has no input for them. Is number_of the same after the call as before, and what are all "
        "unknown tokens called?",
    ),
    Mistake(
        "encode_tokens",
        "unknown_is_new",
        {"number_of.get(token, unknown)": "number_of.get(token, len(number_of))"},
        "Unknown tokens got numbers that are too large for a table of V rows. Looking up such a "
        "row will fail. Which number has the vocabulary set aside for unknown tokens?",
    ),
    Mistake(
        "encode_tokens",
        "unknown_is_minus_1",
        {"number_of.get(token, unknown)": "number_of.get(token, -1)"},
        "Unknown tokens became −1. NumPy takes that for the last place of an array, so each of "
        "them would be read as the last token of a table. Which number is meant for unknown "
        "tokens?",
    ),
    Mistake(
        "encode_tokens",
        "numbered_from_1",
        {"number_of.get(token, unknown)": "number_of.get(token, unknown) + 1"},
        "All your numbers are off by one. The vocabulary counts from 0 already. Does anything "
        "come between the number that number_of has for a token and your result?",
    ),
    Mistake(
        "encode_tokens",
        "repeated_dropped",
        {"for token in text": "for token in dict.fromkeys(text)"},
        "Your numbers are fewer than the tokens: one that occurs twice has one number only. A "
        "list of the different words has lost the sentence. Which tokens does your function go "
        "through?",
    ),
    Mistake(
        "encode_tokens",
        "unknown_is_1",
        {"number_of.get(token, unknown)": "number_of.get(token, 1)"},
        "Unknown tokens got the number 1. The last exercise numbered <unk> so, but the vocabulary "
        "that is handed in may not. Where does the vocabulary say which number <unk> has?",
    ),
    Mistake(
        "encode_tokens",
        "case_ignored",
        {"number_of.get(token, unknown)": "number_of.get(token.lower(), unknown)"},
        "A word in capitals got the number of the same word in small letters. The two are "
        "different tokens, if the vocabulary has one and not the other. At which point of your "
        "code do the two become one?",
    ),
    Mistake(
        "encode_tokens",
        "place_for_number",
        {"number_of.get(token, unknown)": "[*number_of, token].index(token)"},
        "Your numbers say at which place the dictionary lists a token, and it may list its tokens "
        "in any order. What does the dictionary itself say about a token?",
    ),
    Mistake(
        "encode_tokens",
        "stops_at_unknown",
        {},
        "Your numbers end where the first unknown token stands. What follows a word that nobody "
        "knows may well be known. What in your code ends the list there?",
    ),
    Mistake(
        "decode_numbers",
        "padding_kept",
        {" if number != 0": ""},
        "Some places of padding are left in your text. Padding was filled in to make a batch a "
        "box, and nobody wrote it. How can you tell padding from the other numbers, wherever it "
        "stands?",
    ),
    Mistake(
        "decode_numbers",
        "unknown_dropped",
        {"number != 0": "number > 1"},
        "From your text the unknown tokens are gone. At their place there was a word, "
        "and a reader should see the gap. Which of the two special tokens has to stay?",
    ),
    Mistake(
        "decode_numbers",
        "numbered_from_1",
        {"tokens[number]": "tokens[number - 1]"},
        "Each token of your text is a neighbour of the right one in the vocabulary. The table of "
        "D1 counts from 1. Where does the numbering of your vocabulary begin?",
    ),
    Mistake(
        "decode_numbers",
        "one_string",
        {
            "[tokens[number] for number in numbers if number != 0]": (
                '" ".join([tokens[number] for number in numbers if number != 0])'
            )
        },
        "Your text is one string, with its tokens glued together. Chinese has no blanks between "
        "them, so how to glue is for others to decide. What type does the docstring ask for?",
    ),
    Mistake(
        "decode_numbers",
        "repeated_dropped",
        {"for number in numbers": "for number in dict.fromkeys(numbers.tolist())"},
        "A token that occurs twice comes back once. Encoding and decoding should give the "
        "sentence back, word by word. Which numbers does your function go through?",
    ),
    Mistake(
        "decode_numbers",
        "stops_at_padding",
        {},
        "Where padding stands before a token, the last tokens are missing in your text. A batch "
        "may be filled up at the other end, or in the middle. What in your code ends the text, or "
        "cuts the numbers off?",
    ),
    Mistake(
        "decode_numbers",
        "places_for_numbers",
        {},
        "Your text looks as if tokens had been looked up by where a number stands, and not by the "
        "number. Print what you look up: is it a number, or a place?",
    ),
    Mistake(
        "one_hot",
        "numbered_from_1",
        {"[numbers]": "[numbers - 1]"},
        "Each 1 stands one place too far to the left, and that of number 0 at the far right end. "
        "To NumPy, −1 is the last place. Are numbers counted from 0 or from 1 here?",
    ),
    Mistake(
        "one_hot",
        "width_of_this_batch",
        {"np.eye(V)": "np.eye(numbers.max() + 1)"},
        "Your vectors are only as wide as this batch asks for. The next batch may have other "
        "numbers in it, and the weights fit one width only. Who knows how wide a vector must be?",
    ),
    Mistake(
        "one_hot",
        "one_place_too_many",
        {"np.eye(V)": "np.eye(V + 1)"},
        "Your vectors are one place too wide. That would be needed if numbers ran from 0 to V. "
        "Which is the largest number that the docstring allows?",
    ),
    Mistake(
        "one_hot",
        "summed_over_time",
        {"np.eye(V)[numbers]": "np.eye(V)[numbers].sum(axis=0)"},
        "You have one vector for each sequence, which says which tokens occur, and no longer "
        "when. 'Dog bites man' and 'man bites dog' are the same in it. Which axis is missing in "
        "your x?",
    ),
    Mistake(
        "one_hot",
        "padding_zeroed",
        {"np.eye(V)[numbers]": "np.eye(V)[numbers] * (numbers > 0)[:, :, None]"},
        "Some of your vectors have no 1 at all. The docstring treats a special token as any "
        "other; leaving padding out is the work of the mask. Which numbers have a row of zeros?",
    ),
    Mistake(
        "one_hot",
        "all_at_every_step",
        {
            "return np.eye(V)[numbers]": (
                "x = np.zeros((*numbers.shape, V))\n    x[:, :, numbers] = 1\n    return x"
            )
        },
        "Your vectors have a 1 for tokens that stand elsewhere in the batch. In an index, a colon "
        "stands for all places of an axis. What has to run along with the numbers?",
    ),
    Mistake(
        "one_hot",
        "number_for_1",
        {"np.eye(V)[numbers]": "np.eye(V)[numbers] * numbers[:, :, None]"},
        "The right place of each vector holds the number itself. Then word 4000 is four thousand "
        "times as loud as word 1, by the accident of the alphabet. What should stand at the place "
        "of a token?",
    ),
    Mistake(
        "one_hot",
        "classes_first",
        {"np.eye(V)[numbers]": "np.moveaxis(np.eye(V)[numbers], -1, 0)"},
        "The axis of the vocabulary stands in front. Then x[t] is not the batch at step t. "
        "Which axis comes first everywhere in this course, and which last?",
    ),
    Mistake(
        "one_hot",
        "batch_first",
        {"np.eye(V)[numbers]": "np.eye(V)[numbers.T]"},
        "Your x has vectors at the places of others, as if sequences and steps had been "
        "exchanged. Time is the first axis in this course. Where in your x is the vector of step "
        "1 of sequence 0?",
    ),
    Mistake(
        "one_hot",
        "one_sequence_only",
        {},
        "Your x shows the tokens of the first sequence alone. A batch holds N of them, side by "
        "side. Where in x should the tokens of sequence 1 show?",
    ),
    Mistake(
        "pad_batch",
        "batch_first",
        {"return numbers, mask": "return numbers.T, mask.T"},
        "In your numbers each sequence is a row. In your mask each sequence is a row, too. In "
        "this course time comes first, so that one index gives a whole step. Is sequence n a row "
        "or a column of (T, N)?",
    ),
    Mistake(
        "pad_batch",
        "padding_in_front",
        {
            "numbers[: len(sequence), n]": "numbers[T - len(sequence) :, n]",
            "mask[: len(sequence), n]": "mask[T - len(sequence) :, n]",
        },
        "In your numbers padding stands above the short sequences, so they begin late. In your "
        "mask the short sequences begin late. Some libraries have it so. At which end of a "
        "sequence does the docstring have its padding?",
    ),
    Mistake(
        "pad_batch",
        "mask_inverted",
        {"return numbers, mask": "return numbers, 1 - mask"},
        "Your mask is 1 where there is padding. PyTorch has such masks in places; here it is "
        "multiplied by the loss. What should a padded step's loss be multiplied by?",
    ),
    Mistake(
        "pad_batch",
        "filled_with_zeros",
        {"np.full((T, N), pad)": "np.zeros((T, N), dtype=int)"},
        "Your numbers are filled up with 0, and 0 may be a token like any other. Which argument "
        "makes no difference to your numbers?",
    ),
    Mistake(
        "pad_batch",
        "cut_to_the_shortest",
        {"max(len": "min(len", "n] = sequence\n": "n] = sequence[:T]\n"},
        "Your numbers lack the ends of the longer sequences. Your mask ends too early. Which "
        "length does the box need so that every token fits in?",
    ),
    Mistake(
        "pad_batch",
        "one_step_too_many",
        {
            "max(len(sequence) for sequence in sequences)": (
                "max(len(sequence) for sequence in sequences) + 1"
            )
        },
        "Your numbers end with padding in every column. Your mask ends with a row of zeros. A "
        "step without a token costs computing and holds nothing. How long is the longest "
        "sequence?",
    ),
    Mistake(
        "pad_batch",
        "mask_one_too_far",
        {"mask[: len(sequence), n]": "mask[: len(sequence) + 1, n]"},
        "Your mask counts the first padded step of each short sequence as real. For a sequence "
        "of three tokens, at which t is the last real step?",
    ),
    Mistake(
        "pad_batch",
        "last_number_lost",
        {
            "numbers[: len(sequence), n] = sequence": (
                "numbers[: len(sequence) - 1, n] = sequence[:-1]"
            )
        },
        "In your numbers the last token of each sequence is missing. "
        "Does the end of a slice belong to it or not?",
    ),
    Mistake(
        "pad_batch",
        "mask_all_ones",
        {"mask[: len(sequence), n] = 1": "mask[:, n] = 1"},
        "Your mask is 1 at all padded steps. Perhaps the sequences had been filled up before "
        "their lengths were asked for. Which lengths should a mask know?",
    ),
    Mistake(
        "pad_batch",
        "sequences_extended",
        {
            "mask[: len(sequence), n] = 1": (
                "mask[: len(sequence), n] = 1\n        sequence += [pad] * (T - len(sequence))"
            )
        },
        "Your numbers are right. Your mask is right. But the lists that were handed in are longer "
        "after the call than before. Which line writes into a list that somebody else may need?",
    ),
    Mistake(
        "pad_batch",
        "lengths_for_mask",
        {"return numbers, mask": "return numbers, mask.sum(axis=0)"},
        "Your mask holds the length of each sequence. That says the same in less room, but it "
        "cannot be multiplied by a loss of (T, N). What should row t of a mask say?",
    ),
    Mistake(
        "pad_batch",
        "mask_of_nonzero",
        {"return numbers, mask": "return numbers, (numbers != 0).astype(float)"},
        "Your mask looks as if tokens had been compared with 0. But 0 may be a token like any "
        "other, and padding may have another number. From what else can one tell where a sequence "
        "ends?",
    ),
    Mistake(
        "pad_batch",
        "sequences_reordered",
        {},
        "The columns of your numbers are the sequences in another order. The columns of your mask "
        "are in another order than the sequences. Whoever keeps labels beside them would mix them "
        "up. Where in your function can an order change?",
    ),
    Mistake(
        "embedding_forward",
        "numbered_from_1",
        {"[numbers]": "[numbers - 1]"},
        "Every token got the row before its own, or every token the row behind it, and the two "
        "ends of the table count as neighbours. Where does the numbering of the rows begin?",
    ),
    Mistake(
        "embedding_forward",
        "flat_table",
        {"E[numbers]": "np.take(E, numbers)"},
        "You got one number a token, where a row of D was wanted. It looks as if the table had "
        "been read as one long line of numbers. Along which axis of E do the tokens lie?",
    ),
    Mistake(
        "embedding_forward",
        "batch_first",
        {"E[numbers]": "E[numbers.T]"},
        "In your x sequences and steps have changed places. Which comes first in what was handed "
        "in, the step or the sequence?",
    ),
    Mistake(
        "embedding_forward",
        "batch_mixed",
        {"E[numbers]": "E[numbers.T].reshape(*numbers.shape, -1)"},
        "The shape fits, but vectors of one sequence stand in another's place. That can happen "
        "where two axes are swapped by cutting anew. Compare x[1, 0] with the row of E that "
        "belongs there.",
    ),
    Mistake(
        "embedding_forward",
        "padding_zeroed",
        {"E[numbers]": "E[numbers] * (numbers > 0)[:, :, None]"},
        "Special tokens got a vector of zeros. Some libraries do that for padding. "
        "Does the docstring make an exception for any row?",
    ),
    Mistake(
        "embedding_forward",
        "summed_over_time",
        {"E[numbers]": "E[numbers].sum(axis=0)"},
        "You have one vector for each sequence, and what stood at which step is lost. Which axis "
        "is missing in your x?",
    ),
    Mistake(
        "embedding_backward",
        "last_one_wins",
        {"np.add.at(dE, numbers, dx)": "dE[numbers] += dx"},
        "Of a token that occurs several times only one occurrence counts in your dE, as if each "
        "had been overwritten by the next. What does NumPy do with a place that a list names "
        "twice in one line? Where does a repeated token need a sum?",
    ),
    Mistake(
        "embedding_backward",
        "repeats_in_a_step_lost",
        {
            "np.add.at(dE, numbers, dx)": (
                "for t in range(len(dx)):\n        dE[numbers[t]] += dx[t]"
            )
        },
        "Where two sequences have the same token at the same step, only one of the two counts in "
        "your dE. What does NumPy do with a place that is named twice in one line?",
    ),
    Mistake(
        "embedding_backward",
        "repeats_in_a_sequence_lost",
        {
            "np.add.at(dE, numbers, dx)": (
                "for n in range(dx.shape[1]):\n        dE[numbers[:, n]] += dx[:, n]"
            )
        },
        "Where one sequence has a token twice, only one occurrence counts in your dE. "
        "What does NumPy do with a place that is named twice in one line?",
    ),
    Mistake(
        "embedding_backward",
        "first_one_only",
        {
            "np.add.at(dE, numbers, dx)": (
                "found, first = np.unique(numbers, return_index=True)\n"
                "    dE[found] = dx.reshape(numbers.size, -1)[first]"
            )
        },
        "Of a token that occurs several times your dE has one occurrence only, the first that is "
        "met. A row was used at several places: what do their gradients do when they meet?",
    ),
    Mistake(
        "embedding_backward",
        "averaged",
        {
            "return dE": (
                "times = np.bincount(numbers.ravel(), minlength=V)\n"
                "    return dE / np.maximum(times, 1)[:, None]"
            )
        },
        "Your rows are means over the places where a token stands, as if a sum had been divided "
        "by how often it occurs. If a row moves, it moves at all its places: is the effect on the "
        "loss a mean?",
    ),
    Mistake(
        "embedding_backward",
        "divided_by_batch",
        {"return dE": "return dE / numbers.shape[1]"},
        "All your entries are too small by the same factor, the size of the batch. If the loss is "
        "a mean over the batch, what arrives here has been divided already. Where does your code "
        "divide, or take a mean?",
    ),
    Mistake(
        "embedding_backward",
        "padding_skipped",
        {"return dE": "dE[0] = 0\n    return dE"},
        "Row 0 of your dE is zero, whatever arrived at its places. Padding needs no care here: a "
        "masked loss sends nothing to it. What does the docstring say about padding?",
    ),
    Mistake(
        "embedding_backward",
        "numbered_from_1",
        {"dE, numbers,": "dE, numbers - 1,"},
        "The rows of your dE are shifted by one, and the two ends of the table count as "
        "neighbours. Where does the numbering of rows begin, and which rows did the forward pass "
        "fetch?",
    ),
    Mistake(
        "embedding_backward",
        "batch_mixed",
        {
            "np.add.at(dE, numbers, dx)": (
                "np.add.at(dE, numbers.T.ravel(), dx.reshape(numbers.size, -1))"
            )
        },
        "Gradients of one token have reached another in your dE, as if tokens and gradients had "
        "been laid out in different orders. When numbers and gradients become one long list each, "
        "which index must run fastest?",
    ),
    Mistake(
        "embedding_backward",
        "last_step_only",
        {"np.add.at(dE, numbers, dx)": "np.add.at(dE, numbers[-1], dx[-1])"},
        "One step alone left a trace in your dE. If there is a loop over t, the table of "
        "gradients may be made anew in each of its turns, or left too early. Which lines belong "
        "before a loop over t, and which behind it?",
    ),
]
