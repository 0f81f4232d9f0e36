"""Wrong answers of chapter 09 as people write them, named ``exercise__mistake__form``."""

from collections import Counter
from itertools import pairwise

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def reverse_padded__whole_box_turned__padding_as_it_was(
    x: np.ndarray, lengths: np.ndarray
) -> np.ndarray:
    """Moves the turned sentence to the bottom, and the padding above it."""
    moved = np.empty_like(x)
    for n, length in enumerate(lengths):
        moved[len(x) - length :, n] = x[:length, n][::-1]
        moved[: len(x) - length, n] = x[length:, n]
    return moved


def reverse_padded__whole_box_turned__zeros_in_front(
    x: np.ndarray, lengths: np.ndarray
) -> np.ndarray:
    """Takes the padding for zeros, and turns the box over."""
    real = np.arange(len(x))[:, None] < lengths
    return np.where(real[:, :, None], x, 0)[::-1]


def reverse_padded__one_length_for_all__shortest(x: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Turns every sequence where the shortest one ends."""
    end = lengths.min()
    return np.concatenate([x[:end][::-1], x[end:]])


def reverse_padded__one_length_for_all__longest(x: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Turns every sequence where the longest one ends."""
    turned, end = x.copy(), max(lengths)
    turned[:end] = x[end - 1 :: -1]
    return turned


def bidirectional_forward__whole_box_turned__silent_padding(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Silences the padding and turns the box over; the bias still moves the state there."""
    real = (np.arange(len(x))[:, None] < lengths)[:, :, None]
    quiet, start = x * real, np.zeros((x.shape[1], len(b_h)))
    right, _ = rnn_forward(quiet, start, W_xh, W_hh, b_h)
    left, _ = rnn_forward(quiet[::-1], start, W_xh_reverse, W_hh_reverse, b_h_reverse)
    h = np.concatenate([right, left[::-1]], axis=2) * real
    h_last = np.hstack([right[lengths - 1, np.arange(len(lengths))], left[-1]])
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__output_not_turned__last_is_right(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Leaves the states of the second direction in its own order, and picks the last ones."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    turned = x[np.where(t < lengths, lengths - 1 - t, t), n]
    start = np.zeros((len(n), len(b_h)))
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(turned, start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    h = np.concatenate([right, left], axis=2)
    h_last = h[lengths - 1, n]
    h = h * (t < lengths)[:, :, None]
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__both_from_the_left__last_at_the_end(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Two networks of the same direction, both picked at the last word."""
    n, start = np.arange(len(lengths)), np.zeros((len(lengths), len(b_h)))
    both = [
        rnn_forward(x, start, *weights)[0]
        for weights in ((W_xh, W_hh, b_h), (W_xh_reverse, W_hh_reverse, b_h_reverse))
    ]
    h = np.concatenate(both, axis=2)
    h[np.arange(len(x))[:, None] >= lengths] = 0
    return h, h[lengths - 1, n], (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__halves_swapped__in_both(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """The direction from right to left stands first, in the last states too."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    real, start = t < lengths, np.zeros((len(lengths), len(b_h)))
    mirror = np.where(real, lengths - 1 - t, t)
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(x[mirror, n], start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    h = np.concatenate([left[mirror, n], right], axis=2) * real[:, :, None]
    h_last = np.hstack([left[lengths - 1, n], right[lengths - 1, n]])
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__added__last_too(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Adds the two states at each step, and the two last ones."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    real, start = t < lengths, np.zeros((len(lengths), len(b_h)))
    mirror = np.where(real, lengths - 1 - t, t)
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(x[mirror, n], start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    h = (right + left[mirror, n]) * real[:, :, None]
    h_last = right[lengths - 1, n] + left[lengths - 1, n]
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__last_read_at_the_bottom__before_zeroing(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """The last row that each network has made, padding or not."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    real, start = t < lengths, np.zeros((len(lengths), len(b_h)))
    mirror = np.where(real, lengths - 1 - t, t)
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(x[mirror, n], start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    h_last = np.hstack([right[-1], left[-1]])
    h = np.concatenate([right, left[mirror, n]], axis=2) * real[:, :, None]
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__left_read_at_the_bottom__in_its_own_order(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """The second network's last row, after it has read the padding."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    real, start = t < lengths, np.zeros((len(lengths), len(b_h)))
    mirror = np.where(real, lengths - 1 - t, t)
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(x[mirror, n], start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    h_last = np.concatenate([right[lengths - 1, n], left[-1]], axis=1)
    h = np.concatenate([right, left[mirror, n]], axis=2) * real[:, :, None]
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__cache_holds_raw_states__before_zeroing(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Writes the states down for the way back, and only then clears the padding."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror = np.where(t < lengths, lengths - 1 - t, t)
    start = np.zeros((len(n), len(b_h)))
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(x[mirror, n], start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    h = np.concatenate([right, left[mirror, n]], axis=2)
    cache = (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h.copy())
    h_last = np.hstack([right[lengths - 1, n], left[lengths - 1, n]])
    h[t[:, 0][:, None] >= lengths] = 0
    return h, h_last, cache


def bidirectional_forward__cache_holds_raw_states__in_reading_order(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Keeps both networks' states as they came out, each in its own order."""
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    real, start = t < lengths, np.zeros((len(lengths), len(b_h)))
    mirror = np.where(real, lengths - 1 - t, t)
    right = rnn_forward(x, start, W_xh, W_hh, b_h)[0]
    left = rnn_forward(x[mirror, n], start, W_xh_reverse, W_hh_reverse, b_h_reverse)[0]
    raw = np.concatenate([right, left], axis=2)
    h = np.concatenate([right, left[mirror, n]], axis=2) * real[:, :, None]
    return h, raw[lengths - 1, n], (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, raw)


def bidirectional_backward__padding_let_through__dx_cleared(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Lets the padding's gradients in, and clears them in dx at the end."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror = np.where(t < lengths, lengths - 1 - t, t)
    start = np.zeros((len(n), H))
    right = (x, start, W_xh, W_hh, h[..., :H])
    left = (x[mirror, n], start, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx, _, *d_right = rnn_backward(dh[..., :H], right)
    dx_left, _, *d_left = rnn_backward(dh[mirror, n, H:], left)
    dx += dx_left[mirror, n]
    dx[np.arange(len(x))[:, None] >= lengths] = 0
    return (dx, *d_right, *d_left)


def bidirectional_backward__padding_let_through__inputs_cleared(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Clears the padding of x, and not that of the gradients."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror, start = np.where(t < lengths, lengths - 1 - t, t), np.zeros((len(n), H))
    x = x * (t < lengths)[:, :, None]
    right = (x, start, W_xh, W_hh, h[..., :H])
    left = (x[mirror, n], start, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx, _, *d_right = rnn_backward(dh[..., :H], right)
    dx_left, _, *d_left = rnn_backward(dh[mirror, n, H:], left)
    return (dx + dx_left[mirror, n], *d_right, *d_left)


def bidirectional_backward__dx_of_one_direction__of_the_other(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The second call writes over the first one's dx."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror, start = np.where(t < lengths, lengths - 1 - t, t), np.zeros((len(n), H))
    dh = np.where((t < lengths)[:, :, None], dh, 0)
    right = (x, start, W_xh, W_hh, h[..., :H])
    left = (x[mirror, n], start, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx, _, *d_right = rnn_backward(dh[..., :H], right)
    dx, _, *d_left = rnn_backward(dh[mirror, n, H:], left)
    return (dx[mirror, n], *d_right, *d_left)


def bidirectional_backward__dx_not_turned__whole_box(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Turns the second direction's dx back with its padding."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror, start = np.where(t < lengths, lengths - 1 - t, t), np.zeros((len(n), H))
    dh = dh * (t < lengths)[:, :, None]
    right = (x, start, W_xh, W_hh, h[..., :H])
    left = (x[mirror, n], start, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx, _, *d_right = rnn_backward(dh[..., :H], right)
    dx_left, _, *d_left = rnn_backward(dh[mirror, n, H:], left)
    return (dx + dx_left[::-1], *d_right, *d_left)


def bidirectional_backward__directions_joined__second_begins_at_the_end(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """As if the second direction had begun where the first one ended."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror, start = np.where(t < lengths, lengths - 1 - t, t), np.zeros((len(n), H))
    dh = dh * (t < lengths)[:, :, None]
    left = (x[mirror, n], start, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx_left, dstart, *d_left = rnn_backward(dh[mirror, n, H:], left)
    d_first = dh[..., :H].copy()
    d_first[lengths - 1, n] += dstart
    dx, _, *d_right = rnn_backward(d_first, (x, start, W_xh, W_hh, h[..., :H]))
    return (dx + dx_left[mirror, n], *d_right, *d_left)


def bidirectional_backward__directions_joined__and_started_there(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The same, with the first direction's last state as the second one's start."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    mirror, end = np.where(t < lengths, lengths - 1 - t, t), h[lengths - 1, n, :H]
    dh = dh * (t < lengths)[:, :, None]
    left = (x[mirror, n], end, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx_left, dend, *d_left = rnn_backward(dh[mirror, n, H:], left)
    d_first = dh[..., :H].copy()
    d_first[lengths - 1, n] += dend
    dx, _, *d_right = rnn_backward(d_first, (x, 0 * end, W_xh, W_hh, h[..., :H]))
    return (dx + dx_left[mirror, n], *d_right, *d_left)


def bidirectional_backward__states_not_turned__step_before(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Walks up from the first step, and multiplies by the state of the step before."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, real = len(W_hh), (np.arange(len(x))[:, None] < lengths)[:, :, None]
    dh, start = dh * real, np.zeros((len(lengths), H))
    dx, _, *d_right = rnn_backward(dh[..., :H], (x, start, W_xh, W_hh, h[..., :H]))
    dz, carried = np.zeros_like(dh[..., H:]), start
    for t in range(len(x)):
        dz[t] = (dh[t, :, H:] + carried) * (1 - h[t, :, H:] ** 2) * real[t]
        carried = dz[t] @ W_hh_reverse.T
    before = np.concatenate([start[None], h[:-1, :, H:]])
    d_left = [np.einsum("tni,tnj->ij", a, dz) for a in (x, before)]
    return (dx + dz @ W_xh_reverse.T, *d_right, *d_left, dz.sum(axis=(0, 1)))


def bidirectional_backward__nothing_turned__steps_behind(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Both loops run from the last step down; the second one multiplies by the state behind."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, real = len(W_hh), (np.arange(len(x))[:, None] < lengths)[:, :, None]
    dz = dh * real * (1 - h**2)
    for t in range(len(x) - 2, -1, -1):
        dz[t, :, :H] += (dz[t + 1, :, :H] @ W_hh.T) * (1 - h[t, :, :H] ** 2)
        dz[t, :, H:] += (dz[t + 1, :, H:] @ W_hh_reverse.T) * (1 - h[t, :, H:] ** 2)
    right, left = dz[..., :H], dz[..., H:]
    dx = right @ W_xh.T + left @ W_xh_reverse.T
    dW_hh = np.einsum("tni,tnj->ij", h[:-1, :, :H], right[1:])
    dW_hh_reverse = np.einsum("tni,tnj->ij", h[1:, :, H:], left[:-1])
    (dW_xh, db_h), (dW_xh_reverse, db_h_reverse) = (
        (np.einsum("tni,tnj->ij", x, part), part.sum(axis=(0, 1))) for part in (right, left)
    )
    return dx, dW_xh, dW_hh, db_h, dW_xh_reverse, dW_hh_reverse, db_h_reverse


def tags_to_words__senseless_dropped__begun_anew(sentence: str, tags: str) -> list[str]:
    """A B begins a word, and forgets the one that was open."""
    words, word = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        if tag == "S":
            words.append(character)
        word = character if tag == "B" else word + character
        if tag == "E":
            words.append(word)
        if tag in "ES":
            word = ""
    return words


def tags_to_words__senseless_dropped__what_is_open_kept(sentence: str, tags: str) -> list[str]:
    """A B or an S forgets the word that was open; the last one is kept."""
    words, word = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        word = character if tag in "BS" else word + character
        if tag in "ES":
            words.append(word)
            word = ""
    return [*words, word] if word else words


def tags_to_words__s_jumps_the_queue__open_word_goes_on(sentence: str, tags: str) -> list[str]:
    """An S is handed over at once, in front of the word that is open."""
    words, word = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        if tag == "S":
            words.append(character)
            continue
        if tag == "B" and word:
            words.append(word)
            word = ""
        word += character
        if tag == "E":
            words.append(word)
            word = ""
    return [*words, word] if word else words


def tags_to_words__empty_words__hand(sentence: str, tags: str) -> list[str]:
    """Empties the hand in front and behind, whether there is something in it or not."""
    words, word = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        if tag in "BS":
            words.append(word)
            word = ""
        word += character
        if tag in "ES":
            words.append(word)
            word = ""
    words.append(word)
    return words


def tags_to_words__empty_words__last_one_looked_at(sentence: str, tags: str) -> list[str]:
    """The same, but at the end it looks before it hands over."""
    words, word = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        if tag in "BS":
            words.append(word)
            word = ""
        word += character
        if tag in "ES":
            words.append(word)
            word = ""
    return [*words, word] if word else words


def tags_to_words__empty_words__at_the_end_only(sentence: str, tags: str) -> list[str]:
    """Looks before it hands over, but not at the end."""
    words, word = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        if tag in "BS" and word:
            words.append(word)
            word = ""
        word += character
        if tag in "ES":
            words.append(word)
            word = ""
    return [*words, word]


def word_scores__places_ignored__all_sentences_as_one(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Sets of different words, over all sentences."""
    ours = {word for words in found for word in words}
    theirs = {word for words in truth for word in words}
    precision, recall = len(ours & theirs) / len(ours), len(ours & theirs) / len(theirs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__places_ignored__word_in_the_other_list(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """A found word is right if people have it anywhere in the sentence."""
    right = sum(word in theirs for ours, theirs in zip(found, truth, strict=True) for word in ours)
    precision = right / sum(len(words) for words in found)
    recall = right / sum(len(words) for words in truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__places_ignored__sets_over_all_words(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Different words that both have, over the numbers of all words."""
    pairs = zip(found, truth, strict=True)
    right = sum(len(set(ours) & set(theirs)) for ours, theirs in pairs)
    precision, recall = right / sum(map(len, found)), right / sum(map(len, truth))
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__bag_of_words__all_sentences_as_one(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Counts of words over all sentences, and what they share."""
    ours = Counter(word for words in found for word in words)
    theirs = Counter(word for words in truth for word in words)
    right = sum((ours & theirs).values())
    precision, recall = right / sum(ours.values()), right / sum(theirs.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__compared_by_number__all_sentences_as_one(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """One long list each; the k-th word is compared with the k-th."""
    ours, theirs = ([w for words in part for w in words] for part in (found, truth))
    right = sum(a == b for a, b in zip(ours, theirs, strict=False))
    precision, recall = right / len(ours), right / len(theirs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__one_side_only__cuts_inside(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Only the cuts between words count, not the ends of the sentence."""
    right = n_found = n_true = 0
    for ours, theirs in zip(found, truth, strict=True):
        a, b = (set(np.cumsum([len(w) for w in words[:-1]])) for words in (ours, theirs))
        right, n_found, n_true = right + len(a & b), n_found + len(a), n_true + len(b)
    precision, recall = right / n_found, right / n_true
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__sentences_mixed__lists_of_places(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Lists of places without the sentence; every found word counts."""
    lists: list[list[tuple[int, int]]] = []
    for sentences in (found, truth):
        lists.append([])
        for words in sentences:
            end = 0
            for word in words:
                lists[-1].append((end, end + len(word)))
                end += len(word)
    right = sum(place in lists[1] for place in lists[0])
    precision, recall = right / len(lists[0]), right / len(lists[1])
    return precision, recall, 2 * precision * recall / (precision + recall)


def word_scores__mean_over_sentences__f1_too(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """All three scores of each sentence, and their means."""
    scores = []
    for ours, theirs in zip(found, truth, strict=True):
        a, b = (np.cumsum([0, *map(len, words)]).tolist() for words in (ours, theirs))
        right = len(set(pairwise(a)) & set(pairwise(b)))
        total = len(ours) + len(theirs)
        scores.append((right / len(ours), right / len(theirs), 2 * right / total))
    precision, recall, f1 = np.mean(scores, axis=0)
    return precision, recall, f1


def word_scores__f1_mean_over_sentences__others_are_right(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Precision and recall over all words, and the mean of each sentence's F1."""
    counts = []
    for ours, theirs in zip(found, truth, strict=True):
        a, b = (np.cumsum([0, *map(len, words)]).tolist() for words in (ours, theirs))
        right = len(set(pairwise(a)) & set(pairwise(b)))
        counts.append((right, len(ours), len(theirs)))
    right, n_found, n_true = np.sum(counts, axis=0)
    return right / n_found, right / n_true, np.mean([2 * r / (a + b) for r, a, b in counts])


def word_scores__characters_compared__does_a_word_begin_here(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """The share of characters at which both agree whether a word begins."""
    right = total = 0
    for ours, theirs in zip(found, truth, strict=True):
        a, b = ("".join("B" + "M" * (len(word) - 1) for word in words) for words in (ours, theirs))
        right += sum(one == other for one, other in zip(a, b, strict=True))
        total += len(a)
    share = right / total
    return share, share, share
