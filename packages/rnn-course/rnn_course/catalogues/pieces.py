"""A text as pieces: some are units, which have a translation of their own, the rest is form."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# Returns the translation of a unit, or None where there is none that may be shown.
Lookup = Callable[[str], str | None]
LETTERS = re.compile(r"[A-Za-z]{2,}")
FORM = re.compile(r"\$[^$]*\$|`[^`]*`|<[^>]*>|\]\([^)]*\)|&\w+;|\([A-Z, 0-9+]+\)")
WORD_OF_MATHS = re.compile(r"(\\text\{)([^}]*)(\})")
WORD = re.compile(r"[A-Za-z]{2,}")
TABLE_RULE = re.compile(r"[|:\- ]+")
CELL_BORDER = re.compile(r"((?<!\\)\|)(?=(?:[^`$]|`[^`]*`|\$[^$]*\$)*$)")
MARKER = re.compile(r"(\s*(?:(?:[-*+]|\d+\.|#+|>)\s+)*)(.*)")


@dataclass(frozen=True)
class Piece:
    """A part of a text as it is written, and the unit in it, if it is one."""

    written: str
    unit: str = ""


def form(text: str) -> Piece:
    """Return a piece that is no unit."""
    return Piece(text)


def has_words(text: str) -> bool:
    """Return whether there is anything to translate besides maths, code, links and shapes."""
    return bool(LETTERS.search(FORM.sub("", text)))


def units_of(pieces: Iterable[Piece]) -> list[str]:
    """Return the units among pieces."""
    return [piece.unit for piece in pieces if piece.unit]


def prose_pieces(markdown: str) -> Iterator[Piece]:
    """Cut Markdown into pieces, which joined are the text again.

    A unit is a paragraph, a heading, an item of a list, a cell of a table, a word in maths.
    """
    is_code = is_maths = False
    for line in markdown.splitlines(keepends=True):
        body = line.rstrip("\n")
        stripped = body.strip()
        if stripped.startswith("```"):
            is_code = not is_code
            yield form(line)
        elif is_code:
            yield form(line)
        elif is_maths or stripped.startswith("$$"):
            is_maths ^= stripped.count("$$") % 2 == 1
            yield from _maths(line)
        elif stripped.startswith("|"):
            yield from _row(line)
        else:
            yield from _paragraph(body)
            yield form(line[len(body) :])


def _maths(line: str) -> Iterator[Piece]:
    for i, part in enumerate(WORD_OF_MATHS.split(line)):
        yield from _padded(part) if i % 4 == 2 and WORD.search(part) else [form(part)]


def _row(line: str) -> Iterator[Piece]:
    if TABLE_RULE.fullmatch(line.strip()):
        yield form(line)
        return
    for part in CELL_BORDER.split(line):
        yield from _padded(part)


def _padded(part: str) -> Iterator[Piece]:
    text = part.strip()
    before, _, after = part.partition(text) if text else (part, "", "")
    yield form(before)
    yield _unit(text)
    yield form(after)


def _paragraph(body: str) -> Iterator[Piece]:
    found = MARKER.fullmatch(body)
    assert found is not None  # it matches any line
    yield form(found[1])
    yield from _padded(found[2])


def _unit(text: str) -> Piece:
    return Piece(text, text if has_words(text) else "")


def translated_prose(markdown: str, lookup: Lookup) -> str:
    """Return Markdown with the units that have a translation in that language."""
    pieces = prose_pieces(markdown)
    return "".join((piece.unit and lookup(piece.unit)) or piece.written for piece in pieces)
