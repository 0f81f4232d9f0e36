"""Due dates of the gradebook, in what students get: copies, and nbgrader's exchange."""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbgrader.exchange.default import ExchangeReleaseAssignment

from nbgrader_sandbox import GradingCourse, open_gradebook
from rnnkit._atomic import write_bytes_if_changed
from rnnkit.checks import due as due_file
from rnnkit.language import Words, choose, language

MESSAGES = Words("due_dates", {"due": "**Due:** {when}"})
# For the hub's page of students, who cannot read the gradebook. Alone in its folder, since that
# is served.
DUE_DATES = "dates/due.json"
FOR_ALL, FOLDER_FOR_ALL = 0o644, 0o755


def has_gradebook(db_url: str) -> bool:
    """Return whether there is a gradebook: to open an SQLite file that is not there makes it."""
    scheme, _, file = db_url.partition(":///")
    return scheme != "sqlite" or Path(file).is_file()


def due_dates(course: Path) -> dict[str, datetime]:
    """Return when assignments are due, in UTC, without a zone; none without a gradebook."""
    directory = GradingCourse(course).directory
    if not has_gradebook(directory.db_url):
        return {}
    with open_gradebook(directory) as gradebook:
        return {each.name: each.duedate for each in gradebook.assignments if each.duedate}


def with_due_date(notebook: str, due: datetime, spoken: str = "") -> str:
    """Write a due date, in UTC without a zone, below the title of a notebook: in local time.

    ``spoken`` is the language of the notebook, if it is not the one that is spoken here.
    """
    found = nbformat.reads(notebook, as_version=4)
    title, _, rest = found.cells[0].source.partition("\n")
    line = _in(spoken or language()).format(when=due_file.local(due.replace(tzinfo=UTC)))
    found.cells[0].source = f"{title}\n\n{line}\n{rest}"
    return nbformat.writes(found) + "\n"


def _in(spoken: str) -> str:
    here = language()
    choose(spoken)
    try:
        return MESSAGES["due"]
    finally:
        choose(here)


class ReleaseWithDueDates(ExchangeReleaseAssignment):
    """Release an assignment with its due date, and write the dates of all that are released."""

    def do_copy(self, src: str, dest: str, log: logging.Logger | None = None) -> None:
        """Copy as nbgrader does, and write the date into what students fetch."""
        super().do_copy(src, dest, log)
        name = self.coursedir.assignment_id
        when = due_dates(Path(self.coursedir.root)).get(name)
        if when is None:
            return
        Path(dest, due_file.FILE).write_text(due_file.due_text(name, when), encoding="utf-8")
        for path in Path(dest).glob("*.ipynb"):
            path.write_text(with_due_date(path.read_text(encoding="utf-8"), when), encoding="utf-8")

    def copy_files(self) -> None:
        """Do what ``nbgrader release_assignment`` does, then write the dates, in UTC."""
        super().copy_files()
        folder = Path(self.root, self.coursedir.course_id)
        dates = {
            name: f"{when.isoformat()}Z"
            for name, when in due_dates(Path(self.coursedir.root)).items()
            if (folder / "outbound" / name).is_dir()
        }
        path = folder / DUE_DATES
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(FOLDER_FOR_ALL)
        write_bytes_if_changed(path, json.dumps(dates, indent=2).encode())
        path.chmod(FOR_ALL)
