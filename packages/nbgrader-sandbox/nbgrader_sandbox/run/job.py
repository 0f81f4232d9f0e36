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
    """How to run students' code and tests, the same for all jobs of a run."""

    modules: tuple[str, ...] = ()  # that released notebooks import, or import from
    libraries: tuple[Path, ...] = ()  # folders of further packages that they need
    secrets: tuple[Path, ...] = ()  # folders that students' code must not see
    limits: Limits = field(default_factory=Limits)
    timeouts: Timeouts = field(default_factory=Timeouts)
    tests: str = "auto"  # how test cells run: auto, apart or together
    retry_tests: bool = False  # whether that is found out anew, where it is auto
    tests_only: tuple[str, ...] = ()  # MIME types of outputs that students' code must not show
    bwrap: str = ""  # where bubblewrap is; empty: no sandbox
    variables: dict[str, str] = field(default_factory=dict)  # students get worker.SHARED of them


@dataclass(frozen=True)
class Job:
    """One submission to grade."""

    student: str
    assignment: Assignment
    folder: Path
    setup: Setup
    answers: Answers | None = None  # sources by notebook and grade_id, in place of a folder's
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
