"""What the gradebook has no place for: ticked lines, and the text that was read.

A file an answer, ``<id of the grade>.json``. Points count as they stand in
the gradebook; ticks are shown only where they add up to these.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rnnkit._atomic import write_if_changed


@dataclass(frozen=True)
class Record:
    """What was ticked when points were given, the cells that were read, and those before them."""

    ticked: list[str] = field(default_factory=list)
    read: Sequence[dict] = ()
    before: Sequence[dict] = ()


def read_record(folder: Path, grade_id: str) -> Record:
    """Read it; an empty one if there is none, or something else in its place."""
    try:
        plain = json.loads((folder / f"{grade_id}.json").read_text(encoding="utf-8"))
        return Record(plain["ticked"], plain["read"], plain["before"])
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def write_record(folder: Path, grade_id: str, record: Record) -> None:
    """Write it in one step."""
    text = json.dumps(asdict(record), ensure_ascii=False)
    write_if_changed(folder / f"{grade_id}.json", text + "\n")
