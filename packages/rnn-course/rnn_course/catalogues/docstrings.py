"""Docstrings in a piece of code: their paragraphs are units, wrapped anew in a translation."""

import ast
import re
from collections.abc import Iterator

from rnn_course.catalogues.pieces import Lookup, Piece, has_words, units_of
from rnnkit.language import wrapped

WIDTH = 94  # columns; a Chinese character takes two
UNDERLINE = re.compile(r"\s*-+\s*")
ENTRY = re.compile(r"(\s*[\w*, ]+ : )(.+)")
# Types in numpydoc's own words are as good as names.
PLAIN_TYPE = re.compile(
    r"ndarray of shape \([^)]*\)|"
    r"(?:(?:list|tuple|dict|of|to|int|str|float|bool|ndarray|callable)\b ?)+"
)


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
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
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


def translated_function(source: str, lookup: Lookup) -> str:
    """Return code with its docstrings in another language, and nothing else changed."""
    for start, end in sorted(docstrings_in(source), reverse=True):
        indent = re.search(r"[^\n]*$", source[:start].rstrip('"'))
        pieces = docstring_pieces(source[start:end])
        new = [_in_place(piece, lookup, indent[0] if indent else "") for piece in pieces]
        source = source[:start] + "".join(new) + source[end:]
    return source
