"""The gradient explorer: norms of a gradient at every step on its way back."""

from collections.abc import Callable, Iterator, Mapping

import ipywidgets
import numpy as np
from matplotlib.figure import Figure

from rnnkit.plots._labels import LABELS
from rnnkit.plots.gradient_decay import draw_axes, number
from rnnkit.widgets.explorer.captions import Kept, alt_text, remarks
from rnnkit.widgets.explorer.cells import CellError, make_cell, name_of
from rnnkit.widgets.explorer.gradient_decay import Decay, compute_decay
from rnnkit.widgets.explorer.setting import SCALES, STATES, Setting, check_setting, make_controls
from rnnkit.widgets.panel import Panel, paragraph
from rnnkit.widgets.sliding import DPI, Blitter


class GradientExplorer(Panel):
    """The gradient of a loss at step T, at every state before it.

    Parameters
    ----------
    cells : mapping of str to (callable, callable), optional
        The student's functions: "RNN", "LSTM" or "GRU" to a pair of forward and backward over a
        whole sequence, with the signatures of chapters 02, 03, 07 and 08. rnnkit's layers serve for
        what is not given, and for an RNN with relu or no nonlinearity: chapter 02's has its tanh
        inside.
    cell : {"RNN", "LSTM", "GRU"}
        What to begin with.
    spectral_radius, T, forget_bias : float, int, float
        Spectral radius of W_hh, or of each gate's block of it, 0.05 to 2; number of steps, 10 to
        100; bias of the LSTM's forget gate, −2 to 6.
    nonlinearity : {"tanh", "relu", "none"}
        The f of the RNN.
    clip : float, optional
        Limit of the global norm of the gradient of all weights; None for no clipping.

    Notes
    -----
    An option that is none of these, or out of range, is a ValueError. Functions that raise, are not
    written yet or return what cannot be right are told of in words in place of the picture.
    `explorer.gradient_decay` has what is measured, and how.

    References
    ----------
    Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, ICML 2013.
    """

    def __init__(
        self,
        cells: Mapping[str, tuple[Callable, Callable]] | None = None,
        *,
        cell: str = "RNN",
        spectral_radius: float = 0.9,
        T: int = 50,
        nonlinearity: str = "tanh",
        forget_bias: float = 0.0,
        clip: float | None = None,
    ) -> None:
        limit = float("inf") if clip is None else clip
        start = Setting(cell, SCALES[0], spectral_radius, T, nonlinearity, forget_bias, limit)
        check_setting(start)
        self._functions = _checked(cells or {})
        self.controls = make_controls(start)
        look = {"description": LABELS["explorer_keep"], "layout": {"width": "auto"}}
        self.keep = ipywidgets.ToggleButton(**look)
        super().__init__([*self.controls.values(), self.keep])
        fig = Figure(figsize=(6.6, 3.2), dpi=DPI)
        self._curve, self._map = draw_axes(fig)
        self._blitter = Blitter(fig)
        self._frame: tuple = ()  # what stands still at present
        self._kept: Kept | None = None
        for control in self.controls.values():
            control.observe(self._move, "value")
        self.keep.observe(self._hold, "value")
        self._move()

    @property
    def setting(self) -> Setting:
        """The values of the controls."""
        return Setting(**{name: control.value for name, control in self.controls.items()})

    @property
    def norms(self) -> np.ndarray:
        """‖∂L/∂h_t‖ for t = 0 to T, of shape (T + 1,); NaN where it cannot be computed."""
        return np.full(self.setting.T + 1, np.nan) if self.decay is None else self.decay.norms

    def _move(self, _change: dict | None = None) -> None:
        """Compute and show the present setting."""
        setting = self.setting
        if setting.cell != "RNN" and setting.nonlinearity != "tanh":
            self.controls["nonlinearity"].value = "tanh"  # as it is: this moves once more
            return
        self.controls["nonlinearity"].disabled = setting.cell != "RNN"
        self.controls["forget_bias"].disabled = setting.cell != "LSTM"
        self.controls["scale"].description = setting.measure
        self.decay: Decay | None = None
        functions = self._functions[setting.cell] if self._is_students(setting) else ()
        try:
            self.decay = compute_decay(setting, make_cell(setting, *functions))
        except CellError as error:
            self.show_text(LABELS[error.label].format(**error.values))
        else:
            self._draw(setting, self.decay)

    def _hold(self, change: dict) -> None:
        """Keep the present curve for comparison, or let it go."""
        self._kept = None
        self.keep.button_style, self.keep.icon = ("info", "check") if change["new"] else ("", "")
        if change["new"] and self.decay is not None:
            self._kept = (self.setting, self.decay.norms)
        self._move()

    def _is_students(self, setting: Setting) -> bool:
        """Return whether the student's functions can do this setting: their RNN has a tanh."""
        has_tanh = setting.cell != "RNN" or setting.nonlinearity == "tanh"
        return has_tanh and setting.cell in self._functions

    def _draw(self, setting: Setting, decay: Decay) -> None:
        bounded, belt = np.isfinite([decay.gamma, decay.cell_norms[0]])
        frame = (setting.T, bool(bounded), self._kept is not None, bool(belt))
        if frame != self._frame:
            self._curve.set_frame(*frame)
            self._map.set_frame(decay.places)
            self._blitter.redraw([*self._map.moving, *self._curve.moving])
            self._frame = frame
        self._curve.update(decay.norms, decay.gamma, decay.rate)
        self._curve.update_belt(decay.cell_norms, decay.belt_norms)
        self._curve.keep(self._kept and self._kept[1], setting.T)
        self._map.update(decay.jacobians)
        said = [paragraph(remark) for remark in remarks(setting, decay, self._kept)]
        alt = alt_text(setting, decay, self._kept)
        self.show(self._blitter.frame(), alt, *self._warnings(setting, decay), *said)

    def _warnings(self, setting: Setting, decay: Decay) -> Iterator[str]:
        """Warn that the student's functions disagree, or that the curve is not theirs."""
        names = [name_of(function) for function in self._functions.get(setting.cell, ())]
        if names and not self._is_students(setting):
            words = {"forward": names[0], "nonlinearity": setting.nonlinearity}
            yield paragraph(LABELS["explorer_not_yours"].format(**words))
        elif names and decay.wrong:
            norms = {"h": decay.norms, "c": decay.cell_norms}[decay.wrong]
            words = {"forward": names[0], "backward": names[1], "state": decay.wrong}
            words["expected"] = number(decay.expected[decay.wrong])
            words["got"] = number(norms[0] / decay.factor)
            yield paragraph(LABELS["explorer_doubt"].format(**words), warning=True)


def _checked(cells: Mapping[str, tuple[Callable, Callable]]) -> dict[str, tuple]:
    """Return the student's pairs of functions, or raise for what cannot be called."""
    for name, pair in cells.items():
        if name not in STATES:
            raise ValueError(f"cells: expected names out of {tuple(STATES)}, got {name!r}.")
        if not isinstance(pair, tuple | list) or len(pair) != 2 or not all(map(callable, pair)):
            raise ValueError(f"cells: expected two functions for {name!r}, got {pair!r}.")
    return {name: tuple(pair) for name, pair in cells.items()}
