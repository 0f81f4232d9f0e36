"""Settings that the course needs of nbgrader. ``course/nbgrader_config.py`` calls them."""

import os
from pathlib import Path

from traitlets.config import Config

from nbgrader_sandbox import clean_pages
from rnnkit.language import choose
from rnnkit.workbook.paths import CourseFiles

# nbgrader copies whatever else lies beside a source notebook to the students.
NOT_FOR_STUDENTS = [
    *(".ipynb_checkpoints", "__pycache__", "feedback", "progress.json"),
    "own",  # students' right answers as files; no file of theirs is read where nbgrader runs
    *("*.db", "*.log", "*.md", "*.npz", "*.py", "*.pyc", "*.tmp"),
]
OTHERS = 0o077  # rights of everybody else
# What checks say to reports. From a student's own code it would be a forgery.
VERDICT = "application/vnd.rnnkit.verdict+json"


def configure(c: Config, config_file: str, language: str = "") -> None:
    """Set what the course needs, in stock nbgrader and in the course's own commands.

    Parameters
    ----------
    c : Config
        What ``get_config()`` returns. Set again afterwards what your course has otherwise.
    config_file : str
        The ``__file__`` of ``nbgrader_config.py``: the course directory is its folder.
    language : str
        Of the edition that is handed out and of all pages, as in ``"zh"``; by default what
        ``RNN_COURSE_LANGUAGE`` says, else English.
    """
    c.CourseDirectory.course_id = "rnn-course"
    c.CourseDirectory.ignore = NOT_FOR_STUDENTS
    # Gradebook, submissions and feedback are for this account alone; nbgrader leaves that to the
    # umask. A course that belongs to a group sets its own afterwards.
    os.umask(os.umask(OTHERS) | OTHERS)
    course = CourseFiles.at(Path(config_file).resolve().parent, language)
    # Test cells look for the hidden cases here. An instructor who keeps them elsewhere sets the
    # variable before.
    os.environ.setdefault("RNNKIT_HIDDEN_CASES", str(course.directory / "hidden_cases"))
    # One BLAS thread a kernel: the arrays are small, and more threads wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Late work costs what c.LateRule says: nothing, unless the course sets it.
    c.AssignLatePenalties.plugin_class = "rnn_course.class_table.late_rule.LateRule"
    c.LateRule.class_table = str(course.directory / "class.csv")
    _set_edition(c, course)
    _set_execution(c)
    clean_pages(c)
    _set_exchange(c)


def _set_edition(c: Config, course: CourseFiles) -> None:
    """Hand out one edition, and grade what is handed in of any."""
    choose(course.language)
    if course.edition:
        c.CourseDirectory.source_directory = f"source{course.edition}"
        c.CourseDirectory.release_directory = course.release.name
    releases = [path.name for path in sorted(course.directory.glob("release*")) if path.is_dir()]
    c.Autograder.editions = [name for name in releases if name != course.release.name]


def _set_execution(c: Config) -> None:
    # A training cell may take 30 s on a free machine; a machine that grades is not free.
    c.Execute.timeout = 180  # seconds, a cell
    c.Autograder.cell_timeout = 10  # seconds; it leaves out training cells, and tests take 0.1
    c.Execute.iopub_timeout = 30  # seconds; nbgrader's own 4 loses outputs under load
    # Ours need nothing of a student's process; a rehearsal finds the same (tests/course).
    c.Autograder.tests = "apart"
    c.Autograder.tests_only_mime_types = [VERDICT]
    c.ExecutePreprocessor.kernel_name = "python3"
    # A test cell that a student deleted comes back, and counts.
    c.OverwriteCells.add_missing_cells = True
    # In source notebooks the first cell says, between mark-scheme markers, that it is built.
    c.ClearMarkScheme.enforce_metadata = False


def _set_exchange(c: Config) -> None:
    c.ExchangeFactory.release_assignment = "rnn_course.exchange.ReleaseWithDueDates"
    c.ExchangeFactory.release_feedback = "rnn_course.exchange.ReleaseFeedbackOfTheExchange"
    plugins = "rnn_course.platforms.collect.plugins"
    c.ZipCollectApp.extractor_plugin = f"{plugins}.PlatformExtractor"
    c.ZipCollectApp.collector_plugin = f"{plugins}.PlatformCollector"
    # Other files: name_03-rnn-backward.ipynb, or name_attempt_<time>_03-rnn-backward.ipynb.
    c.FileNameCollectorPlugin.named_regexp = (
        r".*/(?P<student_id>[^/_]+)_(?:.*_)?(?P<file_id>\d\d-[a-z-]+)\.ipynb"
    )
