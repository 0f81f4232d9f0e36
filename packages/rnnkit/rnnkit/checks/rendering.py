"""Show a verdict: as text, as a coloured box, as an error where there are no points."""

import html
import os
import re
from collections.abc import Iterable

from IPython import get_ipython
from IPython.display import display

from rnnkit.checks.messages import Sentence, message
from rnnkit.checks.verdict import Line, Verdict
from rnnkit.language import columns, padded, wrapped

MIME_TYPE = "application/vnd.rnnkit.verdict+json"
# `nbgrader validate` cuts lines at 87 characters and indents them by 4.
WIDTH = 80
# Okabe–Ito, the orange darker: told apart by everyone, on light and dark. Only bars and signs have
# them, and the text has the page's colour: none of the three can be read on both.
GREEN, ORANGE, RED = "#009E73", "#C07F00", "#D55E00"
GREY = "#888888"  # of what is neither right nor wrong
CODE = re.compile(r"`([^`\n]+)`")
LEFT = "text-align:left;vertical-align:top"


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


def conclude(verdict: Verdict) -> Points:
    """Show the verdict and return its points, or raise `CheckFailed` if there are none.

    nbgrader would give full points to a cell that only displays something. Any missing point raises
    under ``nbgrader validate``. The text of the error says it all where nothing but errors is seen:
    there, and outside of notebooks.
    """
    is_validating = os.environ.get("NBGRADER_EXECUTION") == "validate"
    if is_validating and not verdict.is_full:
        if get_ipython() is not None:  # the verdict stays in the notebook for reports
            # nbconvert warns of outputs that it has no form for: hence the empty page, which
            # unlike an empty text has no box around it.
            display({MIME_TYPE: verdict.to_data(), "text/html": ""}, raw=True)
        raise CheckFailed(to_text(verdict))
    if verdict.points == 0 and get_ipython() is None:
        raise CheckFailed(to_text(verdict))
    texts = {"text/plain": to_text(verdict), "text/html": to_html(verdict)}
    _show(texts | {MIME_TYPE: verdict.to_data()})
    if verdict.points == 0:
        raise CheckFailed(message("no_points", score=verdict.score))
    return Points(verdict.points, verdict.score)


def show_sentences(sentences: Iterable[Sentence], color: str) -> None:
    """Display sentences in a box with a bar of this colour, or print them."""
    texts = list(sentences)
    text = "\n".join(map(_wrap, texts))
    _show({"text/plain": text, "text/html": _box(color, _paragraphs(texts))})


def _show(bundle: dict) -> None:
    """Display it where there is a notebook, print it where there is none."""
    if get_ipython() is None:
        print(bundle["text/plain"])
    else:
        display(bundle, raw=True)


def to_text(verdict: Verdict) -> str:
    """Write it in lines that no viewer has to cut."""
    if verdict.adds_nothing:
        return message("hidden_same")
    names = max((columns(line.name) for line in verdict.lines), default=0)
    shapes = max((len(line.shape) for line in verdict.lines), default=0)
    rows = [row for line in verdict.lines for row in _text_rows(line, names, shapes)]
    problem, notes = map(_wrap, verdict.problem), map(_wrap, verdict.notes)
    return "\n".join([*problem, *rows, *notes, verdict.score])


def _wrap(text: str, indent: str = "") -> str:
    if _is_code(text):
        return text
    return "\n".join(indent + line for line in wrapped(text, WIDTH - len(indent)))


def _is_code(text: str) -> bool:
    """Return whether it is a line of a student's program, or was wrapped before."""
    return text.startswith(" ")


def _text_rows(line: Line, names: int, shapes: int) -> list[str]:
    head = f"  {padded(line.name, names)}  {line.shape:<{shapes}}  "
    finding = ("\n" + " " * columns(head)).join(wrapped(line.finding, WIDTH - columns(head)))
    return [head + finding, *(_wrap(hint, "    ") for hint in line.hints)]


def to_html(verdict: Verdict) -> str:
    """Write it as a box whose bar says whether there are no, some or all points."""
    color = GREEN if verdict.is_full else ORANGE if verdict.points else RED
    if verdict.adds_nothing:
        content = _paragraphs([message("hidden_same")])
    else:
        rows = "".join(map(_html_row, verdict.lines))
        table = f'<table style="text-align:left;margin:0">{rows}</table>' if rows else ""
        content = _paragraphs(verdict.problem) + table + _paragraphs(verdict.notes)
    return _box(color, content)


def _box(color: str, content: str) -> str:
    box = f"border-left:5px solid {color};background-color:{color}1a;padding:4px 12px"
    return f'<div style="{box}">{content}</div>'


def _paragraphs(texts: Iterable[str]) -> str:
    code = '<pre style="background:none;margin:0 0 4px"><code>{}</code></pre>'
    words = '<div style="margin:2px 0 4px">{}</div>'
    rows = (code.format(html.escape(t)) if _is_code(t) else words.format(prose(t)) for t in texts)
    return "".join(rows)


def prose(sentence: str) -> str:
    """Write a sentence as HTML: what stands between backquotes is code."""
    return CODE.sub(r"<code>\1</code>", html.escape(sentence))


def _html_row(line: Line) -> str:
    color, sign = (GREEN, "✓") if line.is_right else (RED, "✗")
    cells = (
        f'<b style="color:{color}">{sign}</b>',
        f"<code>{html.escape(line.name)}</code>",
        html.escape(line.shape),
        f"<b>{prose(line.finding)}</b>{_paragraphs(line.hints)}",
    )
    wraps = ("nowrap", "nowrap", "nowrap", "normal")  # "(N, D)" is read as one
    pairs = zip(wraps, cells, strict=True)
    row = "".join(f'<td style="{LEFT};white-space:{wrap}">{cell}</td>' for wrap, cell in pairs)
    return f'<tr style="background:none">{row}</tr>'
