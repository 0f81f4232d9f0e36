"""Due dates of the gradebook, in what students get."""

from datetime import UTC, datetime
from pathlib import Path

import nbformat

from nbgrader_sandbox import GradingCourse, open_gradebook
from rnnkit.checks import due as due_file
from rnnkit.language import Words, language, speaking

MESSAGES = Words("due_dates", {"due": "**Due:** {when}"})


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
    """Write a due date, in UTC without a zone, below a notebook's title: in local time."""
    found = nbformat.reads(notebook, as_version=4)
    title, _, rest = found.cells[0].source.partition("\n")
    with speaking(spoken or language()):
        line = MESSAGES.say("due", when=due_file.local(due.replace(tzinfo=UTC)))
    found.cells[0].source = f"{title}\n\n{line}\n{rest}"
    return nbformat.writes(found) + "\n"
