"""Archives and tables in the forms that Moodle and Canvas give, made up for tests.

The forms are facts from the platforms' own sources, which rnn_course/platforms/__init__.py
names: Moodle 4.1 to 5.0, 3.1 to 4.0 and the setting without folders; Canvas of 2025.
"""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat

from grader_support import toy

MONDAY = datetime.datetime(2026, 3, 2, 9, 0, 0)
FRIDAY = datetime.datetime(2026, 3, 6, 18, 0, 0)


@dataclass(frozen=True)
class Handed:
    """One file that somebody handed in."""

    name: str  # «Ada Lovelace»
    number: int
    file: str
    content: bytes
    attachment: int = 0
    late: bool = False


def moodle_path(handed: Handed, form: str = "4.1", kind: str = "file") -> str:
    """Name an entry; forms are 4.1, 3.1 and flat."""
    before = f"{handed.name.replace('_', ' ')}_{handed.number}_assignsubmission_{kind}"
    return before + {"4.1": "/", "3.1": "_/", "flat": "_"}[form] + handed.file


def canvas_path(handed: Handed) -> str:
    """Name an entry as Canvas does, by the sortable name."""
    first, _, last = handed.name.rpartition(" ")
    name = re.sub(r"[^\w]", "", f"{last}, {first}".lower())
    late = "LATE_" if handed.late else ""
    kept = re.sub(r'[\x00/\\:*?"<>|]+', "_", handed.file)
    return f"{name}_{late}{handed.number}_{handed.attachment}_{kept}"


def pack(path: Path, entries: dict[str, bytes], packed: datetime.datetime = MONDAY) -> Path:
    """Write an archive whose entries all have the time of packing, as both platforms do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for seconds, (name, content) in enumerate(entries.items()):
            time = packed + datetime.timedelta(seconds=2 * (seconds % 300))
            entry = zipfile.ZipInfo(name, time.timetuple()[:6])
            archive.writestr(entry, content)
    return path


def moodle_zip(path: Path, handed: list[Handed], form: str = "4.1", packed=MONDAY) -> Path:
    return pack(path, {moodle_path(each, form): each.content for each in handed}, packed)


def canvas_zip(path: Path, handed: list[Handed], packed=MONDAY) -> Path:
    return pack(path, {canvas_path(each): each.content for each in handed}, packed)


WORKSHEET = [
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
]


def worksheet(path: Path, people: list[tuple], maximum: str = "100.00") -> Path:
    """Moodle's grading worksheet: (number, name, email[, time of submission]) each."""
    rows = [WORKSHEET]
    for number, name, email, *time in people:
        status = "Submitted for grading - Not graded" if time else "No submission - Not graded"
        when = time[0] if time else "-"
        rows.append(
            [f"Participant {number}", name, email, status, "", maximum, "Yes", when, "-", ""]
        )
    return _write(path, rows, "utf-8")


CANVAS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
TOTALS = ["Current Score", "Unposted Current Score", "Final Score", "Unposted Final Score"]


def canvas_gradebook(
    path: Path, people: list[tuple], columns: dict[str, str], encoding: str = "utf-8"
) -> Path:
    """Canvas's gradebook: (name, number, sis id, login) each; points possible by column."""
    rows = [[*CANVAS, *columns, *TOTALS]]
    rows.append(["", "", "", "", "", *["Manual Posting"] * len(columns), *[""] * 4])
    rows.append(["    Points Possible", "", "", "", "", *columns.values(), *["(read only)"] * 4])
    for name, number, sis, login in people:
        first, _, last = name.rpartition(" ")
        cells = [""] * len(columns)
        rows.append(
            [f"{last}, {first}", str(number), sis, login, "Monday group", *cells, *["0.00"] * 4]
        )
    rows.append(["Student, Test", "99", "", "f00d", "Monday group", *[""] * (len(columns) + 4)])
    return _write(path, rows, encoding)


def _write(path: Path, rows: list[list[str]], encoding: str, delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def cells(path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.reader(file, delimiter=delimiter))


_generated: list[Path] = []


def generated_once(factory) -> Path:
    """The toy course, generated, with another assignment's release beside it. Copy it."""
    if not _generated:
        root = factory.mktemp("platforms") / "course"
        root.mkdir()
        toy.make_course(root)
        _release_another(root)
        _generated.append(root)
    return _generated[0]


def _release_another(root: Path) -> None:
    notebook = nbformat.read(root / "release" / toy.ASSIGNMENT / f"{toy.ASSIGNMENT}.ipynb", 4)
    for cell in notebook.cells:
        cell.source, cell.id = f"other {cell.id}", f"other-{cell.id}"
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.grade_id = f"other_{cell.metadata.nbgrader.grade_id}"
    other = root / "release" / "04-other" / "04-other.ipynb"
    other.parent.mkdir()
    nbformat.write(notebook, other)
