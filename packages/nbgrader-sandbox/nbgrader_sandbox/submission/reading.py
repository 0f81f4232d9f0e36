"""Reading of a submission's files: bounded, regular ones only, in whatever form they came."""

import codecs
import hashlib
import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_sandbox.errors import NoVerdict
from nbgrader_sandbox.notes import Note, writable
from nbgrader_sandbox.submission.listing import readable

MAX_NOTEBOOK_BYTES = 100 * 2**20  # bytes
MAX_FILES_BYTES = 100 * 2**20  # bytes, of all other files together
MAX_CELLS = 5000
MAX_POINTS = 1e15  # JSON may hold a whole number that is no float
MAX_NAME = 200  # characters of a cell's name
MAX_VALUES = 5_000_000  # in the JSON of a notebook
KINDS = ("code", "markdown", "raw")
BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ENCODINGS = ("utf-8-sig", "gb18030", "latin-1")  # the first that fits


@dataclass(frozen=True)
class RawCell:
    """A cell as a student handed it in. Nothing but the source is believed.

    ``is_as_released`` says that a locked cell holds what nbgrader once released in it, now or
    in an older version. That can be forged, but no point depends on it.
    """

    kind: str
    source: str
    cell_id: str = ""
    grade_id: str = ""
    attachments: dict = field(default_factory=dict)
    is_as_released: bool = False


def read_file(path: Path, limit: int) -> bytes:
    """Read a file; NoVerdict if it is a link, a device, a pipe, or over ``limit`` bytes."""
    name = {"file": readable(path.name)}
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if os.path.islink(path):  # noqa: PTH114 (Path's raises without permission)
            raise NoVerdict(Note("file_is_link", name)) from None
        reason = Note("file_unreadable", {**name, "error": str(error.strerror)})
        raise NoVerdict(reason) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)  # fdopen takes no folder, and would leave it open
        raise NoVerdict(Note("file_not_regular", name))
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise NoVerdict(Note("file_too_large", {**name, "megabytes": round(limit / 2**20)}))
    return content


def read_cells(content: bytes) -> tuple[list[RawCell], list[Note]]:
    """Read the cells of a notebook of any version, and notes on it; NoVerdict if it is none."""
    text, encoding = _decode(content)
    notes = [Note("encoding", {"encoding": encoding})] if encoding else []
    if text.count(",") > MAX_VALUES:  # each takes many times its length
        raise NoVerdict(Note("too_many_values", {"limit": MAX_VALUES}))
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        is_empty = not text.strip()
        reason = Note("empty") if is_empty else Note("not_json", {"error": str(error)})
        raise NoVerdict(reason) from None
    found = _cells_of(notebook)
    if found is None:
        raise NoVerdict(Note("no_cells"))
    if len(found) > MAX_CELLS:
        raise NoVerdict(Note("too_many_cells", {"limit": MAX_CELLS}))
    cells = [cell for cell in map(_raw_cell, found) if cell is not None]
    if len(cells) < len(found):
        notes.append(Note("cells_damaged", {"count": len(found) - len(cells)}))
    return cells, notes


def _decode(content: bytes) -> tuple[str, str]:
    has_mark = content.startswith(BYTE_ORDER_MARKS)
    for encoding in ("utf-16",) if has_mark else ENCODINGS:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), "" if encoding == "utf-8-sig" else encoding
    raise NoVerdict(Note("unknown_encoding"))


def _cells_of(notebook: object) -> list | None:
    match notebook:
        case {"cells": list(cells)}:
            return cells
        case {"worksheets": list(sheets)}:  # format 3 and older
            lists = [s["cells"] for s in sheets if isinstance(s, dict) and "cells" in s]
            return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    return None


def _raw_cell(cell: object) -> RawCell | None:
    if not isinstance(cell, dict):
        return None
    source = _text(cell.get("source", cell.get("input", "")))
    if source is None:
        return None
    kind = next((kind for kind in KINDS if cell.get("cell_type") == kind), "markdown")
    if cell.get("cell_type") == "heading":
        level = cell.get("level")
        source = f"{'#' * (min(max(level, 1), 6) if isinstance(level, int) else 1)} {source}"
    metadata = cell.get("metadata")
    header = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = _name(header.get("grade_id")) if isinstance(header, dict) else ""
    attachments = _attachments(cell.get("attachments"))
    is_as_released = fits_checksum(metadata, kind, source)
    return RawCell(kind, source, _name(cell.get("id")), grade_id, attachments, is_as_released)


def _text(source: object) -> str | None:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    # The ends of lines are those of the system that saved the file; Python reads all as one.
    return _writable(source).replace("\r\n", "\n").replace("\r", "\n")


def _writable(text: str) -> str:
    return writable(text).replace("\0", "")


def _name(found: object) -> str:
    return _writable(found)[:MAX_NAME] if isinstance(found, str) else ""


def _attachments(found: object) -> dict:
    """Return pictures pasted into a text, as far as they are that."""
    if not isinstance(found, dict):
        return {}
    return {
        _name(name): {_name(kind): _writable(value) for kind, value in data.items()}
        for name, data in found.items()
        if isinstance(data, dict) and all(isinstance(value, str) for value in data.values())
    }


def fits_checksum(metadata: object, kind: str, source: str) -> bool:
    """Return whether a locked cell still holds the text that its own checksum was made of.

    That is worked out as ``nbgrader.utils.compute_checksum`` does: workers do not import nbgrader.
    """
    match metadata:
        case {"nbgrader": {"grade_id": str(grade_id), "checksum": str(checksum)} as header}:
            is_graded, points = bool(header.get("grade")), header.get("points")
        case _:
            return False
    parts = [source, kind, str(is_graded), "False", "True", grade_id]
    if is_graded and isinstance(points, int | float) and abs(points) < MAX_POINTS:
        parts.append(str(float(points)))
    text = "".join(parts).encode("utf-8", "replace")
    return checksum == hashlib.md5(text, usedforsecurity=False).hexdigest()
