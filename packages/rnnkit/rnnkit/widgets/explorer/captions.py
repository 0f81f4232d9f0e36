"""Alternative text and remarks for the explorer's picture."""

from collections.abc import Iterator

import numpy as np

from rnnkit.language import commas
from rnnkit.plots._labels import LABELS
from rnnkit.plots.gradient_decay import number
from rnnkit.widgets.explorer.gradient_decay import Decay
from rnnkit.widgets.explorer.setting import Setting

Kept = tuple[Setting, np.ndarray]  # of the curve for comparison: norms (T + 1,)


def name_of(setting: Setting) -> str:
    """Return a setting in a few words: only what has a meaning for its cell."""
    parts = [setting.cell, f"{setting.measure} {setting.scale:g}", f"T {setting.T}"]
    if setting.cell == "RNN":
        parts.insert(1, setting.nonlinearity if setting.nonlinearity != "none" else "linear")
    if setting.cell == "LSTM":
        parts.append(LABELS["explorer_bias_of"].format(bias=setting.forget_bias))
    if np.isfinite(setting.clip):
        parts.append(LABELS["explorer_clipped_at"].format(limit=setting.clip))
    return commas(parts)


def alt_text(setting: Setting, decay: Decay, kept: Kept | None) -> str:
    """Return the alternative text for a setting's results."""
    first, last = decay.norms[0], decay.norms[-1]
    course = "explorer_falls" if first < last else "explorer_rises"
    T = setting.T
    text = LABELS["explorer_alt"].format(
        setting=name_of(setting), course=LABELS[course], last=number(last), T=T, first=number(first)
    )
    if np.isfinite(decay.cell_norms[0]):
        text += LABELS["explorer_alt_belt"].format(**_on_belt(decay))
    if np.isfinite(decay.gamma):
        bound, rate = number(decay.gamma**T), number(decay.rate**T)
        text += LABELS["explorer_alt_bound"].format(bound=bound, rate=rate)
    if kept:
        place = number(kept[1][0])
        text += LABELS["explorer_alt_kept"].format(setting=name_of(kept[0]), first=place)
    near, far = np.median(np.diag(decay.jacobians, -1)), decay.jacobians[-1, 0]
    return text + LABELS["explorer_alt_map"].format(near=number(near), far=number(far))


def remarks(setting: Setting, decay: Decay, kept: Kept | None) -> Iterator[str]:
    """Return the sentences below the picture."""
    if np.isfinite(decay.gamma):
        yield LABELS["explorer_weights"].format(gamma=decay.gamma, rate=decay.rate)
    first, last = decay.norms[0], decay.norms[-1]
    if first > 0:
        factor = (first / last) ** (1 / setting.T)
        yield LABELS["explorer_step_factor"].format(first=number(first), factor=factor)
    else:
        yield LABELS["explorer_zero"]
    if np.isfinite(decay.cell_norms[0]):
        yield LABELS["explorer_belt"].format(**_on_belt(decay))
    if np.isfinite(setting.clip):
        label = "explorer_clipped" if decay.factor < 1 else "explorer_clip_idle"
        values = {"norm": decay.weight_norm, "limit": setting.clip, "factor": decay.factor}
        yield LABELS[label].format(**{name: number(value) for name, value in values.items()})
    if kept:
        yield LABELS["explorer_kept"].format(setting=name_of(kept[0]), first=number(kept[1][0]))


def _on_belt(decay: Decay) -> dict[str, str]:
    return {"all": number(decay.cell_norms[0]), "belt": number(decay.belt_norms[0])}
