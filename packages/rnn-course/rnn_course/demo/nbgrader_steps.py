"""nbgrader's own steps, in this process: each of its commands needs seconds to start."""

import logging
import multiprocessing
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin
from sqlalchemy.exc import SAWarning

from nbgrader_sandbox import GradingCourse, open_gradebook

LOG = logging.getLogger("rnn-course.demo")
LOG.setLevel(logging.ERROR)


def generate_assignment(course: Path, chapter: str) -> None:
    """Do what ``nbgrader generate_assignment CHAPTER`` does."""
    _convert(GenerateAssignment, course, chapter)


class _PartOfFeedback(GenerateFeedback):
    """nbgrader's step, for every ``of``-th student of a process that loads everything once."""

    part, of = 0, 1
    assignments: dict[str, list[str]]

    def init_notebooks(self) -> None:
        super().init_notebooks()
        mine = sorted(self.assignments)[self.part :: self.of]
        self.assignments = {folder: self.assignments[folder] for folder in mine}


def generate_feedback(course: Path, chapters: Sequence[str], jobs: int) -> None:
    """Do what ``nbgrader generate_feedback CHAPTER`` does, on several cores.

    Parameters
    ----------
    course : Path
        The course directory.
    chapters : sequence of str
        Graded ones.
    jobs : int
        Processes at a time.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as executor:
        parts = [(course, chapter, part, jobs) for chapter in chapters for part in range(jobs)]
        list(executor.map(_feedback, parts))


def _feedback(task: tuple[Path, str, int, int]) -> None:
    course, chapter, part, of = task
    step = type("Part", (_PartOfFeedback,), {"part": part, "of": of})
    _convert(step, course, chapter)


def export(course: Path) -> Path:
    """Do what ``nbgrader export`` does."""
    path = course / "grades.csv"
    with gradebook_of(course) as gradebook:
        plugin = CsvExportPlugin(log=LOG)
        plugin.to = str(path)
        plugin.export(gradebook)
    return path


def gradebook_of(course: Path) -> Gradebook:
    """Open a course's gradebook, made if there is none."""
    return open_gradebook(GradingCourse(course).directory)


def _convert(step: type, course: Path, chapter: str) -> None:
    config = GradingCourse(course).config
    config.CourseDirectory.assignment_id = chapter
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own ways
        directory = CourseDirectory(config=config, log=LOG)
        step(coursedir=directory, config=config, log=LOG).start()
