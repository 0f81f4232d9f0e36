"""Cells as HTML that runs nothing and calls nothing up, whatever they hold."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from nbgrader_sandbox import clean_strictly, render_markdown
from rnn_course.pages.formulas import to_mathml
from rnnkit.language import Words

LONGEST = 20_000  # characters; a page of text has some 3,000
LINES = 200  # of an output; of a longer one, beginning and end
MOST_HTML, MAX_PICTURE = 200_000, 2_000_000  # characters; bytes
ANSI = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])")
HIDDEN = re.compile(r".*### *(BEGIN|END) (HIDDEN TESTS|MARK SCHEME|SOLUTION).*\n?")
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
SPACES = re.compile(r"\s+")
# A docstring is one piece, which a page may leave out of print.
BETWEEN_LINES = re.compile(r'</span>(\n\s*)<span class="sd">')
_LEXER = PythonLexer(stripnl=False)
_FORMATTER = HtmlFormatter(nowrap=True)
# What pages of several kinds say: the course's title, and what stands for what is left out.
_ENGLISH = {
    "title": "Recurrent networks, built by hand",
    "cut": "Only the first {count} characters are shown.",
    "lines_left_out": "… {count} lines are left out here …",
    "characters_left_out": "… {count} characters are left out here …",
    "picture": "Picture without a description",
}
WORDS = Words("pages", _ENGLISH)
say = WORDS.say


def render(cells: Iterable[NotebookNode]) -> Markup:
    """Return cells as cleaned HTML: text, code, and of outputs what is text or a picture."""
    return Markup("\n").join(map(render_cell, cells))


def render_cell(cell: NotebookNode, code: Callable[[str], Markup] | None = None) -> Markup:
    """Return a cell as cleaned HTML; ``code`` says how code of a usual length is written."""
    if cell.cell_type == "markdown":
        return render_text(cell.source, cell.get("attachments", {}))
    if cell.cell_type != "code":
        return pre(cell.source)
    written = code if code and len(cell.source) <= LONGEST else pre
    return written(cell.source) + render_outputs(cell.get("outputs", ()))


@lru_cache(maxsize=2048)  # most students keep the code that is given
def colored(source: str) -> Markup:
    """Return Python as HTML; colours of the classes are the page's, on light and on dark."""
    html = highlight(source, _LEXER, _FORMATTER).rstrip("\n")  # it escapes by itself
    code = Markup(BETWEEN_LINES.sub(r"\1", html))
    return Markup('<pre class="code" tabindex="0">{}</pre>').format(code)


def render_text(source: str, attachments: Mapping | None = None) -> Markup:
    """Return Markdown as cleaned HTML with formulas; as it stands, if that cannot be done."""
    if len(source) > LONGEST:
        return pre(source)
    try:
        if attachments:
            return Markup(render_markdown(source, dict(attachments), to_mathml))
        return _converted(source)
    except Exception:  # nested too deeply, a picture that is not there, or anything
        return pre(source)


@lru_cache(maxsize=2048)  # the texts of a chapter are the same in every notebook
def _converted(source: str) -> Markup:
    return Markup(render_markdown(source, {}, to_mathml))


def pre(text: str) -> Markup:
    """Return text as it stands; of a very long one, its beginning."""
    cut = Markup("<p>{}</p>").format(say("cut", count=f"{LONGEST:,}"))
    more = cut if len(text) > LONGEST else ""
    return Markup('<pre tabindex="0">{}</pre>{}').format(text[:LONGEST], more)


def render_outputs(outputs: Iterable[NotebookNode]) -> Markup:
    """Return outputs, each in the form that shows most: a picture, HTML, text."""
    return Markup("\n").join(map(_render_output, outputs))


def _render_output(output: NotebookNode) -> Markup:
    data = output.get("data", {})
    for kind in PICTURES:
        if _is_picture(data.get(kind)):
            return _picture(kind, data[kind], output)
    html = data.get("text/html")
    if isinstance(html, str) and len(html) <= MOST_HTML and (clean := clean_strictly(html).strip()):
        return Markup(f'<div class="html" tabindex="0">{clean}</div>')
    for kind in ("text/markdown", "text/latex"):
        if isinstance(data.get(kind), str):
            return render_text(data[kind])
    text = output.get("text") or data.get("text/plain") or "\n".join(output.get("traceback", ()))
    return pre(shortened(ANSI.sub("", text))) if text else Markup("")


def _is_picture(data: object) -> bool:
    if not isinstance(data, str) or len(data) > MAX_PICTURE * 1.4:
        return False
    try:
        return len(b64decode(SPACES.sub("", data), validate=True)) <= MAX_PICTURE
    except ValueError:
        return False


def _picture(kind: str, data: str, output: NotebookNode) -> Markup:
    about = output.get("metadata", {})
    text = about.get("alt") or about.get(kind, {}).get("alt") or say("picture")
    return Markup('<img alt="{}" src="data:{};base64,{}">').format(text, kind, SPACES.sub("", data))


def shortened(text: str) -> str:
    """Cut a very long text in the middle, and say so; leave out lines that mark hidden tests."""
    lines = HIDDEN.sub("", text).splitlines()
    if len(lines) > LINES:
        left = say("lines_left_out", count=f"{len(lines) - LINES:,}")
        lines = [*lines[: LINES // 2], left, *lines[-LINES // 2 :]]
    short = "\n".join(lines)
    if len(short) > LONGEST:
        left = say("characters_left_out", count=f"{len(short) - LONGEST:,}")
        short = f"{short[: LONGEST // 2]}\n{left}\n{short[-LONGEST // 2 :]}"
    return short
