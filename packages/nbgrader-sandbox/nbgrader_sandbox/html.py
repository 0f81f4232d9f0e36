"""Cleaning of HTML for formgrader, feedback and reading pages: all can be read, and nothing runs.

A student's text and outputs are HTML on a page that an instructor opens with an instructor's
rights. A script there could give itself points.
"""

import re
import secrets
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote

import nbformat
import nh3
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from pygments.token import STANDARD_TYPES

from nbgrader_sandbox.notebook.output_cleaning import clean_metadata

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "center", "cite", "code", "col"),
    *("colgroup", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol"),
    *("p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table"),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var"),
}
UNREAD = {"script", "style", "template", "title", "iframe", "noscript", "object", "textarea"}
ATTRIBUTES = {
    "*": {"align", "dir", "lang", "style", "title", "valign"},
    "a": {"href"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
WITHOUT_STYLE = ATTRIBUTES | {"*": ATTRIBUTES["*"] - {"align", "style", "valign"}}
# None of them loads anything or lays itself over the page.
STYLES = {
    *("background-color", "border", "border-collapse", "color", "font-family", "font-size"),
    *("font-style", "font-weight", "line-height", "margin-left", "max-width", "padding"),
    *("text-align", "text-decoration", "vertical-align", "white-space", "width"),
}
CLASSES = {"div": {"highlight"}, "span": set(STANDARD_TYPES.values()) - {""}}

# nbgrader's pages have columns touch each other.
ROOM_IN_TABLES = "<style>.rendered_html td, .rendered_html th {padding: 0.15em 0.6em}</style>"

# nbconvert writes the size of a picture without quotes, where these would end it.
ENDS_A_VALUE = {ord(sign): f"&#{ord(sign)};" for sign in " \t\n\f\r"}
PICTURE = re.compile(r"data:image/(png|jpe?g|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
MAX_PICTURE = 2_000_000  # bytes
DRAWN_IN_POINTS = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)
ELSEWHERE = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
BESIDE = re.compile(r"(?!\.\.?(/|$))[\w .()-]+(/(?!\.\.?(/|$))[\w .()-]+)*")


def clean_html(html: object) -> str:
    """Clean a piece of HTML, a str or what turns into one: keep what can be read and looked at.

    No scripts, forms, frames, styles that cover other things, and addresses that are called up
    as soon as the page is open. Ammonia, behind nh3: https://github.com/rust-ammonia/ammonia
    """
    clean = _CLEANER.clean(str(html))
    return ROOM_IN_TABLES + clean if "<table" in clean else clean


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Write Markdown as HTML, as nbconvert's filter of this name does, and clean it."""
    attachments = context.get("cell", {}).get("attachments", {})
    # A student's heading must not take the name of an input of the page.
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    return clean_html(MarkdownWithMath(renderer=renderer).render(source))


def render_markdown(
    source: str, attachments: dict[str, dict[str, str]], formula: Callable[[str, bool], str]
) -> str:
    """Write Markdown as HTML for a page of one's own: nothing is loaded, and nothing has a style.

    ``attachments`` are pictures of its cell by name, each in base64 by its type. ``formula`` takes
    LaTeX, and whether it stands in a line of its own, and returns clean HTML.
    """
    renderer = _WithFormulas(attachments, formula)
    clean = clean_strictly(MarkdownWithMath(renderer=renderer).render(source))
    return renderer.put_in(clean)


def clean_strictly(html: str) -> str:
    """Clean a piece of HTML for a page of one's own.

    It has no style, so that the page's own colours can be read on it, and no picture but those
    in PNG, JPEG, GIF or WebP of at most 2 MB that are a part of it.
    """
    return _STRICT_CLEANER.clean(html)


class _WithFormulas(IPythonRenderer):
    """Keeps a place for each formula until all around it is clean."""

    def __init__(
        self, attachments: dict[str, dict[str, str]], formula: Callable[[str, bool], str]
    ) -> None:
        super().__init__(escape=False, attachments=attachments, exclude_anchor_links=True)
        self._formula, self._formulas = formula, list[str]()
        self._name = secrets.token_hex(8)  # which no text can have foreseen

    def inline_math(self, body: str) -> str:
        return self._place(body, is_block=False)

    def block_math(self, body: str) -> str:
        return self._place(body, is_block=True)

    def latex_environment(self, name: str, body: str) -> str:
        return self._place(f"\\begin{{{name}}}{body}\\end{{{name}}}", is_block=True)

    def _place(self, latex: str, is_block: bool) -> str:
        self._formulas.append(self._formula(latex, is_block))
        return f'<span title="{self._name}-{len(self._formulas) - 1}"></span>'

    def put_in(self, clean: str) -> str:
        """Put the formulas in. In an attribute no place is found: there, quotes are escaped."""
        places = re.compile(rf'<span title="{self._name}-(\d+)"></span>')
        return places.sub(lambda place: self._formulas[int(place[1])], clean)


def escape_html(value: object) -> str:
    """Escape text, as nbconvert's filter of this name does, also for where no quotes are."""
    return str(escape(value)).translate(ENDS_A_VALUE)


class CleanMetadata(Preprocessor):
    """Keep of outputs' metadata what pages use: stock nbgrader writes down what a student sent."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, index: int
    ) -> tuple[NotebookNode, dict]:
        """Clean one cell."""
        for output in cell.get("outputs", ()):
            if "metadata" in output:
                output.metadata = nbformat.from_dict(clean_metadata(output.metadata))
        return cell, resources


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if PICTURE.match(value) or BESIDE.fullmatch(unquote(value)) else None
    if attribute == "href":  # a page beside the notebook would have the formgrader's rights
        return value if ELSEWHERE.match(value) else None
    return value


def _harmless_here(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        fits = len(value) < MAX_PICTURE * 4 / 3 and DRAWN_IN_POINTS.match(value)
        return value if fits else None
    return _harmless(tag, attribute, value)


_cleaner = partial(
    nh3.Cleaner,
    tags=TAGS,
    clean_content_tags=UNREAD,
    url_schemes={"http", "https", "mailto", "data"},
    allowed_classes=CLASSES,
)
_CLEANER = _cleaner(
    attributes=ATTRIBUTES, attribute_filter=_harmless, filter_style_properties=STYLES
)
_STRICT_CLEANER = _cleaner(attributes=WITHOUT_STYLE, attribute_filter=_harmless_here)
