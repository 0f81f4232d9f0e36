"""Autograding for any nbgrader course: fast, in a sandbox, into nbgrader's gradebook.

Everything that other packages may use is listed here, and loaded when it is first asked for:
the fork server, which imports this package in the sandbox, must not wait for nbgrader.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbgrader_sandbox.course.assignment import Assignment as Assignment
    from nbgrader_sandbox.course.directory import GradingCourse as GradingCourse
    from nbgrader_sandbox.course.directory import SubmissionFolder as SubmissionFolder
    from nbgrader_sandbox.course.directory import is_student_id as is_student_id
    from nbgrader_sandbox.course.gradebook import find_assignment as find_assignment
    from nbgrader_sandbox.course.gradebook import generated_assignments as generated_assignments
    from nbgrader_sandbox.course.gradebook import is_of_the_machine as is_of_the_machine
    from nbgrader_sandbox.course.gradebook import late_penalty as late_penalty
    from nbgrader_sandbox.course.gradebook import open_gradebook as open_gradebook
    from nbgrader_sandbox.course.gradebook import transaction as transaction
    from nbgrader_sandbox.course.gradebook import with_retries as with_retries
    from nbgrader_sandbox.course.loading import load_assignment as load_assignment
    from nbgrader_sandbox.errors import GradingError as GradingError
    from nbgrader_sandbox.errors import NoVerdict as NoVerdict
    from nbgrader_sandbox.html import clean_strictly as clean_strictly
    from nbgrader_sandbox.html import render_markdown as render_markdown
    from nbgrader_sandbox.notes import NOTE_SENTENCES as NOTE_SENTENCES
    from nbgrader_sandbox.notes import ODDITIES as ODDITIES
    from nbgrader_sandbox.notes import Note as Note
    from nbgrader_sandbox.run.grade_course import GradingOptions as GradingOptions
    from nbgrader_sandbox.run.grade_course import exclusive_run as exclusive_run
    from nbgrader_sandbox.run.grade_course import grade_course as grade_course
    from nbgrader_sandbox.run.local_pool import cores as cores
    from nbgrader_sandbox.run.local_pool import leave_out_slow_imports as leave_out_slow_imports
    from nbgrader_sandbox.run.local_pool import start_fork_server as start_fork_server
    from nbgrader_sandbox.run.scheduling import MakeExecutor as MakeExecutor
    from nbgrader_sandbox.run.summary import WITHOUT_SANDBOX as WITHOUT_SANDBOX
    from nbgrader_sandbox.run.summary import printable as printable
    from nbgrader_sandbox.sandbox.bubblewrap import find_bwrap as find_bwrap
    from nbgrader_sandbox.source.names import names_of as names_of
    from nbgrader_sandbox.submission.ingest import SAME_NOTEBOOK as SAME_NOTEBOOK
    from nbgrader_sandbox.submission.ingest import likeness as likeness
    from nbgrader_sandbox.submission.listing import readable as readable
    from nbgrader_sandbox.submission.reading import MAX_NOTEBOOK_BYTES as MAX_NOTEBOOK_BYTES
    from nbgrader_sandbox.submission.reading import RawCell as RawCell
    from nbgrader_sandbox.submission.reading import read_cells as read_cells
    from nbgrader_sandbox.submission.reading import read_file as read_file
    from nbgrader_sandbox.submission.teams import share_newest as share_newest

_MODULES = {
    "course.assignment": ("Assignment",),
    "course.directory": ("GradingCourse", "SubmissionFolder", "is_student_id"),
    "course.gradebook": (
        *("find_assignment", "generated_assignments", "is_of_the_machine", "late_penalty"),
        "open_gradebook",
        *("transaction", "with_retries"),
    ),
    "course.loading": ("load_assignment",),
    "errors": ("GradingError", "NoVerdict"),
    "html": ("clean_strictly", "render_markdown"),
    "notes": ("NOTE_SENTENCES", "ODDITIES", "Note"),
    "run.grade_course": ("GradingOptions", "exclusive_run", "grade_course"),
    "run.local_pool": ("cores", "leave_out_slow_imports", "start_fork_server"),
    "run.scheduling": ("MakeExecutor",),
    "run.summary": ("WITHOUT_SANDBOX", "printable"),
    "sandbox.bubblewrap": ("find_bwrap",),
    "source.names": ("names_of",),
    "submission.ingest": ("SAME_NOTEBOOK", "likeness"),
    "submission.listing": ("readable",),
    "submission.reading": ("MAX_NOTEBOOK_BYTES", "RawCell", "read_cells", "read_file"),
    "submission.teams": ("share_newest",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}
__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> object:
    """Load one of the names above."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
