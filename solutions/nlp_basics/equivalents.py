"""Right answers of chapter 01 in other words."""

import numpy as np


def build_vocabulary__counter(text: list[str], V: int) -> tuple[list[str], dict[str, int]]:
    """A Counter of the text in alphabetical order, whose ties stay in that order."""
    from collections import Counter

    kept = [token for token, _ in Counter(sorted(text)).most_common(V - 2)]
    tokens = ["<pad>", "<unk>"]
    tokens += sorted(kept)
    return tokens, dict(zip(tokens, range(V), strict=True))


def build_vocabulary__numpy(text: list[str], V: int) -> tuple[np.ndarray, dict[str, int]]:
    """Counts by np.unique, a stable sort, an array of tokens."""
    words, count = np.unique(text, return_counts=True)
    best = np.argsort(-count, kind="stable")[: V - 2]
    tokens = np.concatenate([["<pad>", "<unk>"], words[np.sort(best)]])
    return tokens, {str(token): np.int64(i) for i, token in enumerate(tokens)}


def build_vocabulary__two_sorts(text: list[str], V: int) -> tuple[list[str], dict[str, int]]:
    """Sorts twice, by the alphabet and then by frequency; numbers by index."""
    count = dict.fromkeys(sorted(text), 0)
    for token in text:
        count[token] += 1
    ranked = sorted(count, key=count.__getitem__, reverse=True)
    tokens = ["<pad>", "<unk>", *sorted(set(ranked[: V - 2]))]
    return tokens, {token: tokens.index(token) for token in tokens}


def encode_tokens__loop(text: list[str], number_of: dict[str, int]) -> list[int]:
    """A loop, a condition, a list."""
    numbers = []
    for token in text:
        if token in number_of:
            numbers.append(number_of[token])
        else:
            numbers.append(number_of["<unk>"])
    return numbers


def encode_tokens__by_name(text: list[str], number_of: dict[str, int]) -> np.ndarray:
    """Renames what is not in the vocabulary, then looks up; small whole numbers."""
    known = [token if token in number_of else "<unk>" for token in text]
    return np.fromiter(map(number_of.__getitem__, known), dtype=np.int16)


def encode_tokens__catches(text: list[str], number_of: dict[str, int]) -> np.ndarray:
    """Asks for forgiveness, not for permission."""
    numbers = np.full(len(text), number_of["<unk>"])
    for t, token in enumerate(text):
        try:
            numbers[t] = number_of[token]
        except KeyError:
            print("not in the vocabulary:", token)
    return numbers


def decode_numbers__array(numbers: np.ndarray, tokens: list[str]) -> np.ndarray:
    """An array of tokens, indexed by what is left without padding."""
    return np.array(tokens)[numbers[numbers > 0]]


def decode_numbers__by_name(numbers: np.ndarray, tokens: list[str]) -> tuple[str, ...]:
    """Decodes everything, then drops the padding by its name."""
    text = map(tokens.__getitem__, numbers.tolist())
    return tuple(token for token in text if token != "<pad>")


def decode_numbers__loop(numbers: np.ndarray, tokens: list[str]) -> list[str]:
    """A loop with a continue."""
    text = []
    for number in numbers:
        if number == tokens.index("<pad>"):
            continue
        text.append(tokens[int(number)])
    return text


def one_hot__comparison(numbers: np.ndarray, V: int) -> np.ndarray:
    """True where the number is the class, by broadcasting."""
    return numbers[:, :, None] == np.arange(V)


def one_hot__loops(numbers: np.ndarray, V: int) -> list:
    """Three nested lists of integers."""
    return [[[int(v == number) for v in range(V)] for number in row] for row in numbers]


def one_hot__index_grid(numbers: np.ndarray, V: int) -> np.ndarray:
    """Zeros, and a 1 by an index for every axis; float32."""
    T, N = numbers.shape
    x = np.zeros((T, N, V), dtype=np.float32)
    x[np.arange(T)[:, None], np.arange(N), numbers] = 1
    return x


def pad_batch__from_lengths(sequences: list[list[int]], pad: int) -> tuple[np.ndarray, np.ndarray]:
    """Longer lists, turned over; a mask from the lengths."""
    lengths = np.array([len(sequence) for sequence in sequences])
    T = lengths.max()
    rows = [sequence + [pad] * (T - len(sequence)) for sequence in sequences]
    return np.array(rows).T, (np.arange(T)[:, None] < lengths).astype(int)


def pad_batch__zip_longest(sequences: list[list[int]], pad: int) -> tuple[list, list]:
    """The standard library turns lists over and fills them up."""
    from itertools import zip_longest

    numbers = [list(row) for row in zip_longest(*sequences, fillvalue=pad)]
    return numbers, [[int(number != pad) for number in row] for row in numbers]


def pad_batch__cell_by_cell(sequences: list[list[int]], pad: int) -> tuple[np.ndarray, np.ndarray]:
    """Two loops over the cells of empty arrays."""
    T, N = max(map(len, sequences)), len(sequences)
    numbers, mask = np.empty((T, N), dtype=np.int32), np.empty((T, N))
    for t in range(T):
        for n in range(N):
            mask[t, n] = t < len(sequences[n])
            numbers[t, n] = sequences[n][t] if mask[t, n] else pad
    return numbers, mask


def embedding_forward__one_hot_product(numbers: np.ndarray, E: np.ndarray) -> np.ndarray:
    """The product with one-hot vectors."""
    return np.eye(len(E))[numbers] @ E


def embedding_forward__take(numbers: np.ndarray, E: np.ndarray) -> np.ndarray:
    """A lookup in one long list, cut anew."""
    return np.take(E, numbers.reshape(-1), axis=0).reshape(*numbers.shape, E.shape[1])


def embedding_forward__loops(numbers: np.ndarray, E: np.ndarray) -> list:
    """Nested lists of rows."""
    return [[E[number] for number in row] for row in numbers]


def embedding_backward__one_hot_product(dx: np.ndarray, numbers: np.ndarray, V: int) -> np.ndarray:
    """The rule of the matrix product, with one-hot vectors."""
    return np.einsum("tnv,tnd->vd", np.eye(V)[numbers], dx)


def embedding_backward__loops(dx: np.ndarray, numbers: np.ndarray, V: int) -> np.ndarray:
    """Place by place."""
    dE = np.zeros((V, dx.shape[2]))
    for t, n in np.ndindex(numbers.shape):
        dE[numbers[t, n]] += dx[t, n]
    return dE


def embedding_backward__masks(dx: np.ndarray, numbers: np.ndarray, V: int) -> list:
    """Token by token: the sum over the places where it stands."""
    return [dx[numbers == v].sum(axis=0) for v in range(V)]


def embedding_backward__bincount(dx: np.ndarray, numbers: np.ndarray, V: int) -> np.ndarray:
    """A weighted count for each of the D columns."""
    flat = numbers.ravel()
    columns = dx.reshape(flat.size, -1).T
    return np.stack([np.bincount(flat, weights=column, minlength=V) for column in columns], axis=1)
