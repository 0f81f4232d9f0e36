"""What a translation has to keep of the English, and how Chinese is written."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from rnn_course.catalogues.catalogue import Unit

Rule = Callable[[Unit, str], str]
MARKDOWN = MarkdownIt("commonmark")
MATHS, SPAN, LINK = re.compile(r"\$[^$]+\$"), re.compile(r"`[^`]+`"), re.compile(r"\]\(([^)]*)\)")
NAME = re.compile(r"(?<![\w\\])\w*[A-Za-z]_\w+|(?<![\w\\])d[A-Za-z]{1,2}(?![\w])")
VALUE = re.compile(r"(?<!\{)\{[^{}]+\}(?!\})")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
HAN = "\u3400-\u9fff"
CHINESE = re.compile(f"[{HAN}]")
LATIN = "A-Za-z0-9α-ωΑ-Ω"
MARKS = "，。：；？！、（）"
SHORT = 12  # characters: of a word or two, the length says nothing
RULES: dict[str, Rule] = {}
REMEDIES = {
    "chinese": "has no Chinese: translate it, or put the English into keep.txt if it is data",
    "length": "is {ratio:.2f} times as long as the English (0.2 to 1.1): is all of it there?",
    "maths": "has not the maths of the English ({got}): copy each $…$ as it is",
    "code": "has not the code of the English ({got}): copy each `…` as it is",
    "links": "has not the links of the English ({got}): copy what stands in ](…)",
    "values": "has not the values of the English ({got}): copy each {{…}} as it is",
    "names": "has not the names of the English ({got}): copy them as they are",
    "numbers": "lacks the numbers {got}: write numbers as the English does",
    "emphasis": "shows {got} as it is: put a space outside of it, or the full stop outside",
    "space": "needs a space between Chinese and Latin letters or numbers: {got}",
    "no_space": "has a space beside a full-width mark: {got}",
    "half_width": "has a half-width mark beside Chinese: {got}; write ，。：；？！（）",
    "quotes": "has straight quotes beside Chinese: {got}; write “ ”",
    "heading": "is a heading or label, and ends with 。",
    "polite": "says 您: write 你",
    "moment": "says {got}: write 时刻 t",
    "label": "mixes Chinese and $…$, which no font has: write it in Unicode, as ∂L/∂h_t",
    "fuzzy": "is marked as fuzzy: compare it with the English, mend it, take the mark away",
    "order": "catalogue and course differ: run `rnn-course translate update`",
    "forbidden": "says {got}, which the glossary forbids: write {term}",
    "term": "has {english!r}, for which the glossary says {term}",
}


@dataclass(frozen=True)
class Term:
    """A line of glossary.tsv: a term, its translation, and what may not stand for it."""

    english: str
    translation: str
    forbidden: tuple[str, ...]


def _rule(check: Rule) -> Rule:
    RULES[check.__name__.strip("_")] = check
    return check


def say(rule: str, **values: object) -> str:
    """Return what is wrong and what to do."""
    return REMEDIES[rule].format(**values)


def faults(
    unit: Unit, text: str, terms: list[Term], allowed: Collection[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with a translation, but for rules that a translator allowed to break."""
    for name, check in RULES.items():
        if name not in allowed and (fault := check(unit, text)):
            yield f"[{name}] {fault}"
    for term in terms if "forbidden" not in allowed else ():
        if found := next((word for word in term.forbidden if _says(word, text, terms)), ""):
            yield "[forbidden] " + say("forbidden", got=found, term=term.translation)


def missing_terms(unit: Unit, text: str, terms: list[Term]) -> Iterator[str]:
    """Yield terms of the English whose translation does not stand in the Chinese."""
    for term in terms:
        wanted = term.translation.split("（")[0]
        if re.search(rf"\b{re.escape(term.english)}s?\b", unit.text, re.I) and wanted not in text:
            yield say("term", english=term.english, term=term.translation)


def _says(word: str, text: str, terms: list[Term]) -> bool:
    """Whether a forbidden word stands in a text other than as a part of a right one."""
    for term in terms:
        if word in term.translation:
            text = text.replace(term.translation, "")
    return word in text


@_rule
def _chinese(unit: Unit, text: str) -> str:
    is_name = text == unit.text and " " not in text
    needs_none = is_name or not re.search("[A-Za-z]", unit.text)
    return "" if needs_none or CHINESE.search(text) else say("chinese")


@_rule
def _length(unit: Unit, text: str) -> str:
    english, ratio = len(unit.text), len(text) / len(unit.text)
    return "" if english < SHORT or 0.2 <= ratio <= 1.1 else say("length", ratio=ratio)


def _is_of_program(unit: Unit) -> bool:
    """Whether a unit is no prose of a chapter: no Markdown, and maths in Unicode."""
    return bool(unit.note or unit.context)


def _same(rule: str, pattern: re.Pattern, unit: Unit, text: str) -> str:
    wanted, got = Counter(pattern.findall(unit.text)), Counter(pattern.findall(text))
    odd = [*(wanted - got), *(f"also {each}" for each in got - wanted)]
    return say(rule, got=", ".join(odd)) if odd else ""


@_rule
def _maths(unit: Unit, text: str) -> str:
    return "" if _is_of_program(unit) else _same("maths", MATHS, unit, text)


@_rule
def _code(unit: Unit, text: str) -> str:
    return _same("code", SPAN, unit, text)


@_rule
def _links(unit: Unit, text: str) -> str:
    return _same("links", LINK, unit, text)


@_rule
def _values(unit: Unit, text: str) -> str:
    return _same("values", VALUE, unit, text) if _is_of_program(unit) else ""


@_rule
def _names(unit: Unit, text: str) -> str:
    wanted, got = set(NAME.findall(_words(unit.text))), set(NAME.findall(_words(text)))
    odd = sorted(wanted - got)
    return say("names", got=", ".join(odd)) if odd and not _is_maths_in_label(unit) else ""


def _is_maths_in_label(unit: Unit) -> bool:
    return _is_of_program(unit) and "$" in unit.text


@_rule
def _numbers(unit: Unit, text: str) -> str:
    wanted = Counter(NUMBER.findall(_words(unit.text)))
    lacking = wanted - Counter(NUMBER.findall(_words(text)))
    return say("numbers", got=", ".join(lacking)) if lacking else ""


@_rule
def _emphasis(unit: Unit, text: str) -> str:
    if _is_of_program(unit):
        return ""
    tokens = MARKDOWN.parseInline(MATHS.sub("x", text))[0].children or []
    left = [each.content for each in tokens if each.type == "text" and "*" in each.content]
    return say("emphasis", got=left[0]) if left else ""


@_rule
def _space(unit: Unit, text: str) -> str:
    found = re.search(f"[{HAN}][{LATIN}]|[{LATIN}][{HAN}]", _plain(text))
    return say("space", got=found[0]) if found else ""


@_rule
def _no_space(unit: Unit, text: str) -> str:
    found = re.search(f"[^\\s*]? [{MARKS}]|[{MARKS}] [^\\s*]", text)
    return say("no_space", got=found[0]) if found else ""


@_rule
def _half_width(unit: Unit, text: str) -> str:
    found = re.search(f"[{HAN}][,;:!?(]|[)!?;,][{HAN}]|[{HAN}]\\.(?![\\w.])", _plain(text))
    return say("half_width", got=found[0]) if found else ""


@_rule
def _quotes(unit: Unit, text: str) -> str:
    found = re.search(f'[{HAN}]"|"[{HAN}]', _plain(text))
    return say("quotes", got=found[0]) if found else ""


@_rule
def _heading(unit: Unit, text: str) -> str:
    ends = text.endswith("。") and unit.text[-1] not in '.?!:*_)”"…' and len(unit.text) < 80
    return say("heading") if ends else ""


@_rule
def _polite(unit: Unit, text: str) -> str:
    return say("polite") if "您" in text else ""


@_rule
def _moment(unit: Unit, text: str) -> str:
    found = re.search(r"(?<![A-Za-z])[A-Za-z] ?时刻", _plain(text))
    return say("moment", got=found[0]) if found else ""


@_rule
def _label(unit: Unit, text: str) -> str:
    is_mixed = _is_of_program(unit) and MATHS.search(text) and CHINESE.search(MATHS.sub("", text))
    return say("label") if is_mixed else ""


def _words(text: str) -> str:
    """Return a text without maths, code, links and values."""
    for pattern in (MATHS, SPAN, LINK, VALUE):
        text = pattern.sub(" ", text)
    return text


def _plain(text: str) -> str:
    """Return a text with a letter for maths, code and values, and without signs of emphasis."""
    for pattern in (MATHS, SPAN, VALUE):
        text = pattern.sub("x", text)
    return re.sub(r"[*_]", "", LINK.sub("", text).replace("[", ""))
