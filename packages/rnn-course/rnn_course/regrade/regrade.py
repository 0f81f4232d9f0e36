"""A regrade, and a preview of one on a copy. One that was stopped is completed by the next."""

import argparse
from copy import copy, deepcopy
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.api import Base, Grade, Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import delete, insert, select

from nbgrader_sandbox import (
    GradingCourse,
    GradingError,
    GradingOptions,
    MakeExecutor,
    exclusive_run,
    grade_course,
    open_gradebook,
    with_retries,
)
from rnn_course.build.ensure import ensure_built
from rnn_course.class_table.course import ClassCourse
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.paths import Course
from rnn_course.regrade import case_fingerprints
from rnn_course.regrade.diff import compare
from rnn_course.regrade.gradebook_update import settle, update_cells
from rnn_course.regrade.journal import FOLDER, POINTS, SUMMARY, Journal
from rnn_course.regrade.plan import Plan, make_plan
from rnn_course.regrade.scores import (
    ScoreChange,
    Scores,
    read_scores,
    score_changes,
    to_csv,
    to_text,
)
from rnn_course.regrade.snapshot import in_gradebook
from rnnkit._atomic import write_bytes_if_changed

PREVIEW = "What comes of it, graded on a copy:"
DRY = "Nothing has been done yet. To do it: rnn-course regrade {} --yes"
NOTHING = "Nothing changed: there is nothing to do. To grade all again all the same: --unchanged"


def run(options: argparse.Namespace, course: Course) -> None:
    """Print what a regrade does and takes from whom, or do it if asked to."""
    if course.is_authored:
        ensure_built(course)
    own = ClassCourse(course.directory)
    assignment = own.full_name(options.assignment)
    plan = plan_regrade(own, assignment)
    print(plan.to_text() + "\n", flush=True)
    how = GradingOptions(jobs=options.jobs, dask=options.dask, has_sandbox=not options.no_sandbox)
    if not (plan.is_needed or options.unchanged):
        print(NOTHING)
    elif options.yes:
        print("\n".join([regrade(own, assignment, how), *settle_late_work(own)]))
    else:
        print("\n".join([PREVIEW, preview(own, plan, how), "", DRY.format(assignment)]))


def plan_regrade(course: GradingCourse, assignment: str) -> Plan:
    """Plan a regrade; change nothing."""
    with _open(course) as gradebook:
        return make_plan(course, gradebook, assignment)


def _open(course: GradingCourse) -> Gradebook:
    return with_retries(lambda: open_gradebook(course.directory))


def regrade(
    course: GradingCourse,
    assignment: str,
    options: GradingOptions,
    make: MakeExecutor | None = None,
) -> str:
    """Grade all submissions of an assignment by its present points and tests; say how it went."""
    with exclusive_run(course.root), _open(course) as gradebook:
        plan = make_plan(course, gradebook, assignment)
        journal = plan.journal or Journal.begin(course, assignment, plan.before)
        update(course, gradebook, plan)
        journal.clear(course, assignment, plan.target, set(plan.before.autograded))
    summary = grade_all(course, plan, options, make)
    with exclusive_run(course.root), _open(course) as gradebook:
        students = settle_all(gradebook, plan)
        case_fingerprints.write_note(course.root, assignment, plan.cases)
        text = "\n".join([plan.to_text(), "", summary, "", to_text(students)])
        journal.finish(text + "\n", to_csv(students))
    return "\n".join([summary, "", to_text(students), "", _where_to_look(journal, assignment)])


def preview(
    course: GradingCourse, plan: Plan, options: GradingOptions, make: MakeExecutor | None = None
) -> str:
    """Write who would gain and who would lose what; leave the course as it is."""
    parent = course.root / FOLDER  # where a cluster sees it, and nobody commits it
    parent.mkdir(exist_ok=True)
    # The next regrade removes what a killed run leaves under such a name.
    with TemporaryDirectory(prefix=f".{plan.assignment}-preview-", dir=parent) as folder:
        other = _with_results_in(course, Path(folder))
        with_retries(lambda: _copy_gradebook(course, other))
        with open_gradebook(other.directory) as gradebook:
            update(other, gradebook, plan)
        grade_all(other, plan, options, make)
        with open_gradebook(other.directory) as gradebook:
            return to_text(settle_all(gradebook, plan))


def update(course: GradingCourse, gradebook: Gradebook, plan: Plan) -> None:
    """Bring gradebook and release to what the source has."""
    known = in_gradebook(gradebook, plan.assignment)
    steps = compare(known, plan.cells, course.config)
    with_retries(lambda: update_cells(gradebook, plan.assignment, plan.cells, steps))
    step = course.directory.release_directory
    _write_release(Path(course.directory.format_path(step, ".", plan.assignment)), plan.release)


def grade_all(
    course: GradingCourse, plan: Plan, options: GradingOptions, make: MakeExecutor | None
) -> str:
    """Grade what has no graded notebook; return the summary."""
    wanted = replace(options, assignments=(plan.assignment,), student="*", force=False)
    return grade_course(course, wanted, make).to_text() if plan.submitted else ""


def settle_all(gradebook: Gradebook, plan: Plan) -> list[ScoreChange]:
    """Mark what a person has to look at; return everybody's points before and after."""
    before = plan.scores_before
    settle(gradebook, plan.assignment, lambda *about: _is_settled(plan, before, *about))
    return score_changes(before, read_scores(gradebook, plan.assignment))


def _write_release(folder: Path, files: dict[str, bytes]) -> None:
    """Put new files for old ones. Each is there as a whole, and the rest can be made again."""
    try:
        for name, content in files.items():
            write_bytes_if_changed(folder / name, content)
    except OSError as error:
        raise GradingError(f"Cannot write to {folder}: {error.strerror}.") from None


def _is_settled(plan: Plan, before: Scores, student: str, cell: str, grade: Grade) -> bool | None:
    """Return whether a person's points stand without another look; None: as the grader left it.

    Those do that nothing touched: the same cell, the same automatic points, settled before.
    """
    is_another = any(c.cell == grade.name and c.needs_a_look for c in plan.changes)
    if student not in plan.submitted:
        return False if is_another else None
    was = before.get(student)
    old = was.cells.get(cell) if was else None
    if old is None or grade.manual_score is None or grade.manual_score != old.manual:
        return None
    is_same = (old.auto, old.most) == (grade.auto_score, grade.max_score)
    return is_same and not old.needs_a_look and not is_another


def _where_to_look(journal: Journal, assignment: str) -> str:
    folder = journal.folder
    return (
        f"Everybody's points before and after: {folder / POINTS}\n"
        f"What changed, and this table: {folder / SUMMARY}\n"
        f"The gradebook and the graded notebooks as they were are beside them.\n"
        f"Feedback is made anew with: rnn-course feedback {assignment}"
    )


def _with_results_in(course: GradingCourse, folder: Path) -> GradingCourse:
    """Return the same course, but all that a regrade writes lies in ``folder``."""
    other = copy(course)
    other.config = deepcopy(course.config)
    # Absolute folders stay as they are where nbgrader joins them to the course's.
    other.config.CourseDirectory.update(
        db_url=f"sqlite:///{folder}/gradebook.db",
        release_directory=f"{folder}/release",
        autograded_directory=f"{folder}/autograded",
    )
    other.directory = CourseDirectory(config=other.config)
    return other


def _copy_gradebook(course: GradingCourse, other: GradingCourse) -> None:
    """Copy row by row: the original may be in PostgreSQL."""
    with open_gradebook(course.directory) as here, open_gradebook(other.directory) as there:
        for table in reversed(Base.metadata.sorted_tables):
            there.db.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            if rows := [row._asdict() for row in here.db.execute(select(table))]:
                there.db.execute(insert(table), rows)
        there.db.commit()
