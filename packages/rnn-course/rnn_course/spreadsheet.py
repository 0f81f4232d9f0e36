"""Text of students in tables that instructors open in a spreadsheet or print in a terminal."""

from nbgrader_sandbox import printable

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
TEXT = "'"  # what spreadsheets begin a text with that is not to be worked out


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
