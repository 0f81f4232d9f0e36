"""The cell state of one LSTM unit over a sentence, with its gates."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, STATE
from rnnkit.plots.gates import plot_gates


def plot_belt(
    axes: Sequence[Axes],
    tokens: Sequence[str],
    belts: Mapping[str, np.ndarray],
    gates: Mapping[str, np.ndarray],
) -> None:
    """Draw the belt of one unit in one or two sentences, and below it the gates of the first.

    Parameters
    ----------
    axes : sequence of two Axes
        Where to draw: the belt, the gates.
    tokens : sequence of str
        What is read at each of the T steps.
    belts : mapping of str to ndarray of shape (T,)
        c of this unit, by the name in the legend; at most two.
    gates : mapping of str to ndarray of shape (T,)
        i, f, g or o of this unit.
    """
    top, bottom = axes
    top.axhline(0, color=FAINT, linewidth=1)
    for (name, c), look in zip(belts.items(), ("o-", "s--"), strict=False):
        top.plot(c, look, color=STATE, markersize=3, linewidth=1.5, label=name)
    top.set(xlim=(-0.5, len(tokens) - 0.5), ylabel=LABELS["belt"])
    top.set_xticks([])
    top.legend()
    plot_gates(bottom, tokens, {name: values[:, None] for name, values in gates.items()})
    bottom.set(ylabel=LABELS["gates_of_unit"])
