"""nbgrader's own steps, in this process: each of its commands needs seconds to start."""

import logging
import warnings
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin
from sqlalchemy.exc import SAWarning

from nbgrader_sandbox import GradingCourse, open_gradebook

LOG = logging.getLogger("rnn-course.demo")
LOG.setLevel(logging.ERROR)


def generate_assignment(course: Path, chapter: str) -> None:
    """Do what ``nbgrader generate_assignment CHAPTER`` does."""
    config = GradingCourse(course).config
    config.CourseDirectory.assignment_id = chapter
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own ways
        directory = CourseDirectory(config=config, log=LOG)
        GenerateAssignment(coursedir=directory, config=config, log=LOG).start()


def export(course: Path) -> Path:
    """Do what ``nbgrader export`` does."""
    path = course / "grades.csv"
    with gradebook_of(course) as gradebook:
        CsvExportPlugin(log=LOG, to=str(path)).export(gradebook)
    return path


def gradebook_of(course: Path) -> Gradebook:
    """Open a course's gradebook, made if there is none."""
    return open_gradebook(GradingCourse(course).directory)
