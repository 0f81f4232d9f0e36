"""A regrade, and a preview of one on a copy. One that was stopped is completed by the next."""

import argparse
import hashlib
import json
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import asdict, dataclass, replace
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
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse
from rnn_course.paths import Course
from rnn_course.regrade import case_fingerprints, scores
from rnn_course.regrade.case_fingerprints import Fingerprints, compare_cases
from rnn_course.regrade.diff import Change, compare
from rnn_course.regrade.gradebook_update import settle, update_cells
from rnn_course.regrade.journal import FOLDER, POINTS, Before, Journal, is_sqlite
from rnn_course.regrade.scores import Scores, read_scores
from rnn_course.regrade.snapshot import Notebooks, in_gradebook, in_source
from rnnkit._atomic import write_bytes_if_changed, write_if_changed

WHERE_TO_LOOK = (
    "Everybody's points before and after: {}\nWhat changed, and this table: {}\n"
    "The gradebook and the graded notebooks as they were are beside them.\n"
    "Feedback is made anew with: rnn-course feedback {}"
)
SUMMARY = "regrade.txt"
PREVIEW = "What comes of it, graded on a copy:"
DRY = "Nothing has been done yet. To do it: rnn-course regrade {} --yes"
NOTHING = "Nothing changed: there is nothing to do. To grade all again all the same: --unchanged"
NO_NOTE = "Nobody took a note of the test cases before, so whether those changed cannot be told."
OWN_BACKUP = (
    "The gradebook is no SQLite file: a copy of it is yours to make, before you say --yes "
    "(for PostgreSQL: pg_dump)."
)


@dataclass(frozen=True)
class Plan:
    """A planned regrade."""

    assignment: str
    before: Before  # the state when it began, or now
    cells: Notebooks  # of the source, now
    release: dict[str, bytes]  # the files that students get now
    cases: Fingerprints
    changes: list[Change]
    submitted: list[str]  # students whose files are there
    journal: Journal | None  # of a regrade that was stopped on its way
    has_own_file: bool  # so that the gradebook can be copied here

    @property
    def target(self) -> str:
        """Fingerprint of what is graded with."""
        cells = {name: asdict(each) for name, each in self.cells.items()}
        text = json.dumps([cells, self.cases], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_needed(self) -> bool:
        """Whether anything changed, or nobody can tell."""
        is_unknown = self.before.cases is None and bool(self.cases)
        return bool(self.changes or self.journal or is_unknown)

    @property
    def scores_before(self) -> Scores:
        """Everybody's points when it began, under the names that cells have now."""
        renamed = [change for change in self.changes if change.old_name]
        names = {f"{c.notebook}/{c.old_name}": f"{c.notebook}/{c.cell}" for c in renamed}
        return {
            who: replace(score, cells={names.get(key, key): c for key, c in score.cells.items()})
            for who, score in self.before.scores.items()
        }

    def to_text(self) -> str:
        """Write what changed and what would be done."""
        lines = [f"{self.assignment}: what changed since it was last graded with"]
        rows = [("cell", "points", "now", "changed"), *(each.to_row() for each in self.changes)]
        lines += scores.table(rows) if self.changes else ["  nothing in its cells"]
        if self.before.cases is None and self.cases:
            lines.append(NO_NOTE)
        return "\n".join([*lines, "", "What this does", *(f"- {x}" for x in self._steps())])

    def _steps(self) -> list[str]:
        graded = len(set(self.submitted) & self.before.scores.keys())
        steps = ["copies the gradebook first" if self.has_own_file else OWN_BACKUP]
        if self.journal:
            steps = [f"goes on with the regrade in {self.journal.folder.name}, which was stopped"]
        steps.append(f"grades {graded} submissions again, from submitted/, which stays as it is")
        if new := len(self.submitted) - graded:
            steps.append(f"grades {new} submissions for the first time")
        if left := sorted(self.before.scores.keys() - set(self.submitted)):
            what = f"leaves {len(left)} as they are, whose files are not in submitted/"
            steps.append(f"{what}: {', '.join(left)}")
        steps.append(f"keeps {self._by_hand()}; late penalties are worked out anew")
        return [*steps, *self._lost()]

    def _by_hand(self) -> str:
        all_cells = [c for s in self.before.scores.values() for c in s.cells.values()]
        points = sum(cell.manual is not None for cell in all_cells)
        extra = sum(cell.extra is not None for cell in all_cells)
        comments = sum(score.comments for score in self.before.scores.values())
        return f"{points} points by hand, {extra} extra credits, {comments} comments"

    def _lost(self) -> Iterator[str]:
        """Yield the steps that take points by hand away, with a cell that is removed."""
        for change in (each for each in self.changes if each.words == ("removed",)):
            key = f"{change.notebook}/{change.cell}"
            found = [s.cells[key] for s in self.before.scores.values() if key in s.cells]
            count = sum(cell.manual is not None for cell in found)
            if count or any(cell.extra is not None for cell in found):
                yield (
                    f"takes the points by hand of {count} for {change.cell} out of the "
                    "gradebook, with the question (the copy has them)"
                )


def _plan(course: GradingCourse, gradebook: Gradebook, assignment: str) -> Plan:
    known = in_gradebook(gradebook, assignment)
    fresh, release = in_source(course, assignment)
    now = case_fingerprints.fingerprints(course.root, fresh)
    submitted = [found.student for found in course.find(assignment)]
    journal = Journal.unfinished(course.root, assignment)
    if journal:
        before = journal.before()
    else:
        points = read_scores(gradebook, assignment)
        noted = case_fingerprints.read_notes(course.root).get(assignment)
        folders = {s: course.folder("autograded", s, assignment) for s in submitted}
        graded = tuple(student for student, folder in folders.items() if folder.is_dir())
        before = Before(known, noted, points, graded)
    changes = compare(before.cells, fresh, course.config)
    compare(known, fresh, course.config)  # refuses what cannot be done
    changes += compare_cases(before.cases, now) if before.cases else []
    has_file = is_sqlite(course.directory.db_url)
    return Plan(assignment, before, fresh, release, now, changes, submitted, journal, has_file)


def run(options: argparse.Namespace, course: Course) -> None:
    """Print what a regrade does and takes from whom, or do it if asked to."""
    if course.solutions.is_dir():
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
        return _plan(course, gradebook, assignment)


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
        plan = _plan(course, gradebook, assignment)
        journal = plan.journal or Journal.begin(course, assignment, plan.before)
        update(course, gradebook, plan)
        journal.clear(course, assignment, plan.target, set(plan.before.autograded))
    summary = grade_all(course, plan, options, make)
    with exclusive_run(course.root), _open(course) as gradebook:
        students = settle_all(gradebook, plan)
        case_fingerprints.write_note(course.root, assignment, plan.cases)
        text = "\n".join([plan.to_text(), "", summary, "", scores.to_text(students)])
        write_if_changed(journal.folder / SUMMARY, text + "\n")
        points = scores.to_csv(students)
        write_if_changed(journal.folder / POINTS, points)  # now it counts as finished
    where = WHERE_TO_LOOK.format(journal.folder / POINTS, journal.folder / SUMMARY, assignment)
    return "\n".join([summary, "", scores.to_text(students), "", where])


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
            return scores.to_text(settle_all(gradebook, plan))


def update(course: GradingCourse, gradebook: Gradebook, plan: Plan) -> None:
    """Bring gradebook and release to what the source has."""
    known = in_gradebook(gradebook, plan.assignment)
    steps = compare(known, plan.cells, course.config)
    with_retries(lambda: update_cells(gradebook, plan.assignment, plan.cells, steps))
    folder = course.folder("release", ".", plan.assignment)
    try:
        for name, content in plan.release.items():
            write_bytes_if_changed(folder / name, content)
    except OSError as error:
        raise GradingError(f"Cannot write to {folder}: {error.strerror}.") from None


def grade_all(
    course: GradingCourse, plan: Plan, options: GradingOptions, make: MakeExecutor | None
) -> str:
    """Grade what has no graded notebook; return the summary."""
    wanted = replace(options, assignments=(plan.assignment,), student="*", force=False)
    return grade_course(course, wanted, make).to_text() if plan.submitted else ""


def settle_all(gradebook: Gradebook, plan: Plan) -> list[scores.ScoreChange]:
    """Mark what a person has to look at; return everybody's points before and after."""
    before = plan.scores_before
    settle(gradebook, plan.assignment, lambda *about: _is_settled(plan, before, *about))
    return scores.score_changes(before, read_scores(gradebook, plan.assignment))


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
