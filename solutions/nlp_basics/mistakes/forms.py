"""Known mistakes of chapter 01 as people write them. A list, longer than a module of code."""

from collections import Counter
from itertools import zip_longest

import numpy as np

Vocabulary = tuple[list[str], dict[str, int]]
Batch = tuple[np.ndarray, np.ndarray]


def build_vocabulary__frequency_ignored__first_met(text: list[str], V: int) -> Vocabulary:
    """Keeps the words that the text has first."""
    met = list(dict.fromkeys(text))
    tokens = ["<pad>", "<unk>", *sorted(met[: V - 2])]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__frequency_ignored__end_of_alphabet(text: list[str], V: int) -> Vocabulary:
    """Cuts the alphabet off at the wrong end."""
    tokens = ["<pad>", "<unk>", *sorted(sorted(set(text), reverse=True)[: V - 2])]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__least_frequent__end_of_counter(text: list[str], V: int) -> Vocabulary:
    """Takes the last ones of a Counter's ranking."""
    ranked = [token for token, _ in Counter(text).most_common()]
    tokens = ["<pad>", "<unk>", *sorted(ranked[::-1][: V - 2])]
    return tokens, dict(zip(tokens, range(len(tokens)), strict=True))


def build_vocabulary__least_frequent__sorted_by_count(text: list[str], V: int) -> Vocabulary:
    """Sorts upwards by the count alone."""
    ranked = sorted(set(text), key=lambda token: (text.count(token), text.index(token)))
    tokens = ["<pad>", "<unk>", *sorted(ranked[: V - 2])]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__in_order_of_frequency__counter(text: list[str], V: int) -> Vocabulary:
    """Leaves the order of the Counter."""
    tokens = ["<pad>", "<unk>"]
    for token, _ in Counter(text).most_common(V - 2):
        tokens.append(token)
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__in_order_of_frequency__rising(text: list[str], V: int) -> Vocabulary:
    """Sorts the chosen words by their counts, the rarest first."""
    count = Counter(sorted(text))
    chosen = [token for token, _ in count.most_common(V - 2)]
    tokens = ["<pad>", "<unk>", *sorted(chosen, key=lambda token: count[token])]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__in_order_of_frequency__falling_alphabet(
    text: list[str], V: int
) -> Vocabulary:
    """Sorts the chosen words the wrong way round."""
    chosen = [token for token, _ in Counter(sorted(text)).most_common(V - 2)]
    tokens = ["<pad>", "<unk>", *sorted(chosen, reverse=True)]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__in_order_of_frequency__by_length(text: list[str], V: int) -> Vocabulary:
    """Sorts the chosen words by length."""
    chosen = [token for token, _ in Counter(sorted(text)).most_common(V - 2)]
    tokens = ["<pad>", "<unk>", *sorted(chosen, key=lambda token: (len(token), token))]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__in_order_of_frequency__as_in_text(text: list[str], V: int) -> Vocabulary:
    """Leaves the chosen words in the order in which the text has them."""
    chosen = {token for token, _ in Counter(sorted(text)).most_common(V - 2)}
    tokens = ["<pad>", "<unk>", *(token for token in dict.fromkeys(text) if token in chosen)]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__special_tokens_missing__two_places_left(
    text: list[str], V: int
) -> Vocabulary:
    """Leaves room for the special tokens, and does not put them there."""
    tokens = sorted(token for token, _ in Counter(sorted(text)).most_common(V - 2))
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__special_tokens_missing__all_places_taken(
    text: list[str], V: int
) -> Vocabulary:
    """Takes the V most frequent words."""
    tokens = sorted(token for token, _ in Counter(sorted(text)).most_common(V))
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__special_tokens_missing__from_list_only(text: list[str], V: int) -> Vocabulary:
    """Numbers words from 2, and puts nothing before them in the list."""
    words = sorted(token for token, _ in Counter(sorted(text)).most_common(V - 2))
    number_of = {"<pad>": 0, "<unk>": 1}
    number_of |= {token: i for i, token in enumerate(words, start=2)}
    return words, number_of


def build_vocabulary__words_changed__letters_only(text: list[str], V: int) -> Vocabulary:
    """Counts what is made of letters."""
    count = Counter(sorted(token for token in text if token.isalpha()))
    tokens = ["<pad>", "<unk>", *sorted(token for token, _ in count.most_common(V - 2))]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__words_changed__stripped(text: list[str], V: int) -> Vocabulary:
    """Takes punctuation off the words."""
    words = [token.strip(".,;:!?'\"()") for token in text]
    count = Counter(sorted(filter(None, words)))
    tokens = ["<pad>", "<unk>", *sorted(token for token, _ in count.most_common(V - 2))]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__ties_by_occurrence__last_met(text: list[str], V: int) -> Vocabulary:
    """Counts from the end of the text."""
    kept = [token for token, _ in Counter(reversed(text)).most_common(V - 2)]
    tokens = ["<pad>", "<unk>", *sorted(kept)]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__ties_from_the_end__by_length(text: list[str], V: int) -> Vocabulary:
    """Prefers the shorter of two words."""
    count = Counter(text)
    ranked = sorted(count, key=lambda token: (-count[token], len(token), token))
    tokens = ["<pad>", "<unk>", *sorted(ranked[: V - 2])]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__special_tokens_not_counted__one_of_them(
    text: list[str], V: int
) -> Vocabulary:
    """Thinks of one special token only."""
    kept = [token for token, _ in Counter(sorted(text)).most_common(V - 1)]
    tokens = ["<pad>", "<unk>", *sorted(kept)]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__special_tokens_not_counted__no_limit(text: list[str], V: int) -> Vocabulary:
    """Keeps every word."""
    tokens = ["<pad>", "<unk>", *sorted(set(text))]
    return tokens, {token: i for i, token in enumerate(tokens)}


def build_vocabulary__special_tokens_last__unknown_only(text: list[str], V: int) -> Vocabulary:
    """Puts padding in front and the unknown token behind."""
    kept = [token for token, _ in Counter(sorted(text)).most_common(V - 2)]
    tokens = ["<pad>", *sorted(kept), "<unk>"]
    return tokens, {token: i for i, token in enumerate(tokens)}


def encode_tokens__unknown_dropped__also_repeated(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Loops over the vocabulary in place of the text."""
    return np.array([number for token, number in number_of.items() if token in text], dtype=int)


def encode_tokens__unknown_is_new__one_each(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Numbers strangers behind the vocabulary, each by itself."""
    strangers = [token for token in dict.fromkeys(text) if token not in number_of]
    more = {token: len(number_of) + i for i, token in enumerate(strangers)}
    return np.array([(number_of | more)[token] for token in text])


def encode_tokens__unknown_is_new__largest_number(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Takes one more than there is for the place behind the vocabulary."""
    return np.array([number_of.get(token, len(number_of) + 1) for token in text])


def encode_tokens__numbered_from_1__back_to_0(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Takes 1 off, as if the vocabulary counted from there."""
    return np.array([number_of.get(token, number_of["<unk>"]) - 1 for token in text])


def encode_tokens__place_for_number__but_for_strangers(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Looks known words up in a list of the vocabulary."""
    known = list(number_of)
    unknown = number_of["<unk>"]
    return np.array([known.index(token) if token in known else unknown for token in text])


def encode_tokens__stops_at_unknown__with_it(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Leaves the loop after the first stranger."""
    numbers = []
    for token in text:
        if token not in number_of:
            numbers.append(number_of["<unk>"])
            break
        numbers.append(number_of[token])
    return np.array(numbers, dtype=int)


def encode_tokens__stops_at_unknown__without_it(
    text: list[str], number_of: dict[str, int]
) -> np.ndarray:
    """Leaves the loop before the first stranger."""
    numbers = []
    for token in text:
        if token not in number_of:
            break
        numbers.append(number_of[token])
    return np.array(numbers, dtype=int)


def decode_numbers__padding_kept__but_the_last(numbers: np.ndarray, tokens: list[str]) -> list[str]:
    """Takes one token of padding off the end."""
    text = [tokens[number] for number in numbers]
    if text[-1] == "<pad>":
        text.pop()
    return text


def decode_numbers__padding_kept__first_removed(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Removes what a list's method finds first."""
    text = [tokens[number] for number in numbers]
    if "<pad>" in text:
        text.remove("<pad>")
    return text


def decode_numbers__padding_kept__stripped_behind(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Takes padding off the end alone."""
    text = [tokens[number] for number in numbers]
    while text and text[-1] == "<pad>":
        del text[-1]
    return text


def decode_numbers__padding_kept__trimmed(numbers: np.ndarray, tokens: list[str]) -> list[str]:
    """Takes padding off both ends."""
    return [tokens[number] for number in np.trim_zeros(numbers)]


def decode_numbers__padding_kept__removed_while_looping(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Shortens the list that it walks through, which skips every other one."""
    text = [tokens[number] for number in numbers]
    for token in text:
        if token == "<pad>":
            text.remove(token)
    return text


def decode_numbers__padding_kept__empty_strings(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Leaves an empty word at each place of padding."""
    return ["" if number == 0 else tokens[number] for number in numbers]


def decode_numbers__one_string__without_blanks(numbers: np.ndarray, tokens: list[str]) -> str:
    """Glues tokens together as Chinese is written."""
    text = ""
    for number in numbers:
        if number != 0:
            text += tokens[number]
    return text


def decode_numbers__repeated_dropped__sorted_set(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Decodes each different number, in rising order."""
    return [tokens[number] for number in np.unique(numbers) if number != 0]


def decode_numbers__unknown_dropped__with_padding_kept(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Leaves out the wrong special token."""
    return [tokens[number] for number in numbers if number != 1]


def decode_numbers__stops_at_padding__break(numbers: np.ndarray, tokens: list[str]) -> list[str]:
    """Leaves the loop at the first padding."""
    text = []
    for number in numbers:
        if number == 0:
            break
        text.append(tokens[number])
    return text


def decode_numbers__stops_at_padding__cut_by_count(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Counts what is real, and takes as many from the front."""
    length = np.count_nonzero(numbers)
    return [tokens[number] for number in numbers[:length]]


def decode_numbers__places_for_numbers__nonzero(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Takes where there is something for what there is."""
    return [tokens[t % len(tokens)] for t in np.flatnonzero(numbers)]


def decode_numbers__places_for_numbers__enumerate(
    numbers: np.ndarray, tokens: list[str]
) -> list[str]:
    """Goes through the vocabulary along with the numbers."""
    return [token for token, number in zip(tokens, numbers, strict=False) if number != 0]


def one_hot__width_of_this_batch__kinds(numbers: np.ndarray, V: int) -> np.ndarray:
    """Has a place for each number that occurs."""
    return (numbers[:, :, None] == np.unique(numbers)).astype(float)


def one_hot__summed_over_time__which_occur(numbers: np.ndarray, V: int) -> np.ndarray:
    """Says for each sequence which tokens occur."""
    x = np.zeros((numbers.shape[1], V))
    for n, column in enumerate(numbers.T):
        x[n, column] = 1
    return x


def one_hot__padding_zeroed__unknown(numbers: np.ndarray, V: int) -> np.ndarray:
    """Leaves the unknown token out."""
    x = np.eye(V)[numbers]
    x[numbers == 1] = 0
    return x


def one_hot__padding_zeroed__both(numbers: np.ndarray, V: int) -> np.ndarray:
    """Leaves both special tokens out."""
    x = np.eye(V)
    x[:2] = 0
    return x[numbers]


def one_hot__all_at_every_step__of_a_sequence(numbers: np.ndarray, V: int) -> np.ndarray:
    """Sets a sequence's tokens at all its steps."""
    T, N = numbers.shape
    x = np.zeros((T, N, V))
    for n in range(N):
        x[:, n, numbers[:, n]] = 1
    return x


def one_hot__all_at_every_step__of_a_step(numbers: np.ndarray, V: int) -> np.ndarray:
    """Sets a step's tokens in all sequences."""
    T, N = numbers.shape
    x = np.zeros((T, N, V))
    for t in range(T):
        x[t, :, numbers[t]] = 1
    return x


def one_hot__batch_first__cut_anew(numbers: np.ndarray, V: int) -> np.ndarray:
    """Turns the numbers over, and cuts the result to the shape that was asked for."""
    return np.eye(V)[numbers.T].reshape(*numbers.shape, V)


def one_hot__one_sequence_only__others_empty(numbers: np.ndarray, V: int) -> np.ndarray:
    """Fills in the first sequence."""
    T, N = numbers.shape
    x = np.zeros((T, N, V))
    for t in range(T):
        x[t, 0, numbers[t, 0]] = 1
    return x


def one_hot__one_sequence_only__repeated(numbers: np.ndarray, V: int) -> np.ndarray:
    """Gives the first sequence's tokens to all."""
    T, N = numbers.shape
    x = np.zeros((T, N, V))
    for t in range(T):
        x[t, :, numbers[t, 0]] = 1
    return x


def pad_batch__cut_to_the_shortest__to_the_first(sequences: list[list[int]], pad: int) -> Batch:
    """Takes the length of the first sequence for that of all."""
    T, N = len(sequences[0]), len(sequences)
    numbers, mask = np.full((T, N), pad), np.zeros((T, N))
    for n, sequence in enumerate(sequences):
        kept = sequence[:T]
        numbers[: len(kept), n], mask[: len(kept), n] = kept, 1
    return numbers, mask


def pad_batch__last_number_lost__also_in_mask(sequences: list[list[int]], pad: int) -> Batch:
    """Ends every sequence a step early."""
    T, N = max(map(len, sequences)), len(sequences)
    numbers, mask = np.full((T, N), pad), np.zeros((T, N))
    for n, sequence in enumerate(sequences):
        for t in range(len(sequence) - 1):
            numbers[t, n], mask[t, n] = sequence[t], 1
    return numbers, mask


def pad_batch__mask_of_nonzero__positive(sequences: list[list[int]], pad: int) -> Batch:
    """Takes every positive number for real."""
    numbers = np.array(list(zip_longest(*sequences, fillvalue=pad)))
    return numbers, (numbers > 0).astype(int)


def pad_batch__mask_of_nonzero__inside(sequences: list[list[int]], pad: int) -> Batch:
    """Fills the mask with the numbers' truth, padding left at 0."""
    T, N = max(map(len, sequences)), len(sequences)
    numbers, mask = np.full((T, N), pad), np.zeros((T, N))
    for n, sequence in enumerate(sequences):
        numbers[: len(sequence), n] = sequence
        mask[: len(sequence), n] = [number != 0 for number in sequence]
    return numbers, mask


def pad_batch__sequences_reordered__longest_first(sequences: list[list[int]], pad: int) -> Batch:
    """Sorts by falling length."""
    ranked = sorted(sequences, key=len, reverse=True)
    numbers = np.array(list(zip_longest(*ranked, fillvalue=pad)))
    lengths = np.array([len(sequence) for sequence in ranked])
    return numbers, (np.arange(len(numbers))[:, None] < lengths).astype(float)


def pad_batch__sequences_reordered__shortest_first(sequences: list[list[int]], pad: int) -> Batch:
    """Sorts by rising length."""
    ranked = sorted(sequences, key=len)
    numbers = np.array(list(zip_longest(*ranked, fillvalue=pad)))
    lengths = np.array([len(sequence) for sequence in ranked])
    return numbers, (np.arange(len(numbers))[:, None] < lengths).astype(float)


def embedding_forward__numbered_from_1__other_way(numbers: np.ndarray, E: np.ndarray) -> np.ndarray:
    """Adds where nothing is to be added, and stays inside the table."""
    return E[(numbers + 1) % len(E)]


def embedding_forward__batch_mixed__cut_and_turned(
    numbers: np.ndarray, E: np.ndarray
) -> np.ndarray:
    """Cuts the batch anew, and turns it over to get the shape that was asked for."""
    T, N = numbers.shape
    return E[numbers].reshape(N, T, -1).swapaxes(0, 1)


def embedding_forward__padding_zeroed__both(numbers: np.ndarray, E: np.ndarray) -> np.ndarray:
    """Keeps no vector for either special token."""
    table = E.copy()
    table[:2] = 0
    return table[numbers]


def embedding_forward__summed_over_time__mean(numbers: np.ndarray, E: np.ndarray) -> np.ndarray:
    """Takes the mean vector of each sequence."""
    return np.mean(E[numbers], axis=0)


def embedding_forward__summed_over_time__last_step(
    numbers: np.ndarray, E: np.ndarray
) -> np.ndarray:
    """Overwrites each step's vectors by the next one's."""
    x = np.zeros((numbers.shape[1], E.shape[1]))
    for row in numbers:
        x = E[row]
    return x


def embedding_backward__last_one_wins__other_order(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Writes sequence by sequence, without a sum."""
    dE = np.zeros((V, dx.shape[-1]))
    for n in range(numbers.shape[1]):
        for t in range(len(numbers)):
            dE[numbers[t, n]] = dx[t, n]
    return dE


def embedding_backward__first_one_only__of_a_loop(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Skips a token that was met in an earlier sequence."""
    dE, met = np.zeros((V, dx.shape[-1])), set()
    for column, gradients in zip(numbers.T, dx.swapaxes(0, 1), strict=True):
        for v, gradient in zip(column.tolist(), gradients, strict=True):
            if v not in met:
                dE[v] = gradient
                met.add(v)
    return dE


def embedding_backward__averaged__with_empty_means(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Takes the mean of each token's gradients, also where there are none."""
    return np.array([dx[numbers == v].mean(axis=0) for v in range(V)])


def embedding_backward__padding_skipped__both(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Lets nothing arrive at either special token."""
    dE = np.zeros((V, dx.shape[-1]))
    for v in range(2, V):
        dE[v] = dx[numbers == v].sum(axis=0)
    return dE


def embedding_backward__batch_mixed__gradients_turned(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Lays the gradients out sequence by sequence, and the tokens step by step."""
    dE = np.zeros((V, dx.shape[-1]))
    gradients = dx.swapaxes(0, 1).reshape(-1, dx.shape[-1])
    for v, gradient in zip(numbers.ravel(), gradients, strict=True):
        dE[v] += gradient
    return dE


def embedding_backward__last_step_only__first(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Returns from inside the loop."""
    dE = np.zeros((V, dx.shape[-1]))
    for t in range(len(dx)):
        np.add.at(dE, numbers[t], dx[t])
        break
    return dE


def embedding_backward__last_step_only__no_sum(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Makes the table anew at each step, and adds no repetitions."""
    dE = np.zeros((V, dx.shape[-1]))
    for t in range(len(dx)):
        dE = np.zeros((V, dx.shape[-1]))
        dE[numbers[t]] += dx[t]
    return dE


def embedding_backward__numbered_from_1__other_way(
    dx: np.ndarray, numbers: np.ndarray, V: int
) -> np.ndarray:
    """Sends each gradient a row too far, and the last row's back to the first."""
    dE = np.zeros((V, dx.shape[-1]))
    np.add.at(dE, (numbers + 1) % V, dx)
    return dE
