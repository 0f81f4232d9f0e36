"""The folder of a demo: there once it is complete, and never changed again."""

import logging
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from nbgrader_sandbox import GradingCourse, GradingError, open_gradebook
from rnn_course.paths import Course
from rnnkit.workbook.paths import CONFIG_FILE, LANGUAGE, notebook_in

DEMO = "demo"  # where it goes if no folder is named
BEGUN = ".this-demo-is-not-finished"
OWN = files("rnn_course.demo").joinpath("files", "nbgrader_config.py.txt").read_text("utf-8")
SPEAKS = 'import os\n\nos.environ["{variable}"] = "{language}"\n'
NO_DEMO = (
    "there is no simulated class in {folder} yet. `make demo` makes one; "
    "`make formgrader COURSE=course` opens your own."
)
OTHER = "{folder} is there already, and no demo. Name a folder that is not there yet."
THERE = """{folder} is there already. It stays as it is:
somebody may have graded in it by hand.

  look at it             make formgrader{course}
  make another one       make demo DEMO_ARGS="--to another-folder"
  make this one anew     rm -r {folder}, then the same command again"""

LOG = logging.getLogger("rnn-course.demo")
LOG.setLevel(logging.ERROR)


def find_demo(course: Course) -> Path:
    """Return the simulated class of a course."""
    folder = course.root / DEMO
    if not (folder / CONFIG_FILE).is_file():
        raise GradingError(NO_DEMO.format(folder=folder))
    return folder


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder beside ``folder`` to work in, which takes its name when all went well."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        config = folder / CONFIG_FILE
        if not config.is_file() or not config.read_text(encoding="utf-8").endswith(OWN):
            raise GradingError(OTHER.format(folder=folder))
        is_elsewhere = folder.name != DEMO
        raise GradingError(THERE.format(folder=folder, course=f" COURSE={folder}" * is_elsewhere))
    unfinished = folder.parent / f".{folder.name}.unfinished"
    if (unfinished / BEGUN).exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(parents=True)
    (unfinished / BEGUN).touch()
    yield unfinished
    (unfinished / BEGUN).unlink()
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)


def make_course(course: Course, folder: Path, chapters: Sequence[str]) -> None:
    """Fill a folder with what grading these chapters takes, copied from a built course."""
    config = course.config.read_text(encoding="utf-8")
    language = SPEAKS.format(variable=LANGUAGE, language=course.language) * bool(course.edition)
    (folder / CONFIG_FILE).write_text(language + config + OWN, encoding="utf-8")
    (folder / "exchange").mkdir()  # of its own: formgrader can release and collect
    shutil.copytree(course.hidden_cases, folder / "hidden_cases")
    for chapter in chapters:
        target = notebook_in(folder / "source", chapter)
        target.parent.mkdir(parents=True)
        shutil.copy(notebook_in(course.source, chapter), target)


def generate_assignment(course: Path, chapter: str) -> None:
    """Do what ``nbgrader generate_assignment CHAPTER`` does."""
    config = GradingCourse(course).config
    config.CourseDirectory.assignment_id = chapter
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own ways
        directory = CourseDirectory(config=config, log=LOG)
        GenerateAssignment(coursedir=directory, config=config, log=LOG).start()


def gradebook_of(course: Path) -> Gradebook:
    """Open a course's gradebook, made if there is none."""
    return open_gradebook(GradingCourse(course).directory)
