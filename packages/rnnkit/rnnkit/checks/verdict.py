"""The outcome of one check, as text, as HTML and as data."""

import html
import os
import textwrap
from dataclasses import asdict, dataclass, field

from IPython import get_ipython
from IPython.display import display

from rnnkit.checks.messages import LANGUAGE, Sentence, message

MIME_TYPE = "application/vnd.rnnkit.verdict+json"
FORMAT = 2
# `nbgrader validate` cuts lines at 87 characters and indents them by 4.
WIDTH = 80
GREEN, RED = "#009E73", "#D55E00"  # Okabe–Ito: told apart by everyone, on light and dark


@dataclass(frozen=True)
class Line:
    """The report on one output: its name and shape, the finding, and hints below it."""

    name: str
    shape: str
    is_right: bool
    finding: Sentence
    hints: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    ``problem`` is set where there were no outputs to compare; ``mistakes`` are the known
    ones that were recognised, by their ids, with their messages.
    """

    exercise: str
    chapter: str
    points: float
    max_points: float
    lines: tuple[Line, ...] = ()
    notes: tuple[Sentence, ...] = ()
    problem: tuple[Sentence, ...] = ()
    mistakes: dict[str, str] = field(default_factory=dict)
    with_hidden_cases: bool = False

    def to_data(self) -> dict:
        """Return it as a report reads it: texts as they were shown, and what they were made of."""
        of_lines = [s for line in self.lines for s in (line.finding, *line.hints)]
        shown = [*self.problem, *of_lines, *self.notes]
        said = [{"id": s.id, "values": s.values} for s in shown]
        return asdict(self) | {"format": FORMAT, "language": LANGUAGE, "said": said}

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        return self.points == self.max_points

    @property
    def score(self) -> str:
        """The points in words."""
        return message("points", points=f"{self.points:g}", max_points=f"{self.max_points:g}")

    @property
    def adds_nothing(self) -> bool:
        """Whether the visible cases have shown all of this in the cell above."""
        return self.with_hidden_cases and self.is_full

    def to_text(self) -> str:
        """Write it in lines that no viewer has to cut."""
        if self.adds_nothing:
            return message("hidden_same")
        names = max((len(line.name) for line in self.lines), default=0)
        shapes = max((len(line.shape) for line in self.lines), default=0)
        rows = [row for line in self.lines for row in _text_rows(line, names, shapes)]
        return "\n".join([*map(_wrap, self.problem), *rows, *map(_wrap, self.notes), self.score])

    def to_html(self) -> str:
        """Write it as a small table."""
        if self.adds_nothing:
            return f"<div>{message('hidden_same')}</div>"
        rows = "".join(map(_html_row, self.lines))
        table = f'<table style="text-align:left;margin-left:0">{rows}</table>' if rows else ""
        problem = "".join(f"<pre>{html.escape(text)}</pre>" for text in self.problem)
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        return f"<div>{problem}{table}{notes}</div>"

    def show(self) -> None:
        """Display it where there is a notebook, print it where there is none."""
        if get_ipython() is None:
            print(self.to_text())
            return
        bundle = {"text/plain": self.to_text(), "text/html": self.to_html()}
        display(bundle | {MIME_TYPE: self.to_data()}, raw=True)

    def conclude(self) -> "Points":
        """Return the points, or raise if there are none.

        Raises
        ------
        CheckFailed
            If nothing is right; and for any missing point under ``nbgrader validate``,
            which shows the text of errors only.
        """
        if self.points == 0 or (_is_validating() and not self.is_full):
            _display_data(self)
            raise CheckFailed(self.to_text())
        self.show()
        return Points(self.points, self.score)


class Points(float):
    """Points of a check. nbgrader reads the number, a student reads the sentence."""

    sentence: str

    def __new__(cls, value: float, sentence: str) -> "Points":
        """Make a number with its sentence."""
        points = super().__new__(cls, value)
        points.sentence = sentence
        return points

    def __repr__(self) -> str:
        return f"{float(self):g}"

    def _repr_html_(self) -> str:
        return f"<b>{self.sentence}</b>"


class CheckFailed(Exception):
    """A check in which nothing was right. Jupyter shows its text without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [_wrap(line) for line in str(self).split("\n")]


def _is_validating() -> bool:
    return os.environ.get("NBGRADER_EXECUTION") == "validate"


def _display_data(verdict: Verdict) -> None:
    """Leave the verdict in the notebook for reports, without a second text."""
    if get_ipython() is not None:
        # nbconvert warns of outputs that it has no form for: hence the empty page, which unlike an
        # empty text has no box around it.
        display({MIME_TYPE: verdict.to_data(), "text/html": ""}, raw=True)


def _wrap(text: str, indent: str = "") -> str:
    if text.startswith(" "):  # a line of code, or wrapped before
        return text
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _text_rows(line: Line, names: int, shapes: int) -> list[str]:
    head = f"  {line.name:<{names}}  {line.shape:<{shapes}}  "
    finding = textwrap.fill(
        line.finding, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
    )
    return [finding, *(_wrap(hint, "    ") for hint in line.hints)]


def _html_row(line: Line) -> str:
    color, sign = (GREEN, "✓") if line.is_right else (RED, "✗")
    left = 'style="text-align:left;vertical-align:top"'
    finding = html.escape(line.finding)
    hints = "".join(
        f'<div style="max-width:44em;white-space:normal">{html.escape(hint)}</div>'
        for hint in line.hints
    )
    return (
        f"<tr><td {left}><code>{html.escape(line.name)}</code></td>"
        f"<td {left}>{html.escape(line.shape)}</td>"
        f'<td {left}><b style="color:{color}">{sign} {finding}</b>{hints}</td></tr>'
    )
