"""The explorer's controls: one for each part of a setting."""

import ipywidgets

from rnnkit.plots._labels import LABELS
from rnnkit.widgets.explorer.setting import STATES, Setting
from rnnkit.widgets.panel import LABELLED

SCALES = ("spectral radius", "weight scale")
NONLINEARITIES = ("tanh", "relu", "none")
CHOICES = {"cell": tuple(STATES), "scale_by": SCALES, "nonlinearity": NONLINEARITIES}
RANGES = {"scale": (0.05, 2.0, 0.05), "T": (10, 100, 5), "forget_bias": (-2.0, 6.0, 0.5)}
LIMITS = (float("inf"), 100.0, 10.0, 1.0, 0.1, 0.01)
LAYOUT = {"width": "calc(50% - 12px)", "min_width": "250px", "margin": "2px 12px 2px 0"}
LOOK = {"style": LABELLED, "layout": LAYOUT}


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
    return {
        "cell": _dropdown(start, "cell"),
        "nonlinearity": _dropdown(start, "nonlinearity"),
        "scale_by": _dropdown(start, "scale_by"),
        "scale": _slider(ipywidgets.FloatSlider, start, "scale", start.measure),
        "T": _slider(ipywidgets.IntSlider, start, "T", LABELS["explorer_steps"]),
        "forget_bias": _slider(
            ipywidgets.FloatSlider, start, "forget_bias", LABELS["explorer_forget_bias"]
        ),
        "clip": ipywidgets.SelectionSlider(
            options=[(_limit(value), value) for value in sorted({*LIMITS, start.clip})[::-1]],
            value=start.clip,
            description=LABELS["explorer_clip"],
            **LOOK,
        ),
    }


def _slider(kind: type, start: Setting, name: str, description: str) -> ipywidgets.Widget:
    low, high, step = RANGES[name]
    value = getattr(start, name)
    return kind(value, min=low, max=high, step=step, description=description, **LOOK)


def _dropdown(start: Setting, name: str) -> ipywidgets.Widget:
    value, label = getattr(start, name), LABELS[f"explorer_{name}"]
    options = [
        (LABELS.get(f"explorer_{each}".replace(" ", "_"), each), each) for each in CHOICES[name]
    ]
    return ipywidgets.Dropdown(options=options, value=value, description=label, **LOOK)


def _limit(value: float) -> str:
    return LABELS["explorer_no_clip"] if value == float("inf") else f"{value:g}"
