"""Encoder and decoder, and accuracy by length and by language."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, INPUT, OUTPUT, STATE

X, H, Y = 0.0, 1.0, 2.0  # heights of input, state and output
GAP = 0.7  # additional room at the joint
THIN, THICK = 1.2, 3.0  # points; thick is the one arrow that carries all

Shares = Mapping[str, float]

_draw_arrow = partial(draw_arrow, gaps=(10, 9), linewidth=THIN)


def plot_encoder_decoder(
    ax: Axes,
    source: Sequence[str],
    target: Sequence[str],
    bos: str,
    taught: bool = True,
    backward: bool = False,
    looks: bool = False,
) -> None:
    """Draw two networks: one reads the source, the other begins with its last state and writes.

    The decoder reads ``bos`` first, then the target, if it is ``taught``, or what it has written
    (dashed). ``backward`` adds the way of the gradient. If it ``looks``, it begins at zero, and its
    first token is written with a look at every state of the encoder.
    """
    T, U = len(source), len(target)
    places = [*range(T), *(T + GAP + u for u in range(U))]
    read = [*source, bos, *(target[:-1] if taught else [None] * (U - 1))]
    for k, (place, token) in enumerate(zip(places, read, strict=True)):
        ax.plot([place], [H], "o", markersize=13, color=STATE)
        if token is not None:
            _draw_token(ax, place, X, token, INPUT)
            _draw_arrow(ax, (place, X), (place, H))
        if k and not (looks and k == T):
            _draw_arrow(ax, (places[k - 1], H), (place, H), linewidth=THICK if k == T else THIN)
        if backward and k:
            _draw_arrow(ax, (place, H), (places[k - 1], H), GRADIENT, bend=0.4)
    for u, (place, token) in enumerate(zip(places[T:], target, strict=True)):
        _draw_token(ax, place, Y, token, OUTPUT)
        _draw_arrow(ax, (place, H), (place, Y))
        if backward:
            _draw_arrow(ax, (place, Y), (place, H), GRADIENT, bend=0.4)
        if u and not taught:
            _draw_arrow(ax, (places[T + u - 1], Y), (place, H), linestyle="--")
    _name(ax, places[:T], LABELS["encoder"])
    _name(ax, places[T:], LABELS["decoder"])
    if looks:
        for place in places[:T]:
            _draw_arrow(ax, (place, H), (places[T], Y), STATE, gaps=(9, 13))
    else:
        ax.text(T - 0.5 + GAP / 2, H + 0.32, LABELS["handed_on"], ha="center", fontsize=9)
    ax.set(xlim=(-0.6, places[-1] + 0.6), ylim=(X - 0.9, Y + 0.4))
    ax.set_axis_off()


def plot_accuracy_by_length(
    ax: Axes, lengths: Sequence[int], shares: Mapping[str, np.ndarray], longest: int
) -> None:
    """Draw how many sequences of each length come out right from end to end.

    ``shares`` (K,), from 0 to 1, have the networks' names. Lengths beyond the ``longest`` that was
    learned from lie on grey.
    """
    for name, share in shares.items():
        ax.plot(lengths, 100 * np.asarray(share), "o-", markersize=4, label=name)
    ax.axvspan(longest + 0.5, max(lengths) + 0.5, color=FAINT, alpha=0.4, linewidth=0)
    ax.text(longest + 0.7, 50, LABELS["never_so_long"], rotation=90, va="center", fontsize=9)
    limits = {"xlim": (min(lengths) - 0.5, max(lengths) + 0.5), "ylim": (-3, 103)}
    ax.set(xlabel=LABELS["sequence_length"], ylabel=LABELS["share_whole"], **limits)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)


def plot_shares(
    ax: Axes, shares: Shares, label: str = "", beside: Mapping[str, Shares] | None = None
) -> None:
    """Draw named shares from 0 to 1 as bars, from left to right, with their numbers on top.

    ``beside`` has other shares of the same names, by what they are: a dot in each bar. Then
    ``label`` says what the bars are.
    """
    places = range(len(shares))
    heights = [100 * share for share in shares.values()]
    ax.bar(places, heights, color=OUTPUT, width=0.75, label=label)
    for place, height in zip(places, heights, strict=True):
        ax.text(place, height + 1, f"{height:.0f}", ha="center", fontsize=8)
    for what, others in (beside or {}).items():
        ax.plot(places, [100 * others[name] for name in shares], "ko", markersize=4, label=what)
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1.02), ncols=2)
    ax.set_xticks(places, shares, rotation=60, ha="right", rotation_mode="anchor", fontsize=9)
    ax.set(ylabel=LABELS["share_whole"], ylim=(0, 108), xlim=(-0.7, len(shares) - 0.3))


def _name(ax: Axes, places: Sequence[float], name: str) -> None:
    """Write a network's name below its steps, with a line as long as it is."""
    ax.plot([places[0] - 0.35, places[-1] + 0.35], [X - 0.42] * 2, color="black", linewidth=1)
    ax.text((places[0] + places[-1]) / 2, X - 0.72, name, ha="center", fontsize=10)


def _draw_token(ax: Axes, x: float, y: float, token: str, color: str) -> None:
    size = 11 if len(token) < 3 else 8  # a special token must not reach its neighbour
    draw_node(ax, x, y, token, color, size, box="round,pad=0.3")
