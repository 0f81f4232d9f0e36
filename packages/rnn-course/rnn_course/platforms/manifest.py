"""The table of what became of every file of an assignment's archives."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from rnn_course.csv_table import from_cell, to_cell

FILE = "collected.csv"

COLLECTED = "collected"
UNCHANGED = "collected before"
WAITING = "waiting"  # another file or time was collected before; --update takes this one
OLDER = "older"
UNDECIDED = "undecided"  # of several at one time, which differ, nobody knows which one counts
SAME = "a copy"
WRONG = "not the notebook"
UNKNOWN = "unknown name"
REFUSED = "not unpacked"
IGNORED = "ignored"
BROKEN = "cannot be graded"  # how the note of a notebook begins that was taken all the same
UNTIMED = "late, taken as one day; timestamp.txt in submitted/ takes the real time"
TAKEN = (COLLECTED, UNCHANGED, WAITING)
TO_LOOK_AT = (WAITING, OLDER, UNDECIDED, WRONG, UNKNOWN, REFUSED)


@dataclass
class Entry:
    """One file of an archive."""

    file: str  # its path: the archive, and in it
    student: str = ""  # empty if nobody knows
    # What the platform calls the person.
    platform: str = ""
    participant: str = ""
    name: str = ""
    outcome: str = IGNORED
    note: str = ""  # why, or what is odd
    late: str = ""  # ``late`` or UNTIMED if the platform says so
    time: str = ""  # when it was handed in, in UTC, as the gradebook gets it

    @property
    def needs_a_look(self) -> bool:
        """Whether an instructor should decide something."""
        return self.outcome in TO_LOOK_AT or self.note.startswith(BROKEN)


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write the table."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        names = [field.name for field in fields(Entry)]
        writer.writerow(names)
        writer.writerows([to_cell(getattr(entry, n)) for n in names] for entry in entries)


def read(path: Path) -> list[Entry]:
    """Read the table; nothing if there is none."""
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8-sig") as file:
        names = {field.name for field in fields(Entry)}
        return [
            Entry(**{key: from_cell(text) for key, text in row.items() if key in names and text})
            for row in csv.DictReader(file)
        ]


def participants(downloaded: Path) -> dict[tuple[str, str], str]:
    """Read student ids by platform and participant, from all assignments collected so far."""
    entries = [entry for path in sorted(downloaded.glob(f"*/{FILE}")) for entry in read(path)]
    return {(e.platform, e.participant): e.student for e in entries if e.participant and e.student}
