"""What a translation has to keep of the English, and how Chinese is written."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from rnn_course.catalogues.catalogue import Unit

MARKDOWN = MarkdownIt("commonmark")
MATHS, LINK = re.compile(r"\$[^$]+\$"), re.compile(r"\]\(([^)]*)\)")
SPAN = re.compile(r"``(?:[^`]|`(?!`))+``|`[^`]+`")
# W_xh, dW, dh: "do", "day", "did" and the like are English.
NAME = re.compile(r"(?<![\w\\])(?:\w*[A-Za-z]_\w+|d(?:[A-Z][A-Za-z]?|[a-df-np-z]))(?!\w)")
VALUE = re.compile(r"(?<!\{)\{[^{}]+\}(?!\})")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# With the blanks that indent a line; other blanks end a sentence or pad a column, and may differ.
BREAKS = re.compile(r"\A\s*\n *| *\n\s*\Z")
HAN, LATIN, MARKS = "\u3400-\u9fff", "A-Za-z0-9α-ωΑ-Ω", "，。：；？！、（）"
CHINESE = re.compile(f"[{HAN}]")
SHORT = 20  # characters: of a few words, the length says nothing
# What may not stand in Chinese; maths, code and values are one letter there.
TYPOGRAPHY = {
    "space": re.compile(f"[{HAN}][{LATIN}]|[{LATIN}][{HAN}]"),
    "no_space": re.compile(f"[^\\s]? [{MARKS}]|[{MARKS}] [^\\s]"),
    "half_width": re.compile(f"[{HAN}][,;:!?(]|[)!?;,][{HAN}]|[{HAN}]\\.(?![\\w.])"),
    "quotes": re.compile(f'[{HAN}]"|"[{HAN}]'),
    "polite": re.compile("您"),
    "moment": re.compile(r"(?<![A-Za-z])[A-Za-z] ?时刻"),
}
REMEDIES = {
    "chinese": "has no Chinese: translate it, or put the English into keep.txt if it is data",
    "length": "is {ratio:.2f} times as long as the English (0.2 to 1.1): is all of it there?",
    "maths": "has not the maths of the English ({got}): copy each $…$ as it is",
    "code": "has not the code of the English ({got}): copy each `…` as it is",
    "links": "has not the links of the English ({got}): copy what stands in ](…)",
    "breaks": "has not the line breaks that the English begins or ends with: copy them",
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


def say(rule: str, **values: object) -> str:
    """Return what is wrong and what to do."""
    return REMEDIES[rule].format(**values)


def faults(
    unit: Unit, text: str, terms: list[Term], is_chinese: bool = True, allowed: Collection[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with a translation, but for rules that a translator allowed to break."""
    found = [*_of_any_language(unit, text), *(_of_chinese(unit, text) if is_chinese else ())]
    for term in terms:
        for word in term.forbidden:
            if _says(word, text, terms):
                found.append(("forbidden", say("forbidden", got=word, term=term.translation)))
    yield from (f"[{rule}] {fault}" for rule, fault in found if rule not in allowed)


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


Faults = Iterator[tuple[str, str]]


def _of_any_language(unit: Unit, text: str) -> Faults:
    """Yield what of the English is missing, by rule. Labels may have Unicode in place of maths."""
    is_prose = not (unit.note or unit.context)
    compared = {"code": SPAN, "links": LINK, "breaks": BREAKS}
    compared |= {"maths": MATHS} if is_prose else {"values": VALUE}
    for rule, pattern in compared.items():
        wanted, got = Counter(pattern.findall(unit.text)), Counter(pattern.findall(text))
        if odd := [*(wanted - got), *(f"also {each}" for each in got - wanted)]:
            yield rule, say(rule, got=", ".join(odd))
    for rule, pattern in (("numbers", NUMBER), ("names", NAME)):
        wanted, got = (Counter(pattern.findall(_words(each))) for each in (unit.text, text))
        lacking = wanted - got
        if lacking and not (rule == "names" and "$" in unit.text and not is_prose):
            yield rule, say(rule, got=", ".join(lacking))
    if is_prose and (left := _literal_stars(text)):
        yield "emphasis", say("emphasis", got=left)


def _literal_stars(text: str) -> str:
    tokens = MARKDOWN.parseInline(MATHS.sub("x", text))[0].children or []
    left = [each.content for each in tokens if each.type == "text" and "*" in each.content]
    return left[0] if left else ""


def _of_chinese(unit: Unit, text: str) -> Faults:
    is_name = text == unit.text and " " not in text
    if not is_name and re.search("[A-Za-z]", VALUE.sub("", unit.text)) and not CHINESE.search(text):
        yield "chinese", say("chinese")
    ratio = len(text) / len(unit.text)
    if len(VALUE.sub("", unit.text)) >= SHORT and not 0.2 <= ratio <= 1.1:
        yield "length", say("length", ratio=ratio)
    for rule, pattern in TYPOGRAPHY.items():
        # The space that emphasis needs behind a full stop is none beside the stop.
        looked_at = text if rule == "no_space" else _plain(text)
        if found := pattern.search(looked_at):
            yield rule, say(rule, got=found[0])
    if text.endswith("。") and unit.text[-1] not in '.?!:*_)”"…' and len(unit.text) < 80:
        yield "heading", say("heading")
    is_of_program = unit.note or unit.context
    if is_of_program and MATHS.search(text) and CHINESE.search(MATHS.sub("", text)):
        yield "label", say("label")


def _words(text: str) -> str:
    for pattern in (MATHS, SPAN, LINK, VALUE):
        text = pattern.sub(" ", text)
    return text


def _plain(text: str) -> str:
    """Return a text with a letter for maths, code and values, and without signs of emphasis."""
    for pattern in (MATHS, SPAN, VALUE):
        text = pattern.sub("x", text)
    return re.sub(r"[*_]", "", LINK.sub("", text).replace("[", ""))
