"""When a chapter is due: said in a file beside its notebook, which comes with the release."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

FILE = "due.json"
WIDTH = len("2026-03-06 19:00 (UTC+01:00)")


def due_text(chapter: str, when: datetime) -> str:
    """Write what stands in the file; ``when`` is in UTC, without a zone, as nbgrader has it."""
    return json.dumps({chapter: when.replace(tzinfo=UTC).isoformat()}) + "\n"


def read_due(paths: Iterable[Path]) -> dict[str, datetime]:
    """Read such files; of a chapter in several the last one counts, and what is damaged nowhere."""
    found: dict[str, datetime] = {}
    for path in paths:
        try:
            dates = json.loads(path.read_text(encoding="utf-8"))
            found |= {name: datetime.fromisoformat(date) for name, date in dates.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            continue
    return found


def local(when: datetime) -> str:
    """Write a time in this machine's zone: ``2026-03-06 19:00 (UTC+01:00)``."""
    here = when.astimezone()
    return f"{here:%Y-%m-%d %H:%M} (UTC{here.isoformat()[-6:]})"
