"""Jobs: one submission to grade, how to grade it, and the graded submission."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.limits import Limits, Timeouts
from nbgrader_sandbox.notebook.result import GradedNotebook, placeholder
from nbgrader_sandbox.notes import Note

Answers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Setup:
    """How to run students' code and tests, the same for all jobs of a run.

    Parameters
    ----------
    modules : tuple of str
        Modules that released notebooks import or import from.
    libraries : tuple of Path
        Further packages that they need.
    secrets : tuple of Path
        Folders that students' code must not see.
    limits : Limits
        For each student's notebook.
    timeouts : Timeouts
        For each notebook.
    tests : str
        How test cells run: auto, apart or together.
    tests_only : tuple of str
        MIME types of outputs that students' code must not show.
    bwrap : str
        Where bubblewrap is; empty: students' code has the instructor's rights.
    variables : dict of str to str
        Environment of the tests; students' code gets those of them that are in
        ``worker.SHARED``.
    """

    modules: tuple[str, ...] = ()
    libraries: tuple[Path, ...] = ()
    secrets: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)
    timeouts: Timeouts = field(default_factory=Timeouts)
    tests: str = "auto"
    tests_only: tuple[str, ...] = ()
    bwrap: str = ""
    variables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """One submission to grade.

    Parameters
    ----------
    student : str
        Who handed it in.
    assignment : Assignment
        What was asked for.
    folder : Path
        Where it is.
    setup : Setup
        How to grade it.
    answers : mapping of str to mapping of str to str, optional
        In place of a folder's: sources by notebook and grade_id.
    """

    student: str
    assignment: Assignment
    folder: Path
    setup: Setup
    answers: Answers | None = None
    timestamp: datetime.datetime | None = None


@dataclass
class GradedSubmission:
    """A graded submission; small enough to be sent around."""

    student: str
    assignment: str
    notebooks: list[GradedNotebook] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    unprotected: tuple[str, ...] = ()  # what the sandbox lacks where it was graded


def given_up(job: Job, reason: Note) -> GradedSubmission:
    """Return what to record of a submission that cannot be graded: nothing but the reason."""
    notebooks = [placeholder(template, reason) for template in job.assignment.templates]
    return GradedSubmission(job.student, job.assignment.name, notebooks, problems=[reason])
