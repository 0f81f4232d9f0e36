"""Text with a network's labels or scores, as coloured HTML."""

import html
import re
from collections.abc import Sequence

import numpy as np
from IPython.display import HTML

from rnnkit.language import Words

# A tag's capital, what it is called, and a light colour behind black letters.
KINDS = {
    "P": ("person", "#F6C667"),
    "L": ("place", "#9BD3F2"),
    "G": ("group", "#E5B5D2"),
    "C": ("", "#A8DCC9"),
}
_ENGLISH = {
    "person": "person",
    "place": "place",
    "group": "group",
    "review": "review",
    "network": "network",
    "writer": "writer",
    "positive": "{share:.0%} positive",
}
WORDS = Words("tasks", _ENGLISH)
POSITIVE, NEGATIVE = np.array([86, 180, 233]), np.array([230, 159, 0])
COLUMNS = ("review", "network", "writer")
CELL = "text-align:left;vertical-align:top;padding:2px 10px;"
LETTERS = "font-family:monospace;font-size:110%;overflow-wrap:anywhere"


def tagged_lines(rows: Sequence[tuple[str, str, str]]) -> HTML:
    """Return a table of lines of text with coloured spans.

    Parameters
    ----------
    rows : sequence of (str, str, str)
        What stands in front of a line, the line, and a tag for each of its characters: a
        capital P, L, G or C begins a span, the small letter continues it, O is outside.
    """
    cells = (
        f'<tr><td style="{CELL}white-space:nowrap">{html.escape(name)}</td>'
        f'<td style="{CELL}{LETTERS}">{_spans(text, tags)}</td></tr>'
        for name, text, tags in rows
    )
    return HTML(f"<table>{''.join(cells)}</table>")


def _spans(text: str, tags: str) -> str:
    # A span that goes on without having begun is shown all the same: it is what was answered.
    pieces = re.finditer(r"([PLGC])?((?<=P)p+|(?<=L)l+|(?<=G)g+|(?<=C)c+)?|p+|l+|g+|c+|O+", tags)
    spans = (m.span() for m in pieces if m.group())
    return "".join(_span(text[start:end], tags[start].upper()) for start, end in spans)


def _span(text: str, kind: str) -> str:
    if kind not in KINDS:
        return html.escape(text)
    name, color = KINDS[kind]
    style = f"background:{color};color:black;border-radius:3px;padding:1px 2px;margin:0 1px"
    label = f'<sub style="font-family:sans-serif"> {WORDS[name]}</sub>' if name else ""
    return f'<mark style="{style}">{html.escape(text)}{label}</mark>'


def shaded_reviews(texts: Sequence[str], opinions: np.ndarray, labels: Sequence[str] = ()) -> HTML:
    """Return a table of texts in which every character is shaded by how it speaks, and the verdict.

    Blue is positive, orange is negative.

    Parameters
    ----------
    texts : sequence of str
        N texts.
    opinions : ndarray of shape (T, N)
        Score for "positive" minus score for "negative" of the state after each character.
    labels : sequence of str
        The right answers, where they are known.
    """
    head = "".join(f'<th style="{CELL}">{WORDS[name]}</th>' for name in COLUMNS)
    rows = []
    for n, text in enumerate(texts):
        values = opinions[: len(text), n]
        share = WORDS["positive"].format(share=1 / (1 + np.exp(-values.mean())))
        right = html.escape(labels[n]) if labels else "?"
        cells = ["".join(map(_shade, text[: len(values)], values)), share, right]
        rows.append("".join(f'<td style="{CELL}">{cell}</td>' for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return HTML(f"<table><tr>{head}</tr>{body}</table>")


def _shade(character: str, value: float) -> str:
    strength = min(1.0, abs(value) / 4)
    color = (1 - strength) * np.full(3, 255) + strength * (POSITIVE if value > 0 else NEGATIVE)
    rgb = ",".join(str(round(part)) for part in color)
    return f'<span style="background:rgb({rgb});color:black">{html.escape(character)}</span>'
