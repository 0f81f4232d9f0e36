"""Docstrings in a piece of code: their paragraphs are units, wrapped anew in a translation."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rnnkit.language import wrapped

WIDTH = 94  # columns; a Chinese character takes two
UNDERLINE = re.compile(r"\s*-+\s*")
ENTRY = re.compile(r"(\s*[\w*, ]+ : )(.+)")
# Types in numpydoc's own words are as good as names.
PLAIN_TYPE = re.compile(
    r"ndarray of shape \([^)]*\)|"
    r"(?:(?:list|tuple|dict|of|to|int|str|float|bool|ndarray|callable)\b ?)+"
)

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


def docstring_pieces(text: str) -> Iterator[Piece]:
    """Cut what stands between the quotes of a docstring into pieces."""
    lines = text.splitlines(keepends=True)
    paragraph: list[str] = []
    for i, line in enumerate(lines):
        is_heading = i + 1 < len(lines) and bool(UNDERLINE.fullmatch(lines[i + 1]))
        entry = ENTRY.fullmatch(line.rstrip("\n"))
        alone = not line.strip() or is_heading or UNDERLINE.fullmatch(line) or entry
        if paragraph and (alone or (_indent(line) != _indent(paragraph[-1]) and i > 1)):
            yield _joined(paragraph)
            paragraph = []
        if entry:
            yield Piece(entry[1])
            yield Piece(entry[2], "" if PLAIN_TYPE.fullmatch(entry[2]) else entry[2])
            yield Piece(line[entry.end() :])
        elif alone:
            yield Piece(line)
        else:
            paragraph.append(line)
    if paragraph:
        yield _joined(paragraph)


def _joined(lines: list[str]) -> Piece:
    written = "".join(lines)
    text = " ".join(line.strip() for line in lines)
    return Piece(written, text if has_words(text) else "")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_place(piece: Piece, lookup: Lookup, indent: str) -> str:
    found = lookup(piece.unit) if piece.unit else None
    if found is None:
        return piece.written
    body = piece.written.strip()
    before, _, after = piece.written.partition(body)
    lines = wrapped(found, WIDTH - len(before or indent))
    return before + ("\n" + (before or indent)).join(lines) + after


def docstrings_in(source: str) -> list[tuple[int, int]]:
    """Return where the docstrings of a piece of code stand, without their quotes, as characters."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            start, end = span(source, node.body[0])
            quotes = 3 if source[start:end].startswith('"""') else 1
            spans.append((start + quotes, end - quotes))
    return spans


def span(source: str, node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Return where a node stands in a text, as characters."""
    lines = source.splitlines(keepends=True)

    def at(line: int, column: int) -> int:
        inside = lines[line - 1].encode()[:column].decode()
        return sum(map(len, lines[: line - 1])) + len(inside)

    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return at(node.lineno, node.col_offset), at(end_line, end_column)


def function_units(source: str) -> list[str]:
    """Return the units in the docstrings of a piece of code."""
    docstrings = (source[start:end] for start, end in docstrings_in(source))
    return [unit for text in docstrings for unit in units_of(docstring_pieces(text))]


def with_docstrings(source: str, lookup: Lookup) -> str:
    """Return code with its docstrings in another language, and nothing else changed."""
    for start, end in sorted(docstrings_in(source), reverse=True):
        indent = re.search(r"[^\n]*$", source[:start].rstrip('"'))
        pieces = docstring_pieces(source[start:end])
        new = [_in_place(piece, lookup, indent[0] if indent else "") for piece in pieces]
        source = source[:start] + "".join(new) + source[end:]
    return source
