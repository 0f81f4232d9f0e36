"""One student's pages: made as a whole or not at all, and only if they have changed."""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from nbformat.v4 import reads_json

from nbgrader_sandbox import is_of_the_machine, printable
from rnn_course.cells import language_of
from rnn_course.exchange import BESIDE
from rnn_course.feedback.grades import Graded
from rnn_course.feedback.page import PACKAGE, Given, make_page
from rnn_course.feedback.words import WORDS, say
from rnn_course.pages.templates import page_file
from rnn_course.time_limit import OutOfTime, time_limit
from rnnkit._atomic import write_bytes_if_changed
from rnnkit.language import language, speaking

SECONDS = 60  # for a student; one needs a twentieth of a second
MARK, HEAD = re.compile(rb'name="made-of" content="([0-9a-f]{64})"'), 2_000  # bytes
MOST_SAID = 200  # characters of an error


@dataclass(frozen=True)
class Task:
    """A student's pages: what they are made of, and where they go."""

    student: str
    graded: Graded | None  # None if the gradebook does not have them
    autograded: Path
    feedback: Path
    rights: int  # of nbgrader's pages, since the exchange gets them as they are
    is_forced: bool


@dataclass(frozen=True)
class Outcome:
    """What became of it: pages that were made, pages that were up to date, why there is none."""

    student: str
    made: int = 0
    unchanged: int = 0
    reason: str = ""


def make_pages(task: Task, given: Given) -> Outcome:
    """Make the pages of one student. Whatever is wrong but for the machine itself is a reason."""
    try:
        with time_limit(SECONDS):
            return _make(task, given)
    except OutOfTime:
        reason = say("too_long", seconds=SECONDS)
    except Exception as error:
        if is_of_the_machine(error):
            raise
        said = f"{type(error).__name__} {error}".strip()[:MOST_SAID]
        reason = say("unreadable", error=printable(said))
    return without_page(task, reason)


def without_page(task: Task, reason: str) -> Outcome:
    """Say why there is no page; one that is there has other points than the gradebook."""
    for page in task.feedback.glob("*.html"):
        with suppress(OSError):
            page.unlink()
    return Outcome(task.student, reason=reason)


def _make(task: Task, given: Given) -> Outcome:
    if task.graded is None:
        return without_page(task, say("no_gradebook"))
    notebooks, known = sorted(task.autograded.glob("*.ipynb")), task.graded.notebooks
    found = {f"{path.stem}.html": path for path in notebooks if path.stem in known}
    if not found:
        return without_page(task, say("no_notebook"))
    pages: dict[str, bytes] = {}
    for name, path in found.items():
        content = path.read_bytes()
        mark = _mark(content, task.graded, given)
        if task.is_forced or _mark_of(task.feedback / name) != mark:
            notebook = reads_json(content.decode("utf-8"))
            with speaking(language_of(notebook)):  # the student's, whatever the course's is
                page = make_page(notebook, task.graded, path.stem, given, mark)
            pages[name] = page.encode("utf-8", "replace")
    beside = {name: task.autograded / name for name in BESIDE}
    kept = {name: path.read_bytes() for name, path in beside.items() if path.is_file()}
    for name, written in (kept | pages).items():
        write_bytes_if_changed(task.feedback / name, written)
        (task.feedback / name).chmod(task.rights)
    for old in task.feedback.glob("*.html"):
        if old.name not in found:
            old.unlink()
    return Outcome(task.student, len(pages), len(found) - len(pages))


def _mark(content: bytes, graded: Graded, given: Given) -> str:
    about = repr(graded).encode("utf-8", "replace")
    return hashlib.sha256(content + about + _common_mark(given)).hexdigest()


@cache
def _common_mark(given: Given) -> bytes:
    texts = [page_file(PACKAGE, f"feedback.{kind}") for kind in ("html.j2", "css")]
    common = (language(), version("rnn-course"), [*WORDS.values()], texts, sorted(given))
    return hashlib.sha256(repr(common).encode("utf-8", "replace")).digest()


def _mark_of(page: Path) -> str:
    try:
        with page.open("rb") as file:
            found = MARK.search(file.read(HEAD))
    except OSError:
        return ""
    return found[1].decode() if found else ""
