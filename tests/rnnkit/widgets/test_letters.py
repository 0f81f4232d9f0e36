"""Which earlier tokens count: what is shown of an array of gradients."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from rnnkit.widgets import EarlierTokens

NORMS = np.array([[0, 0, 0, 0], [2, 0, 0, 0], [1, 3, 0, 0], [0.5, 0.5, 9, 7.0]])


def test_the_row_of_the_predicted_token_is_shown_beside_its_largest(text):
    widget = EarlierTokens("abcd", {"RNN": NORMS, "GRU": 10 * NORMS})
    np.testing.assert_allclose(widget._image.get_array(), [[1 / 18, 1 / 18, 1, 0]] * 2)
    widget.token.value = 3
    np.testing.assert_allclose(widget._image.get_array(), [[1 / 3, 1, 0, 0]] * 2)
    assert "To predict “c”, number 3" in text(widget)


def test_reach_is_told_for_each_network(text, alt):
    flat = np.tril(np.ones((4, 4)), -1)
    widget = EarlierTokens("abcd", {"near": NORMS, "far": flat})
    assert [widget.reach(name, 4) for name in ("near", "far")] == [1, 3]
    for words in (text(widget), alt(widget)):
        assert "90% of it lies within this many: near 1, far 3." in words


def test_a_gradient_of_zero_reaches_nowhere(recwarn):
    widget = EarlierTokens("ab", {"RNN": np.zeros((2, 2))})
    assert widget.reach("RNN", 2) == 0
    assert not recwarn.list


def test_each_token_has_a_picture_of_its_own(picture):
    widget, seen = EarlierTokens("abcd", {"RNN": NORMS}), set()
    for place in (2, 3, 4):
        widget.token.value = place
        seen.add(picture(widget))
    assert len(seen) == 3
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("tokens", "norms", "said"),
    [
        ("ab", {}, "at least one name"),
        ("ab", {"RNN": np.zeros((2, 3))}, r"norms: expected 'RNN' .* \(T, T\) for T = 2"),
        ("a", {"RNN": np.zeros((1, 1))}, "at least 2"),
        ("ab", {"RNN": np.full((2, 2), np.nan)}, "finite numbers"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(tokens, norms, said):
    with pytest.raises(ValueError, match=said):
        EarlierTokens(tokens, norms)
