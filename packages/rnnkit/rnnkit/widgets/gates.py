"""Gates: their values over a sentence, and one LSTM unit whose gates are moved by hand."""

from collections.abc import Mapping, Sequence

import ipywidgets
import numpy as np
from matplotlib.lines import Line2D

from rnnkit.language import commas
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT
from rnnkit.plots.gates import COLORS, LEGEND_ABOVE, checked_gates, plot_gate_map, plot_gates
from rnnkit.widgets.panel import CONTROL, Panel, paragraph, step_slider
from rnnkit.widgets.sliding import Blitter, Sliding, new_figure

C_0, T = 1.0, 12  # on the belt at the start; steps
SMALL = 1.1  # a little more than what is shown, and than what lies on the belt at first
LOWEST = {"i": 0.0, "f": 0.0, "g": -1.0, "o": 0.0}  # the highest is 1


class GateInspector(Panel):
    """The mean of each gate at every token, all units of one, and a mark that can be moved.

    A unit of the gate that is shown can be chosen: its line comes to those of the means.

    ``gates`` (T, H) are by name i, f, g, o, c, h of an LSTM, or r, z, n, h of a GRU; ``units`` the
    numbers of a gate's units, where they are not 0 to H − 1. ValueError if there is no gate, or one
    that has not a row for each of the T tokens, or not as many numbers as units.
    """

    def __init__(
        self,
        tokens: Sequence[str],
        gates: Mapping[str, np.ndarray],
        units: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
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
        self.unit = ipywidgets.Dropdown(description=LABELS["inspector_unit"], **CONTROL)
        super().__init__([self.step, self.gate, self.unit])
        self._change_gate()
        self.step.observe(self._move, "value")
        self.gate.observe(self._change_gate, "value")
        self.unit.observe(self._draw, "value")

    def _change_gate(self, _change: dict | None = None) -> None:
        """Offer the units of the chosen gate, and draw it."""
        H = self._gates[self.gate.value].shape[1]
        numbers = self._units.get(self.gate.value, range(H))
        rows = {str(number): row for row, number in enumerate(numbers)}
        had_a_line = self.unit.value is not None
        self.unit.options = {LABELS["inspector_no_unit"]: None, **rows}
        if not had_a_line:  # else the unit has changed, which draws
            self._draw()

    def _draw(self, _change: dict | None = None) -> None:
        """Draw the chosen gate and unit, and all that stands still."""
        fig = new_figure(4.6)
        axes = fig.subplots(2, 2, height_ratios=(4, 5), width_ratios=(40, 1))
        (top, corner), (bottom, colors) = axes
        corner.set_axis_off()
        plot_gates(top, self._tokens, self._gates)
        name, row = self.gate.value, self.unit.value
        units = self._units.get(name)
        image = plot_gate_map(bottom, self._tokens, name, self._gates[name], units)
        bottom.tick_params(labelbottom=False)  # the tokens stand above it
        fig.colorbar(image, cax=colors)
        look = {"fill": False, "edgecolor": GRADIENT, "linewidth": 2.5}
        if row is not None:
            label = LABELS["inspector_line"].format(gate=name, unit=self.unit.label)
            top.plot(self._gates[name][:, row], "--", color=GRADIENT, label=label)
            top.legend(**LEGEND_ABOVE, ncols=len(self._gates) + 1)
            bottom.axhspan(row - 0.5, row + 0.5, **look)
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
        if self.unit.value is not None:
            value = self._gates[self.gate.value][place, self.unit.value]
            of_unit = {"gate": self.gate.value, "unit": self.unit.label, "value": value}
            reading = f"{reading} {LABELS['inspector_unit_reading'].format(**of_unit)}"
        how = LABELS["inspector_alt"]
        alt = f"{how} {shown} {reading}"
        self.show(self._blitter.frame(), alt, paragraph(reading), paragraph(how))


class CellByHand(Sliding):
    """The belt and what is shown of it, over steps at which all gates stay as they are set.

    Input gate i, forget gate f and output gate o are 0 to 1, the candidate g is −1 to 1; a number
    that is out of range is a ValueError. c_t = f c_{t−1} + i g and h_t = o tanh(c_t): D2 eq. (13),
    with numbers for gates.
    """

    def __init__(self, i: float = 0.0, f: float = 0.9, g: float = 0.8, o: float = 1.0) -> None:
        start = {"i": i, "f": f, "g": g, "o": o}
        for name, value in start.items():
            if not LOWEST[name] <= value <= 1:
                raise ValueError(f"{name}: expected {LOWEST[name]:g} to 1, got {value!r}.")
        self.sliders: dict[str, ipywidgets.FloatSlider] = {}
        for name, value in start.items():
            look: dict = {"description": LABELS[f"hand_{name}"], "step": 0.05} | CONTROL
            self.sliders[name] = ipywidgets.FloatSlider(value, min=LOWEST[name], max=1, **look)
        fig = new_figure(3.6)
        axes = fig.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        self._belt, self._lines = axes[0], dict[str, Line2D]()
        for ax, name in zip(axes, "ch", strict=True):
            ax.axhline(0, color=FAINT, linewidth=1)
            (self._lines[name],) = ax.plot([], [], "o-", color=COLORS[name], markersize=5)
            ax.set(ylim=(-SMALL, SMALL), ylabel=LABELS[f"hand_{name}"])
        axes[1].set(xlim=(-0.3, T + 0.3), xlabel=LABELS["step_t"])
        super().__init__(fig, [*self._lines.values()], [*self.sliders.values()], self._follow)

    @property
    def states(self) -> tuple[np.ndarray, np.ndarray]:
        """c_t for t = 0 to T, of shape (T + 1,), and h_t for t = 1 to T, of shape (T,)."""
        i, f, g, o = (slider.value for slider in self.sliders.values())
        c = np.full(T + 1, C_0)
        for t in range(T):
            c[t + 1] = f * c[t] + i * g
        return c, o * np.tanh(c[1:])

    def _follow(self, *values: float) -> str:
        c, h = self.states
        # The axis of the belt stays near 0 while all of it is there; else it goes as far as c can.
        limit = SMALL if np.abs(c).max() < SMALL else T + SMALL
        if limit != self._belt.get_ylim()[1]:
            self._belt.set_ylim(-limit, limit)
            self._blitter.redraw([*self._lines.values()])
        self._lines["c"].set_data(np.arange(T + 1), c)
        self._lines["h"].set_data(np.arange(1, T + 1), h)
        gates = dict(zip(LOWEST, values, strict=True))
        return LABELS["hand_alt"].format(c_0=C_0, T=T, c=c[-1], h=h[-1], **gates)
