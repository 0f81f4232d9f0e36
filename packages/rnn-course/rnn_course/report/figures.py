"""The report's two pictures, as PNG in the page itself."""

import base64
import io
from collections.abc import Sequence

import numpy as np
from markupsafe import Markup
from matplotlib.figure import Figure

import rnnkit.plots  # noqa: F401 (the course's fonts, Chinese among them)
from rnn_course.report.gathering import ClassWork
from rnn_course.report.sentences import say
from rnn_course.report.statistics import CellSummary
from rnnkit.language import commas, joined

# Okabe–Ito: told apart by colour-blind people as well.
FULL, PART, NONE, WAITING = "#009E73", "#E69F00", "#D55E00", "#C8C8C8"
WIDTH = 6.2  # inches: on a telephone the letters are still large enough


def points_histogram(work: ClassWork) -> Markup:
    """Draw how many students got how many points."""
    totals = np.array(list(work.totals.values()))
    fig = Figure(figsize=(WIDTH, 2.4), layout="constrained")
    ax = fig.subplots()
    bins = np.linspace(0, work.max_total or 1, 11).tolist()
    counts, _, _ = ax.hist(totals, bins=bins, color="#0072B2", edgecolor="white")
    ax.set(xlabel=say("points_axis"), ylabel=say("students"), xlim=(0, bins[-1]))
    ax.locator_params(axis="y", integer=True)
    ax.spines[["top", "right"]].set_visible(False)
    tenths = commas(f"{count:.0f}" for count in counts)
    return _image(fig, say("histogram", tenths=tenths))


def shares_of_cells(cells: Sequence[CellSummary]) -> Markup:
    """Draw for each cell how many have all, some or none of its points."""
    fig = Figure(figsize=(WIDTH, 0.9 + 0.3 * len(cells)), layout="constrained")
    ax = fig.subplots()
    names = [each.cell.removeprefix("test_") for each in cells]
    left = np.zeros(len(cells))
    kinds = {"full": FULL, "part": PART, "none": NONE, "waiting": WAITING}
    for kind, color in kinds.items():
        width = np.array([100 * getattr(each, kind) / each.students for each in cells])
        if width.any():
            ax.barh(names, width, left=left, color=color, label=say(kind))
        left += width
    ax.invert_yaxis()
    ax.set(xlabel=say("students_percent"), xlim=(0, 100))
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.legend(ncols=4, loc="lower right", bbox_to_anchor=(1, 1), frameon=False)
    bars = (
        say("bar", name=name, full=each.full, students=each.students)
        for name, each in zip(names, cells, strict=True)
    )
    return _image(fig, joined([say("bars"), *bars]))


def _image(fig: Figure, alt: str) -> Markup:
    stream = io.BytesIO()
    fig.savefig(stream, format="png", dpi=160)
    data = base64.b64encode(stream.getvalue()).decode()
    return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(data, alt)
