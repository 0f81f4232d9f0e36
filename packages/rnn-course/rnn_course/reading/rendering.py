"""Cells of an answer as HTML that runs nothing."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape
from nbformat import NotebookNode

from nbgrader_sandbox import render_markdown
from rnn_course.reading.words import say

LONGEST = 20_000  # characters; a page of text has some 3,000
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def render(cells: Iterable[NotebookNode]) -> Markup:
    """Return cells as cleaned HTML: text, code, and of outputs what is text or a picture."""
    return Markup("\n").join(map(_render_cell, cells))


def _render_cell(cell: NotebookNode) -> Markup:
    if cell.cell_type == "code":
        return Markup("\n").join([_pre(cell.source), *map(_render_output, cell.get("outputs", ()))])
    if cell.cell_type != "markdown" or len(cell.source) > LONGEST:
        return _pre(cell.source)
    try:
        return Markup(render_markdown(cell.source, cell.get("attachments", {})))
    except Exception:  # nested too deeply, a picture that is not there, or anything
        return _pre(cell.source)


def _pre(text: str) -> Markup:
    more = Markup("<p>{}</p>").format(say("cut", count=f"{LONGEST:,}"))
    return Markup('<pre tabindex="0">{}</pre>{}').format(
        escape(text[:LONGEST]), more if len(text) > LONGEST else ""
    )


def _render_output(output: NotebookNode) -> Markup:
    data = output.get("data", {})
    if picture := data.get("image/png"):
        return Markup('<img alt="" src="data:image/png;base64,{}">').format(picture.strip())
    text = output.get("text") or data.get("text/plain") or "\n".join(output.get("traceback", ()))
    return _pre(ANSI.sub("", text)) if text else Markup("")
