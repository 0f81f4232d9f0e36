"""Autograding for any nbgrader course: fast, in a sandbox, into nbgrader's gradebook.

Everything that other packages may use is listed here, and loaded when it is first asked for:
the fork server, which imports this package in the sandbox, must not wait for nbgrader.
"""

# ruff: noqa: F401 (what is imported for type checkers is for those who import from here)

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbgrader_sandbox.course.assignment import Assignment
    from nbgrader_sandbox.course.directory import (
        GradingCourse,
        SubmissionFolder,
        folder_of,
        is_student_id,
    )
    from nbgrader_sandbox.course.gradebook import (
        find_assignment,
        generated_assignments,
        is_of_the_machine,
        late_penalty,
        open_gradebook,
        seconds_late,
        transaction,
        with_retries,
    )
    from nbgrader_sandbox.course.loading import load_assignment
    from nbgrader_sandbox.errors import GradingError, NoVerdict
    from nbgrader_sandbox.html import clean_strictly, render_markdown
    from nbgrader_sandbox.notes import NOTE_SENTENCES, ODDITIES, Note
    from nbgrader_sandbox.pages import clean_pages
    from nbgrader_sandbox.run.grade_course import GradingOptions, exclusive_run, grade_course
    from nbgrader_sandbox.run.local_pool import cores, leave_out_slow_imports, start_fork_server
    from nbgrader_sandbox.run.scheduling import MakeExecutor
    from nbgrader_sandbox.run.summary import WITHOUT_SANDBOX, printable
    from nbgrader_sandbox.sandbox.bubblewrap import find_bwrap
    from nbgrader_sandbox.source.names import names_of
    from nbgrader_sandbox.submission.ingest import SAME_NOTEBOOK, likeness
    from nbgrader_sandbox.submission.listing import readable
    from nbgrader_sandbox.submission.reading import (
        MAX_NOTEBOOK_BYTES,
        RawCell,
        read_cells,
        read_file,
    )
    from nbgrader_sandbox.submission.teams import share_newest

_MODULES = {
    "course.assignment": ("Assignment",),
    "course.directory": ("GradingCourse", "SubmissionFolder", "folder_of", "is_student_id"),
    "course.gradebook": (
        *("find_assignment", "generated_assignments", "is_of_the_machine", "late_penalty"),
        *("open_gradebook", "seconds_late", "transaction", "with_retries"),
    ),
    "course.loading": ("load_assignment",),
    "errors": ("GradingError", "NoVerdict"),
    "html": ("clean_strictly", "render_markdown"),
    "notes": ("NOTE_SENTENCES", "ODDITIES", "Note"),
    "pages": ("clean_pages",),
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
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
