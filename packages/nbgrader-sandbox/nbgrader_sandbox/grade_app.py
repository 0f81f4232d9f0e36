"""``nbgrader-sandbox grade``: an application of nbgrader's, with its options and config files."""

import sys
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, Execute
from traitlets import Bool, Int, TraitError, Unicode
from traitlets.config import Config

from nbgrader_sandbox.course.directory import CONFIG_FILE, GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.local_pool import cores
from nbgrader_sandbox.run.summary import WITHOUT_SANDBOX
from nbgrader_sandbox.settings import Autograder

DESCRIPTION = """Grade what was submitted in an nbgrader course, with students' code in a sandbox.

    nbgrader-sandbox grade [ASSIGNMENT ...]

Without ASSIGNMENT, all that were submitted. Submissions that are graded and have not changed
since are left alone. Settings come from nbgrader_config.py; the command line has the last word.

Exit status:
  0  all graded
  1  something has to be mended first, or you pressed Ctrl-C
  2  wrong arguments
  3  done, and something needs a look: a submission without a verdict, or your own solution
     gets less than full marks"""
EXAMPLES = """
nbgrader-sandbox grade                                 # all that were submitted
nbgrader-sandbox grade ps1 ps2 --student ada --force   # some of it, again
nbgrader-sandbox grade ps1 --course ~/courses/python --Autograder.memory=2000"""
FIRST_LINE = "Course: {root}"
NO_COURSE = (
    "No {file} or course/{file} in {start}, or in a folder above. Go to the folder of the "
    "course, or name it: --course FOLDER"
)
NOT_A_COURSE = "{folder} has no {file}. Name the folder that it is in: --course FOLDER"
BAD_CONFIG = "{place} cannot be used: {kind}: {error}"
UNKNOWN = "{option} is unknown; --help-all lists what there is"
WRONG_ARGUMENTS, NEEDS_A_LOOK = 2, 3  # exit statuses
CLASSES = [Autograder, CourseDirectory, Execute, AssignLatePenalties]
ALIASES = {
    "course": "GradeApp.course",
    "student": ("CourseDirectory.student_id", "This student only."),
    "jobs": "GradeApp.jobs",
    "dask": "GradeApp.dask",
    "log-level": "Application.log_level",
}
FLAGS = {
    "force": ({"GradeApp": {"force": True}}, "Grade also what is graded and has not changed."),
    "retry-tests": (
        {"GradeApp": {"retry_tests": True}},
        "Find out anew which tests run together with students' code, and go by that.",
    ),
    "no-sandbox": (
        {"GradeApp": {"has_sandbox": False}},
        "Run students' code with your own rights: it can read and change all that you can.",
    ),
    "debug": NbGrader.flags["debug"],
}


class GradeApp(NbGrader):
    """What to grade, and where."""

    name = "nbgrader-sandbox grade"
    version = version("nbgrader-sandbox")
    description = DESCRIPTION
    examples = EXAMPLES
    classes, aliases, flags = CLASSES, ALIASES, FLAGS
    raise_config_file_errors = True

    course = Unicode(
        help=f"The folder with {CONFIG_FILE}. Without it: the first one, from here upwards, that "
        f"has {CONFIG_FILE} or course/{CONFIG_FILE}."
    ).tag(config=True)
    jobs = Int(cores(), min=1, help="Submissions at a time.").tag(config=True)
    dask = Unicode(help="Address of a Dask scheduler, to grade on its cluster.").tag(config=True)
    force = Bool(help="Grade also what is graded and has not changed.").tag(config=True)
    retry_tests = Bool(help="Find out anew which tests run together with students' code.").tag(
        config=True
    )
    has_sandbox = Bool(True, help="Whether students' code runs in a sandbox.").tag(config=True)

    def init_syspath(self) -> None:
        """Leave ``sys.path`` alone: no file of the working folder stands in for a module."""

    def initialize(self, argv: list[str] | None = None, root: str = "") -> None:
        """Parse the arguments, find the course, and load its settings."""
        try:
            super().initialize(argv, root)
            Autograder(parent=self)
        except GradingError:
            raise
        except Exception as error:  # a config file is a program, and may raise anything
            raise GradingError(_explain(error)) from error

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Parse the arguments, and find the course."""
        try:
            super().parse_command_line(argv)
        except SystemExit as end:  # traitlets ends with 1 if a value is wrong
            self.exit(WRONG_ARGUMENTS if end.code else 0)
        self._check_arguments()
        self.cli_config.CourseDirectory.root = str(find_course(self.course))
        self.update_config(self.cli_config)

    def load_config_file(self, **kwargs: bool) -> None:
        """Load the user's own config files. The course's comes later, and counts more."""
        super(NbGrader, self).load_config_file(**kwargs)

    def _check_arguments(self) -> None:
        problems = [UNKNOWN.format(option=f"--{name}") for name in self._unknown_options()]
        try:
            Autograder(config=self.cli_config)
        except TraitError as error:
            problems = problems or [str(error)]
        if problems:
            print(*(f"{self.name}: {problem}" for problem in problems), sep="\n", file=sys.stderr)
            self.exit(WRONG_ARGUMENTS)

    def _unknown_options(self) -> Iterator[str]:
        yield from (word.lstrip("-") for word in self.extra_args if word.startswith("-"))
        classes = self._classes_inc_parents()  # no public name has them
        known = {each.__name__: each.class_trait_names(config=True) for each in classes}
        for section, values in self.cli_config.items():
            if isinstance(values, Config):
                yield from (f"{section}.{n}" for n in values if n not in known.get(section, ()))
            else:
                yield section

    def start(self) -> None:
        """Grade, and print how it went."""
        course = GradingCourse(Path(self.coursedir.root))
        print(FIRST_LINE.format(root=course.root), flush=True)
        course.config.merge(self.config)
        course.directory.update_config(course.config)
        if not self.has_sandbox:
            print(WITHOUT_SANDBOX, file=sys.stderr, flush=True)
        names, student = tuple(course.full_names(self.extra_args)), course.directory.student_id
        how = self.jobs, self.force, self.dask, self.has_sandbox, self.retry_tests
        summary = grade_course(course, GradingOptions(names, student, *how))
        print(summary.to_text())
        if summary.needs_a_look:
            self.exit(NEEDS_A_LOOK)


def find_course(named: str) -> Path:
    """Return the course directory that is named, else the first from here upwards."""
    if named:
        folder = Path(named).expanduser().resolve()
        if not (folder / CONFIG_FILE).is_file():
            raise GradingError(NOT_A_COURSE.format(folder=folder, file=CONFIG_FILE))
        return folder
    start = Path.cwd()
    for directory in (each / name for each in (start, *start.parents) for name in (".", "course")):
        if (directory / CONFIG_FILE).is_file():
            return directory
    raise GradingError(NO_COURSE.format(file=CONFIG_FILE, start=start))


def _explain(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{f.filename}, line {f.lineno}" for f in frames if CONFIG_FILE in f.filename]
    place = places[-1] if places else CONFIG_FILE
    return BAD_CONFIG.format(place=place, kind=type(error).__name__, error=error)
