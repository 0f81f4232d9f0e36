"""Pictures of chapter 12: what stands for what, and where the ways lead."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from rnnkit.plots import plot_cobweb, plot_scan, plot_stack_interval
from rnnkit.plots._style import STATE


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def nodes(ax):
    return {text.get_position(): text.get_text() for text in ax.texts if text.get_text()}


@pytest.mark.parametrize("T", [1, 2, 5, 8])
def test_after_the_last_round_every_state_reaches_back_to_the_first_step(ax, T):
    plot_scan(ax, T)
    top = max(level for _, level in nodes(ax))
    assert top == np.ceil(np.log2(T))
    last = [label for (_, level), label in sorted(nodes(ax).items()) if level == top]
    assert last == ["1", *(f"1–{t}" for t in range(2, T + 1))]


def test_boxes_are_dark_when_they_reach_the_first_step(ax):
    plot_scan(ax, 4)
    boxes = {t.get_text(): t.get_bbox_patch() for t in ax.texts if t.get_text()}
    dark = {label for label, box in boxes.items() if to_hex(box.get_facecolor()) == STATE.lower()}
    assert dark == {"1", "1–2", "1–3", "1–4"}


def test_the_tree_has_what_the_last_state_needs_and_nothing_else(ax):
    plot_scan(ax, 8, whole=False)
    labels = [label for _, label in sorted(nodes(ax).items(), key=lambda item: item[0][::-1])]
    assert labels[8:] == ["1–2", "3–4", "5–6", "7–8", "1–4", "5–8", "1–8"]


def test_a_round_less_leaves_out_a_row(ax):
    plot_scan(ax, 8, rounds=1)
    assert {level for _, level in nodes(ax)} == {0, 1}


def test_pieces_of_the_interval_are_the_numbers_of_the_text(ax):
    plot_stack_interval(ax)
    pieces = [(p.get_x(), p.get_x() + p.get_width()) for p in ax.patches]
    assert pieces[1:3] == [(0.25, 0.5), (0.75, 1.0)]
    assert all(any(start <= q < end for start, end in pieces[3:]) for q in (0.4375, 0.9375))
    assert not any(start <= 0.55 < end for start, end in pieces[1:])


@pytest.mark.parametrize(("gain", "end"), [(0.5, 0.0), (2.0, 0.9575)])
def test_stairs_end_where_curve_and_diagonal_cross(ax, gain, end):
    plot_cobweb(ax, gain, start=0.3)
    assert ax.lines[-1].get_xdata() == pytest.approx([end], abs=1e-4)
    stairs = np.stack(ax.lines[2].get_data(), axis=1)
    assert np.all((np.diff(stairs, axis=0) == 0).any(axis=1))  # across or up, never both
