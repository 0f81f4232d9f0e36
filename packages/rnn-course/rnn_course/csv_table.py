"""CSV files that are changed in a few cells and otherwise stay what they were, byte for byte."""

import codecs
import re
from pathlib import Path

from nbgrader_sandbox import GradingError, printable

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What spreadsheets write where a file has no mark: Excel in Western Europe writes cp1252.
_ENCODINGS = ("utf-8", "cp1252", "latin-1")
_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
TEXT = "'"  # what spreadsheets begin a text with that is not to be worked out


class Table:
    """A CSV file, cell by cell, as it was written: with comma, semicolon or tab, and any mark."""

    def __init__(self, path: Path, fewest: int = 2) -> None:  # columns
        self.path = path
        try:
            content = path.read_bytes()
        except OSError as error:
            raise GradingError(f"{path}: {error.strerror}") from None
        self._mark, self._encoding, text = _decoded(content)
        self._delimiter = max(_DELIMITERS, key=_QUOTED.sub("", text.partition("\n")[0]).count)
        self._rows, self._ends = _split(text, self._delimiter)
        if len(self._rows[0]) < fewest:
            raise GradingError(f"{path} is no table: its first line should name the columns.")
        self.header = [self.text(0, column).strip() for column in range(len(self._rows[0]))]

    def __len__(self) -> int:
        """Return how many rows there are, with the header."""
        return len(self._rows)

    def text(self, row: int, column: int | None) -> str:
        """Return the text of a cell; empty if the row is too short or has no such column."""
        if column is None or column >= len(self._rows[row]):
            return ""
        raw = self._rows[row][column]
        if len(raw) > 1 and raw.startswith('"') and raw.endswith('"'):
            return raw[1:-1].replace('""', '"')
        return raw

    def column(self, *names: str) -> int | None:
        """Return the number of the first column with one of these names, in any case."""
        known = [title.casefold() for title in self.header]
        return next((known.index(name) for name in names if name in known), None)

    def set(self, row: int, column: int, text: str) -> None:
        """Write a cell; it is quoted if it was, or has to be."""
        cells = self._rows[row]
        cells += [""] * (column + 1 - len(cells))
        signs = f'"\r\n{self._delimiter}'
        if cells[column].startswith('"') or any(sign in text for sign in signs):
            text = '"' + text.replace('"', '""') + '"'
        cells[column] = text

    def to_bytes(self) -> bytes:
        """Give the file's content."""
        lines = (self._delimiter.join(row) for row in self._rows)
        text = "".join(line + end for line, end in zip(lines, self._ends, strict=True))
        return self._mark + text.encode(self._encoding)


def _decoded(content: bytes) -> tuple[bytes, str, str]:
    marked = [(mark, name) for mark, name in _MARKS.items() if content.startswith(mark)]
    for mark, encoding in [*marked, *((b"", name) for name in _ENCODINGS)]:
        try:
            return mark, encoding, content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads everything")


def _split(text: str, delimiter: str) -> tuple[list[list[str]], list[str]]:
    """Take a text apart into cells, quotes and all, and the ends of its lines."""
    plain = rf"[^{delimiter}\r\n]*"
    cell = re.compile(rf"({_QUOTED.pattern}{plain}|{plain})({delimiter}|\r\n|\r|\n|\Z)")
    rows, ends, row, offset = [], [], [], 0
    while offset < len(text):
        found = cell.match(text, offset)
        assert found  # an empty cell, if nothing else
        row.append(found[1])
        offset = found.end()
        if found[2] != delimiter:
            rows.append(row)
            ends.append(found[2])
            row = []
    if row or not rows:  # the last line ends with a delimiter, or there is no line
        rows.append([*row, ""])
        ends.append("")
    return rows, ends


def read_tsv(path: Path) -> list[list[str]]:
    """Read a table with tabs and without quotes; one that is not there is empty."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line.split("\t") for line in lines if line]


def to_cell(text: str) -> str:
    """Return text that no spreadsheet works out and no terminal obeys."""
    shown = printable(text.replace("\\", r"\\"))  # one of its own is doubled
    return f"{TEXT}{shown}" if shown.lstrip(f"{TEXT} ").startswith(FORMULA) else shown


def from_cell(cell: str) -> str:
    """Undo ``to_cell``."""
    if cell.startswith(TEXT) and cell.lstrip(f"{TEXT} ").startswith(FORMULA):
        cell = cell.removeprefix(TEXT)
    try:
        return cell.encode("latin-1", "backslashreplace").decode("unicode_escape")
    except UnicodeDecodeError:  # somebody has typed a backslash into the table
        return cell
