"""Formulas as MathML, which browsers show without a network and screen readers read aloud."""

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element
from markupsafe import Markup, escape

LONGEST = 2_000  # characters; the longest formula of the course has 500
ELEMENTS = {
    *("math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded"),
    *("mphantom", "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub"),
    *("msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none"),
}
WORD, LENGTH = re.compile(r"[a-z-]{1,30}"), re.compile(r"-?\d{0,2}(\.\d{1,3})?(em|ex|px|pt)?")
# None of them calls up anything, paints anything, or is larger than a line.
ATTRIBUTES = {
    **dict.fromkeys(("accent", "accentunder", "columnalign", "display", "displaystyle"), WORD),
    **dict.fromkeys(("fence", "form", "mathvariant", "movablelimits", "notation"), WORD),
    **dict.fromkeys(("separator", "stretchy", "symmetric"), WORD),
    **dict.fromkeys(("linethickness", "lspace", "maxsize", "minsize", "rspace"), LENGTH),
    **dict.fromkeys(("scriptlevel", "tabindex", "width"), LENGTH),
}


@lru_cache(maxsize=4096)
def to_mathml(latex: str, is_block: bool = False) -> Markup:
    """Write LaTeX, without its dollars, as MathML of listed elements; else as it stands."""
    try:
        if len(latex) <= LONGEST:
            element = convert_to_element(latex, display="block" if is_block else "inline")
            if is_block:
                element.set("tabindex", "0")  # a long one is scrolled, with keys too
            return _write(element)
    except Exception:  # latex2mathml has many kinds, and what is nested too deeply is one
        pass
    dollars = "$$" if is_block else "$"
    return Markup("<code>{}{}{}</code>").format(dollars, latex, dollars)


def _write(element: Element) -> Markup:
    if element.tag not in ELEMENTS:
        raise ValueError(element.tag)
    attributes = [
        Markup(' {}="{}"').format(name, value)
        for name, value in element.attrib.items()
        if name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(value)
    ]
    inner = [_text(element.text)]
    for child in element:
        inner += [_write(child), _text(child.tail)]
    nothing = Markup()
    tag, inside = Markup(element.tag), nothing.join(inner)
    return Markup("<{}{}>{}</{}>").format(tag, nothing.join(attributes), inside, tag)


def _text(text: str | None) -> Markup:
    return escape(unescape(text or ""))  # latex2mathml writes < as &#x0003C; and & as it stands
