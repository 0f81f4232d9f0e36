"""A row of pictures and a slider that goes through them."""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from rnnkit.language import commas
from rnnkit.plots._display import image_tag, to_png
from rnnkit.plots._labels import LABELS
from rnnkit.plots.attention import plot_look
from rnnkit.plots.heatmaps import plot_states
from rnnkit.plots.limits import plot_scan
from rnnkit.plots.network import plot_chain, plot_unrolled
from rnnkit.widgets.panel import WIDTH, Panel, paragraph, step_slider

MOST = 3  # places that are named for each token that was written


class Stepper(Panel):
    """A slider over pictures that are all drawn beforehand, so that moving it is instant.

    ``draw`` takes one of ``n_steps`` steps and returns its Figure; ``label`` says what the slider
    counts, ``alt`` what there is to see, in a sentence for all, or one for each.
    """

    def __init__(
        self, draw: Callable[[int], Figure], n_steps: int, label: str, alt: str | Sequence[str]
    ) -> None:
        self._frames = []
        for fig in map(draw, range(n_steps)):
            self._frames.append(to_png(fig))
            plt.close(fig)
        self._alts = [alt] * n_steps if isinstance(alt, str) else list(alt)
        self._label = label
        self.slider = step_slider(n_steps, label)
        self.slider.observe(self._move, "value")
        super().__init__([self.slider])
        self._move()

    def _move(self, _change: dict | None = None) -> None:
        step = self.slider.value
        alt = LABELS["stepper_place"].format(
            label=self._label, step=step, steps=len(self._frames), alt=self._alts[step - 1]
        )
        self.show(self._frames[step - 1], alt, paragraph(self._alts[step - 1]))

    def without_kernel(self) -> str:
        """Return the last picture, which holds what all of them add up to."""
        return image_tag(self._frames[-1], self._alts[-1], WIDTH)


def unrolling_stepper(inputs: Sequence[str], h: np.ndarray) -> Stepper:
    """Unroll a network over T inputs, and show its states (T, H) fill up beside it."""

    def draw(step: int) -> Figure:
        layout = {"height_ratios": (3, 4), "width_ratios": (30, 1)}
        fig, axes = plt.subplots(2, 2, figsize=(6.6, 4.6), sharex="col", gridspec_kw=layout)
        (top, corner), (bottom, colors) = axes
        corner.set_axis_off()
        seen = np.full_like(h, np.nan)
        seen[: step + 1] = h[: step + 1]
        plot_states(bottom, seen, inputs, colorbar=colors)
        plot_unrolled(top, inputs, step=step)  # last: its limits hold for both
        fig.tight_layout()
        return fig

    return Stepper(draw, len(inputs), LABELS["stepper"], LABELS["stepper_alt"])


def scan_stepper(T: int) -> Stepper:
    """Combine T steps, at least 2, of a linear recurrence in pairs, round by round."""

    def draw(done: int) -> Figure:
        fig, ax = plt.subplots(figsize=(6.6, 3.2))
        plot_scan(ax, T, rounds=done + 1)
        return fig

    return Stepper(draw, (T - 1).bit_length(), LABELS["round"], LABELS["scan_alt"])


def alignment_stepper(weights: np.ndarray, source: Sequence[str], target: Sequence[str]) -> Stepper:
    """Go through what was written, and see what was read for each token of it.

    weights (U, T), whose rows add up to 1, are the attention of U tokens written to T tokens read.
    ValueError if nothing was written, or the weights have another shape.
    """
    if not len(target) or not len(source):
        raise ValueError(
            f"source and target: expected at least one token each, got {len(source)} read and "
            f"{len(target)} written; let the network write first"
        )
    if np.shape(weights) != (len(target), len(source)):
        raise ValueError(
            f"weights: expected shape ({len(target)}, {len(source)}), a row for each token that "
            f"was written and a column for each that was read; got {np.shape(weights)}"
        )

    def draw(u: int) -> Figure:
        fig, ax = plt.subplots(figsize=(6.6, 2.2))
        plot_look(ax, weights, source, target, u)
        return fig

    alts, place, said = [], LABELS["alignment_place"].format, LABELS["alignment_reading"].format
    for u, token in enumerate(target):
        most = np.argsort(-weights[u], kind="stable")[:MOST]
        looks = commas(place(token=source[t], place=t + 1, weight=weights[u, t]) for t in most)
        reading = said(token=token, step=u + 1, steps=len(target), looks=looks)
        alts.append(f"{LABELS['alignment_alt']} {reading}")
    return Stepper(draw, len(target), LABELS["alignment_step"], alts)


def backward_stepper(x: Sequence[float], w: float, targets: Sequence[float]) -> Stepper:
    """Step through a network of one unit, forward and then back, with every number.

    h_t = tanh(x_t + w h_{t−1}), h_0 = 0 and L_t = ½ (h_t − target_t)². ValueError if there is no
    step, or not a target for each.
    """
    inputs, wanted = np.asarray(x, dtype=float), np.asarray(targets, dtype=float)
    if inputs.ndim != 1 or inputs.shape != wanted.shape or not len(inputs):
        raise ValueError(
            f"targets: expected one for each of at least one input; "
            f"got x of shape {inputs.shape} and targets of shape {wanted.shape}."
        )
    h = _states(inputs, w)
    gradients = _send_back(h, w, h - wanted)

    def draw(step: int) -> Figure:
        fig, ax = plt.subplots(figsize=(6.6, 3.2))
        plot_chain(ax, inputs, h, gradients, step + 1)
        return fig

    return Stepper(draw, 2 * len(h), LABELS["stepper"], _sentences(inputs, w, h, gradients))


def _states(x: np.ndarray, w: float) -> np.ndarray:
    h, last = np.zeros(len(x)), 0.0
    for t, x_t in enumerate(x):
        last = h[t] = np.tanh(x_t + w * last)
    return h


def _send_back(h: np.ndarray, w: float, above: np.ndarray) -> np.ndarray:
    """Return what comes from above, from the right, and what is sent on: (3, T)."""
    right, sent = np.zeros(len(h) + 1), np.zeros(len(h))
    for t in reversed(range(len(h))):
        right[t] = sent[t] = w * (above[t] + right[t + 1]) * (1 - h[t] ** 2)
    return np.array([above, right[1:], sent])


def _sentences(x: np.ndarray, w: float, h: np.ndarray, gradients: np.ndarray) -> list[str]:
    """Return a sentence with the numbers of each step, forward and then back."""
    before = np.concatenate([[0.0], h[:-1]])
    rows = [
        {"t": t + 1, "x": x[t], "w": w, "before": before[t], "h": h[t], "slope": 1 - h[t] ** 2}
        | dict(zip(("above", "right", "sent"), gradients[:, t], strict=True))
        | {"dh": gradients[:2, t].sum(), "dz": gradients[:2, t].sum() * (1 - h[t] ** 2)}
        for t in range(len(x))
    ]
    forward = [LABELS["chain_forward"].format(**row) for row in rows]
    return forward + [LABELS["chain_backward"].format(**row) for row in rows[::-1]]
