"""A course of its own, in which the real nbgrader releases, grades and returns.

The steps run in this process: each command of nbgrader's needs seconds to start.
test_instructors_page.py types the commands.
"""

import logging
import os
import re
import shutil
import sysconfig
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import nbformat
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, PyFileConfigLoader

from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from rnn_course.cells import grade_id
from rnn_course.paths import Course
from rnnkit.checks.casefile import Exercise, load
from rnnkit.workbook.paths import PACKAGE, notebook_in
from tests.support.notebooks import without_demos
from tests.support.repository import COURSE

CHAPTERS = COURSE.chapter_names()
LOG = logging.getLogger("classroom")


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def squeezed(text: str) -> str:
    """Text without any blanks: however it was wrapped, it is the same."""
    return re.sub(r"\s+", "", text)


@contextmanager
def environment(course: Path, **others: str) -> Iterator[None]:
    """Variables of a process that grades ``course``, whatever they are here.

    Kernels get this course's own rnnkit, and nothing of a home directory. Where the hidden
    cases are is left to ``nbgrader_config.py``.
    """
    variables = {
        "PYTHONPATH": str(course.parent / PACKAGE.parent),
        "IPYTHONDIR": str(course / ".ipython"),
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    with patch.dict(os.environ, variables | others):
        os.environ.pop("RNNKIT_HIDDEN_CASES", None)
        os.environ.pop("NBGRADER_EXECUTION", None)
        yield


@dataclass(frozen=True)
class OneChapter(Course):
    """A course of which only one chapter is released."""

    chapter: str = ""

    def chapter_names(self) -> list[str]:
        return [self.chapter]


class Classroom:
    """A course directory with sources, releases, submissions, a gradebook and feedback.

    Parameters
    ----------
    built : Course
        What is released.
    folder : Path
        Where the course directory is to be.
    released : Path, optional
        The folder of another one in which it is released already: nbgrader needs long for that.
    """

    def __init__(self, built: Course, folder: Path, released: Path | None = None) -> None:
        self.folder = folder
        if released:
            shutil.copytree(released, folder)
        else:
            shutil.copytree(built.directory, folder, ignore=shutil.ignore_patterns("release"))
        shutil.copytree(built.rnnkit, folder.parent / PACKAGE, dirs_exist_ok=True)
        self.chapters = built.chapter_names()
        self.exercises = {e.name: e for e in map(load, sorted(built.cases.glob("*.npz")))}
        self.hidden = {name: load(built.hidden_cases / f"{name}.npz") for name in self.exercises}
        for chapter in () if released else self.chapters:
            self._run(GenerateAssignment, chapter)

    def asked_in(self, chapter: str) -> dict[str, Exercise]:
        return {name: e for name, e in self.exercises.items() if e.chapter == chapter}

    def max_points(self, chapter: str) -> dict[str, float]:
        """Points of each test cell by its grade_id, when everything is right."""
        return {f"test_{name}": e.points for name, e in self.asked_in(chapter).items()}

    def source(self, chapter: str) -> NotebookNode:
        return read(notebook_in(self.folder / "source", chapter))

    def release(self, chapter: str) -> NotebookNode:
        return read(notebook_in(self.folder / "release", chapter))

    def filled_in(self, chapter: str, answers: dict[str, str]) -> NotebookNode:
        """The released notebook with answers by grade_id, written ones included.

        Cells tagged ``demo`` are left out: figures and training take most of the time, and
        no graded cell depends on them. The notebooks run whole in test_built_notebooks.py.
        """
        notebook = without_demos(self.release(chapter))
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell), cell.source)
        missing = answers.keys() - set(map(grade_id, notebook.cells))
        assert not missing, f"{chapter} has no cells {missing}"
        return notebook

    def hand_in(self, student: str, chapter: str, notebook: NotebookNode) -> None:
        path = notebook_in(self.folder / "submitted" / student, chapter)
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def hand_in_all(self, chapter: str, answers: dict[str, dict[str, str]]) -> None:
        """Hand in the notebook of each student, filled with their answers by grade_id."""
        for student, said in answers.items():
            self.hand_in(student, chapter, self.filled_in(chapter, said))

    def autograde(self, chapter: str, student: str = "*") -> None:
        self._run(Autograde, chapter, student)

    def grade(self, student: str, chapter: str, notebook: NotebookNode) -> dict[str, float | None]:
        """Hand a notebook in and autograde it; also a second time."""
        self.hand_in(student, chapter, notebook)
        self.autograde(chapter, student)
        return self.points(student, chapter)

    def points(self, student: str, chapter: str) -> dict[str, float | None]:
        """Points by grade_id; None where a teacher has to look."""
        with self.gradebook() as gradebook:
            submission = gradebook.find_submission_notebook(chapter, chapter, student)
            return {
                grade.name: None if grade.needs_manual_grade else grade.score
                for grade in submission.grades
            }

    def feedback(self, student: str, chapter: str) -> BeautifulSoup:
        self._run(GenerateFeedback, chapter, student)
        path = self.folder / "feedback" / student / chapter / f"{chapter}.html"
        return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        with environment(self.folder):
            config = self._config()
            course = CourseDirectory(config=config)
            with Gradebook(course.db_url, course.course_id) as gradebook:
                yield gradebook

    def _config(self) -> Config:
        config = PyFileConfigLoader("nbgrader_config.py", str(self.folder)).load_config()
        config.CourseDirectory.root = str(self.folder)
        return config

    def _run(self, step: type, chapter: str, student: str = "*") -> None:
        with environment(self.folder), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own business
            config = self._config()
            config.CourseDirectory.assignment_id = chapter
            config.CourseDirectory.student_id = student
            config[step.__name__].force = True
            course = CourseDirectory(config=config, log=LOG)
            step(coursedir=course, config=config, log=LOG).start()


def grade_here(folder: Path, chapter: str) -> GradingCourse:
    """Grade all that was handed in for a chapter, with the course's own grader."""
    with environment(folder):
        course = GradingCourse(folder)
        summary = grade_course(course, GradingOptions(assignments=(chapter,), jobs=2))
    assert summary.problems == []
    return course


def said_in(page: BeautifulSoup, cell: str) -> str:
    """What a feedback page says in one graded cell, squeezed."""
    anchor = page.find("a", attrs={"name": cell})
    return squeezed(anchor.find_parent("div", class_="cell").get_text())
