"""viterbi: the best row of all that are allowed."""

from itertools import pairwise, product

import numpy as np
import pytest

from rnnkit.text import viterbi

FREE = np.ones((2, 2)), np.ones(2), np.ones(2)


def rows(T, allowed, first, last):
    """All allowed rows, one after another."""
    for row in product(range(len(first)), repeat=T):
        steps = all(allowed[pair] for pair in pairwise(row))
        if first[row[0]] and last[row[-1]] and steps:
            yield row


@pytest.mark.parametrize("seed", range(40))
def test_no_other_allowed_row_has_more(seed):
    rng = np.random.default_rng(seed)
    T, V = rng.integers(1, 6), rng.integers(1, 5)
    scores = rng.normal(size=(T, V))
    allowed, first, last = rng.random((V, V)) < 0.6, rng.random(V) < 0.7, rng.random(V) < 0.7
    all_rows = list(rows(T, allowed, first, last))
    if not all_rows:
        with pytest.raises(ValueError, match="no row"):
            viterbi(scores, allowed, first, last)
        return
    best = max(all_rows, key=lambda row: scores[range(T), row].sum())
    assert viterbi(scores, allowed, first, last).tolist() == list(best)


def test_where_everything_is_allowed_each_step_has_its_likeliest_tag():
    scores = np.random.default_rng(0).normal(size=(9, 2))
    np.testing.assert_array_equal(viterbi(scores, *FREE), scores.argmax(axis=1))


def test_a_late_score_changes_an_early_tag():
    allowed = np.eye(2)
    assert viterbi([[1, 0], [0, 0.5]], allowed, *FREE[1:]).tolist() == [0, 0]
    assert viterbi([[1, 0], [0, 1.5]], allowed, *FREE[1:]).tolist() == [1, 1]


def test_no_steps_make_no_tags():
    assert viterbi(np.empty((0, 2)), *FREE).shape == (0,)


@pytest.mark.parametrize(
    ("scores", "choices", "match"),
    [
        ([1.0, 2.0], FREE, r"\(T, V\), got \(2,\)"),
        ([[1.0, np.nan]], FREE, "finite"),
        ([[1.0, -np.inf]], FREE, "finite"),
        (np.empty((3, 0)), FREE, r"got \(3, 0\)"),
        ([[1.0, 2.0]], (np.ones((2, 3)), *FREE[1:]), r"allowed: expected shape \(2, 2\)"),
        ([[1.0, 2.0]], (FREE[0], np.ones(3), FREE[2]), r"first: expected shape \(2,\)"),
    ],
)
def test_what_does_not_fit_is_named(scores, choices, match):
    with pytest.raises(ValueError, match=match):
        viterbi(scores, *choices)
