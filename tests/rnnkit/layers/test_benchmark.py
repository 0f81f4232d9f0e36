"""What the benchmark compares computes the same; a wrong yardstick would measure nothing."""

import numpy as np
import pytest

from benchmarks import textbook
from benchmarks.layers import row
from rnnkit.layers import GRU, LSTM, RNN

CASES = {
    "RNN stacked": (RNN, {}),
    "RNN document": (RNN, {}),
    "LSTM stacked": (LSTM, {}),
    "LSTM document": (LSTM, {}),
    "GRU stacked": (GRU, {"reset": "after"}),
    "GRU document": (GRU, {"reset": "before"}),
}


@pytest.mark.parametrize("case", CASES)
def test_textbook_forms_compute_what_the_layers_do(case, rng):
    cls, options = CASES[case]
    kind, form = case.split()
    layer = cls(3, 4, **options)
    layer.parameters.get("b_hn", np.empty(0))[...] = 0  # the textbook has one bias
    x, dy = rng.standard_normal((5, 2, 3)), rng.standard_normal((5, 2, 4))
    y, _ = layer.forward(x)
    dx, _ = layer.backward(dy)
    stacked = [layer.parameters[name] for name in ("W_xh", "W_hh", "b_h")]
    expected = [layer.gradients[name] for name in ("W_xh", "W_hh", "b_h")]
    if form == "stacked":
        ty, tdx, grads = textbook.stacked_step(kind, x, dy, *stacked)
    else:
        ty, tdx, grads = textbook.document_step(kind, x, dy, *textbook.by_gate(kind, *stacked))
        expected = [value for part in textbook.by_gate(kind, *expected) for value in part.values()]
        grads = [value for part in grads for value in part.values()]
    for ours, theirs in zip([y, dx, *expected], [ty, tdx, *grads], strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
def test_the_benchmark_prints_a_line(kind):
    line = row(kind, "tiny", "float32", rounds=1)
    assert line.startswith(kind)
    assert line.count("<=") + line.count("> ") >= 1
