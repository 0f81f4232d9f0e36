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
MARKER = re.compile(r"[^\S\n]*(?:(?:[-*+]|\d+\.|#+|>)[^\S\n]+)*")


@dataclass(frozen=True)
class Piece:
    """A part of a text as it is written, and the unit in it, if it is one."""

    written: str
    unit: str = ""


def has_words(text: str) -> bool:
    """Return whether there is anything to translate besides maths, code, links and shapes."""
    return bool(LETTERS.search(FORM.sub("", text)))


def units_of(pieces: Iterable[Piece]) -> list[str]:
    """Return the units among pieces."""
    return [piece.unit for piece in pieces if piece.unit]


def prose_pieces(markdown: str) -> Iterator[Piece]:
    """Cut Markdown into pieces: a paragraph, heading, item, cell of a table, word in maths each."""
    is_code = is_maths = False
    for line in markdown.splitlines(keepends=True):
        stripped = line.strip()
        if stripped.startswith("```") or is_code:
            is_code ^= stripped.startswith("```")
            yield Piece(line)
        elif is_maths or stripped.startswith("$$"):
            is_maths ^= stripped.count("$$") % 2 == 1
            for i, part in enumerate(WORD_OF_MATHS.split(line)):
                yield from _padded(part) if i % 4 == 2 and WORD.search(part) else [Piece(part)]
        elif TABLE_RULE.fullmatch(stripped):
            yield Piece(line)
        elif stripped.startswith("|"):
            for part in CELL_BORDER.split(line):
                yield from _padded(part)
        else:
            found = MARKER.match(line)
            marker = found[0] if found else ""
            yield Piece(marker)
            yield from _padded(line.removeprefix(marker))


def _padded(part: str) -> Iterator[Piece]:
    text = part.strip()
    before, _, after = part.partition(text) if text else (part, "", "")
    yield Piece(before)
    yield Piece(text, text if has_words(text) else "")
    yield Piece(after)


def translated_prose(markdown: str, lookup: Lookup) -> str:
    """Return Markdown with the units that have a translation in that language."""
    pieces = prose_pieces(markdown)
    return "".join((piece.unit and lookup(piece.unit)) or piece.written for piece in pieces)
