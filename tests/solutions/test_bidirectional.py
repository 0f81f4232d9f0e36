"""Chapter 09's references against oracles, the library's layers, and its own cases."""

from collections.abc import Callable
from itertools import pairwise, product

import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from rnnkit.layers import RNN
from solutions import bidirectional as solved
from solutions import rnn_forward as forward
from solutions.bidirectional import cases
from tests.support.oracles import Problem, complex_safe, oracle_test
from tests.support.solution_bank import case_files

DRAWS = [(f"case {sizes}", sizes) for sizes in VISIBLE_SIZES + HIDDEN_SIZES]
sizes_and_seeds = pytest.mark.parametrize(("seed", "sizes"), DRAWS, ids=lambda value: str(value))


def cases_of(exercise):
    """Those without a condition of their own."""
    built = case_files(exercise)
    return [case for case in built.visible.cases + built.hidden.cases if not case.edge]


# Both directions, sentence by sentence and without turning anything round.


def read(xp, steps, W_xh, W_hh, b_h):
    state, states = 0 * b_h, []
    for x_t in steps:
        state = xp.tanh(x_t @ W_xh + state @ W_hh + b_h)
        states.append(state)
    return states


def both_directions(xp, x, *weights, lengths):
    sentences = []
    for n, length in enumerate(lengths):
        steps = [x[t, n] for t in range(length)]
        right = read(xp, steps, *weights[:3])
        left = read(xp, steps[::-1], *weights[3:])[::-1]
        real = [xp.concatenate([a, b]) for a, b in zip(right, left, strict=True)]
        sentences.append(xp.stack(real + [0 * real[0]] * (len(x) - length)))
    return xp.stack(sentences, 1)


def reference(x, *weights, lengths):
    safe = complex_safe(solved.bidirectional_forward)
    safe.__globals__["rnn_forward"] = complex_safe(forward.rnn_forward)
    return safe(x, lengths, *weights)[0]


def bidirectional_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh, cache = cases.bidirectional_backward(new_sample())
    x, lengths, *weights = cases.bidirectional_forward(new_sample())
    np.testing.assert_array_equal(cache[0], x)

    def independent(xp, *arguments):
        return both_directions(xp, *arguments, lengths=lengths.tolist())

    def own(*arguments):
        return reference(*arguments, lengths=lengths)

    gradients = solved.bidirectional_backward(dh, cache)
    return Problem(own, independent, (dh,), (x, *weights), gradients)


test_gradients_match = oracle_test(bidirectional_backward)


@sizes_and_seeds
def test_both_directions_are_what_the_layer_of_the_library_gives(seed, sizes):
    x, lengths, *weights = cases.bidirectional_forward(Sampler(sizes, seed))
    layer = RNN(sizes["D"], sizes["H"], bidirectional=True)
    names = [name + end for end in ("", "_reverse") for name in ("W_xh", "W_hh", "b_h")]
    layer.load(dict(zip(names, weights, strict=True)))
    h, h_last, _ = solved.bidirectional_forward(x, lengths, *weights)
    y, finals = layer.forward(x, lengths=lengths)
    np.testing.assert_allclose(h, y, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(h_last, np.concatenate(finals, axis=1), rtol=1e-12)


@sizes_and_seeds
def test_padding_has_no_effect_on_anything(seed, sizes):
    x, lengths, *weights = cases.bidirectional_forward(Sampler(sizes, seed))
    dh = Sampler(sizes, "dh").rng.standard_normal((*x.shape[:2], 2 * sizes["H"]))
    padding = np.arange(len(x))[:, None] >= lengths
    results = []
    for filling in (0.0, 7.0):
        x[padding], dh[padding] = filling, filling
        h, h_last, cache = solved.bidirectional_forward(x, lengths, *weights)
        results.append([h, h_last, *solved.bidirectional_backward(dh, cache)])
    for one, other in zip(*results, strict=True):
        np.testing.assert_array_equal(one, other)


@sizes_and_seeds
def test_reading_the_turned_batch_with_swapped_weights_is_the_mirror_image(seed, sizes):
    x, lengths, *weights = cases.bidirectional_forward(Sampler(sizes, seed))
    H = sizes["H"]
    h, _, _ = solved.bidirectional_forward(x, lengths, *weights)
    turned = solved.reverse_padded(x, lengths)
    mirrored, _, _ = solved.bidirectional_forward(turned, lengths, *weights[3:], *weights[:3])
    back = solved.reverse_padded(mirrored, lengths)
    np.testing.assert_array_equal(np.roll(back, H, axis=2), h)


@sizes_and_seeds
def test_turned_twice_a_batch_is_what_it_was(seed, sizes):
    x, lengths = cases.reverse_padded(Sampler(sizes, seed))
    once = solved.reverse_padded(x, lengths)
    assert not np.array_equal(once, x)
    np.testing.assert_array_equal(solved.reverse_padded(once, lengths), x)


@pytest.mark.parametrize(
    "exercise", ["reverse_padded", "bidirectional_forward", "bidirectional_backward"]
)
def test_lengths_of_the_cases_differ_and_one_is_full(exercise):
    for case in cases_of(exercise):
        x, lengths = case.arguments[1][:2] if "backward" in exercise else case.arguments[:2]
        assert lengths.max() == len(x) > lengths.min() >= 1
        assert any(1 < length < len(x) for length in lengths)
        assert x[np.arange(len(x))[:, None] >= lengths].all()


def test_one_visible_case_has_its_longest_sequence_not_in_front():
    cases = case_files("reverse_padded").visible.cases
    assert any(case.arguments[1][0] < len(case.arguments[0]) for case in cases)


def test_two_directions_of_the_cases_share_no_weight():
    for case in cases_of("bidirectional_forward"):
        right, left = case.arguments[2:5], case.arguments[5:]
        assert not any(np.any(a == b) for a, b in zip(right, left, strict=True))


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ("BMES", ["abc", "d"]),
        ("BBE", ["a", "bc"]),
        ("BS", ["a", "b"]),
        ("EME", ["a", "bc"]),
        ("SM", ["a", "b"]),
        ("M", ["a"]),
        ("MMB", ["ab", "c"]),
        ("BMM", ["abc"]),
    ],
)
def test_words_are_cut_by_the_rule(tags, words):
    assert solved.tags_to_words("abcd"[: len(tags)], tags) == words


def test_no_character_is_lost_and_no_word_is_empty():
    for tags in product("SBME", repeat=4):
        words = solved.tags_to_words("abcd", "".join(tags))
        assert "".join(words) == "abcd"
        assert all(words)


def test_tags_of_the_cases_have_every_pair_and_both_ends_make_no_sense():
    for case in cases_of("tags_to_words"):
        sentence, tags = case.arguments
        assert len(sentence) == len(tags)
        assert len(set(pairwise(tags))) == 16
        assert tags[0] in "ME"
        assert tags[-1] in "BM"


@pytest.mark.parametrize(
    ("found", "truth", "scores"),
    [
        ([["ab", "c"]], [["ab", "c"]], (1, 1, 1)),
        ([["a", "b", "c"]], [["ab", "c"]], (1 / 3, 1 / 2, 2 / 5)),
        ([["ab", "c"]], [["a", "b", "c"]], (1 / 2, 1 / 3, 2 / 5)),
        ([["a", "aa"], ["b"]], [["aa", "a"], ["b"]], (1 / 3, 1 / 3, 1 / 3)),
        ([["ab"], ["a", "b"]], [["a", "b"], ["a", "b"]], (2 / 3, 1 / 2, 4 / 7)),
    ],
)
def test_word_scores_of_small_examples(found, truth, scores):
    assert solved.word_scores(found, truth) == pytest.approx(scores)


def test_word_scores_cases_spell_the_same_sentences_and_find_too_many_or_too_few():
    more = []
    for case in cases_of("word_scores"):
        found, truth = case.arguments
        assert ["".join(words) for words in found] == ["".join(words) for words in truth]
        more.append(sum(map(len, found)) > sum(map(len, truth)))
    assert set(more) == {True, False}
