"""The gate inspector: gate values of a network over a sentence."""

from collections.abc import Mapping, Sequence

import ipywidgets
import numpy as np

from rnnkit.language import commas
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import GRADIENT
from rnnkit.plots.gates import checked_gates, plot_gate_map, plot_gates
from rnnkit.widgets.panel import CONTROL, Panel, paragraph, step_slider
from rnnkit.widgets.sliding import Blitter, new_figure


class GateInspector(Panel):
    """The mean of each gate at every token, all units of one, and a mark that can be moved.

    Parameters
    ----------
    tokens : sequence of str
        What is read at each of the T steps.
    gates : mapping of str to ndarray of shape (T, H)
        Values by name: i, f, g, o, c, h of an LSTM, or r, z, n, h of a GRU.
    units : mapping of str to sequence of int, optional
        Numbers of a gate's units, where they are not 0 to H − 1.

    Raises
    ------
    ValueError
        If there is no gate, or one that has not a row for each token, or not as many numbers
        as units.
    """

    def __init__(
        self, tokens: Sequence[str], gates: Mapping[str, np.ndarray],
        units: Mapping[str, Sequence[int]] | None = None,
    ) -> None:  # fmt: skip
        self._tokens, self._gates = list(tokens), checked_gates(tokens, gates)
        self._units = dict(units or {})
        for name, numbers in self._units.items():
            H = self._gates[name].shape[1] if name in self._gates else None
            if len(numbers) != H:
                raise ValueError(f"units: expected {H} for gate {name!r}, got {len(numbers)}.")
        self.step = step_slider(len(self._tokens), LABELS["inspector_step"])
        self.gate = ipywidgets.Dropdown(
            options=list(self._gates), description=LABELS["inspector_gate"], **CONTROL
        )
        super().__init__([self.step, self.gate])
        self.step.observe(self._move, "value")
        self.gate.observe(self._change_gate, "value")
        self._change_gate()

    def _change_gate(self, _change: dict | None = None) -> None:
        """Draw the chosen gate, and all that stands still."""
        fig = new_figure(4.6)
        axes = fig.subplots(2, 2, height_ratios=(4, 5), width_ratios=(40, 1))
        (top, corner), (bottom, colors) = axes
        corner.set_axis_off()
        plot_gates(top, self._tokens, self._gates)
        name = self.gate.value
        units = self._units.get(name)
        image = plot_gate_map(bottom, self._tokens, name, self._gates[name], units)
        bottom.tick_params(labelbottom=False)  # the tokens stand above it
        fig.colorbar(image, cax=colors)
        look = {"fill": False, "edgecolor": GRADIENT, "linewidth": 2.5}
        self._marks = [ax.axvspan(-0.5, 0.5, **look) for ax in (top, bottom)]
        self._blitter = Blitter(fig)
        self._blitter.redraw(self._marks)
        self._move()

    def _move(self, _change: dict | None = None) -> None:
        """Mark the chosen token, and show its numbers."""
        place = self.step.value - 1
        for mark in self._marks:
            mark.set_x(place - 0.5)
        means = commas(f"{name} {v[place].mean():.2f}" for name, v in self._gates.items())
        reading = LABELS["inspector_reading"].format(
            token=self._tokens[place], step=place + 1, steps=len(self._tokens), means=means
        )
        shown = LABELS["inspector_shown"].format(gate=self.gate.value)
        how = LABELS["inspector_alt"]
        alt = f"{how} {shown} {reading}"
        self.show(self._blitter.frame(), alt, paragraph(reading), paragraph(how))
