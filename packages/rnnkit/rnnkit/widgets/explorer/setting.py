"""A setting of the explorer's controls, the controls, and the weights and inputs of a setting."""

from dataclasses import dataclass

import ipywidgets
import numpy as np

from rnnkit.plots._labels import LABELS
from rnnkit.widgets.panel import LABELLED

Arrays = list[np.ndarray]

STATES = {"RNN": ("h",), "LSTM": ("h", "c"), "GRU": ("h",)}
GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
D, H = 4, 12  # small, so that a slider need not wait
INPUT_SCALE = 0.5  # inputs of this size leave tanh between its straight and its flat part
SEED = 6
SCALES = ("spectral radius", "weight scale")
NONLINEARITIES = ("tanh", "relu", "none")
CHOICES = {"cell": tuple(STATES), "scale_by": SCALES, "nonlinearity": NONLINEARITIES}
RANGES = {"scale": (0.05, 2.0, 0.05), "T": (10, 100, 5), "forget_bias": (-2.0, 6.0, 0.5)}
LIMITS = (float("inf"), 100.0, 10.0, 1.0, 0.1, 0.01)
LAYOUT = {"width": "calc(50% - 12px)", "min_width": "250px", "margin": "2px 12px 2px 0"}
LOOK = {"style": LABELLED, "layout": LAYOUT}


@dataclass(frozen=True)
class Setting:
    """The values of the controls.

    scale is, by scale_by, the spectral radius of W_hh, or of each gate's block of it, or the
    standard deviation of its entries times √H; the loss is at the last of T steps; clip is the
    largest norm of the gradient of all weights, and infinity leaves it as it is.
    """

    cell: str = "RNN"
    scale_by: str = "spectral radius"
    scale: float = 0.9
    T: int = 50
    nonlinearity: str = "tanh"
    forget_bias: float = 0.0
    clip: float = float("inf")

    @property
    def measure(self) -> str:
        """Which measure of the weights is set, in the language that is spoken."""
        return _in_words(self.scale_by)


def _in_words(choice: str) -> str:
    """Return a choice in the language that is spoken, if it is more than a name of the field."""
    return LABELS.get(f"explorer_{choice}".replace(" ", "_"), choice)


def draw_weights(setting: Setting) -> Arrays:
    """Return W_xh (D, GH), W_hh (H, GH), b_h (GH,) for G gates; another scale scales the same."""
    gates, rng = GATES[setting.cell], np.random.default_rng(SEED)
    blocks = rng.standard_normal((gates, H, H)) / np.sqrt(H)
    if setting.scale_by == "spectral radius":
        blocks /= np.abs(np.linalg.eigvals(blocks)).max(axis=1)[:, None, None]
    W_xh = rng.standard_normal((D, gates * H)) * INPUT_SCALE / np.sqrt(D)
    b_h = np.zeros(gates * H)
    if setting.cell == "LSTM":
        b_h[H : 2 * H] = setting.forget_bias  # the gates' order is i, f, g, o
    return [W_xh, setting.scale * np.concatenate(blocks, axis=1), b_h]


def draw_sequence(T: int) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs (T, 1, D), the last alike for every T, and ∂L/∂h_T (H,) of length 1."""
    rng = np.random.default_rng(SEED + 1)
    v = rng.standard_normal(H)
    return rng.standard_normal((T, 1, D))[::-1], v / np.linalg.norm(v)


def check_setting(setting: Setting) -> None:
    """Raise ValueError, with the option, if a setting is not one that the controls can show."""
    for name, choices in CHOICES.items():
        value = getattr(setting, name)
        if value not in choices:
            raise ValueError(f"{name}: expected one of {choices}, got {value!r}.")
    for name, (low, high, _) in RANGES.items():
        value = getattr(setting, name)
        if not low <= value <= high:
            shown = setting.scale_by if name == "scale" else name
            raise ValueError(f"{shown}: expected {low} to {high}, got {value!r}.")
    if not setting.clip > 0:
        raise ValueError(f"clip: expected a norm above 0, or None, got {setting.clip!r}.")


def make_controls(start: Setting) -> dict[str, ipywidgets.Widget]:
    """Return a control for each attribute of a setting, by its name, as it stands at first."""
    controls: dict[str, ipywidgets.Widget] = {}
    for name, label in (
        ("cell", LABELS["explorer_cell"]),
        ("nonlinearity", LABELS["explorer_nonlinearity"]),
        ("scale_by", LABELS["explorer_scale_by"]),
        ("scale", start.measure),
        ("T", LABELS["explorer_steps"]),
        ("forget_bias", LABELS["explorer_forget_bias"]),
        ("clip", LABELS["explorer_clip"]),
    ):
        look: dict = {"value": getattr(start, name), "description": label} | LOOK
        if name in CHOICES:
            options = [(_in_words(each), each) for each in CHOICES[name]]
            controls[name] = ipywidgets.Dropdown(options=options, **look)
        elif name in RANGES:
            low, high, step = RANGES[name]
            kind = ipywidgets.IntSlider if name == "T" else ipywidgets.FloatSlider
            controls[name] = kind(min=low, max=high, step=step, **look)
        else:
            limits = sorted({*LIMITS, start.clip}, reverse=True)
            names = [LABELS["explorer_no_clip"], *(f"{limit:g}" for limit in limits[1:])]
            steps = [*zip(names, limits, strict=True)]
            controls[name] = ipywidgets.SelectionSlider(options=steps, **look)
    return controls
