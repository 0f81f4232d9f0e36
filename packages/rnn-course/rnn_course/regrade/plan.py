"""The plan of a regrade: what it would do, and to how many."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from nbgrader.api import Gradebook

from nbgrader_sandbox import GradingCourse
from rnn_course.regrade import case_fingerprints
from rnn_course.regrade.case_fingerprints import Fingerprints, compare_cases
from rnn_course.regrade.diff import Change, compare
from rnn_course.regrade.journal import Before, Journal, autograded_folder, is_sqlite
from rnn_course.regrade.scores import Scores, read_scores, table
from rnn_course.regrade.snapshot import Notebooks, in_gradebook, in_source

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
        lines += table(rows) if self.changes else ["  nothing in its cells"]
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
            names = ", ".join(left)
            steps.append(
                f"leaves {len(left)} as they are, whose files are not in submitted/: {names}"
            )
        steps.append(f"keeps {self._by_hand()}; late penalties are worked out anew")
        steps += self._lost()
        return steps

    def _by_hand(self) -> str:
        all_cells = [c for s in self.before.scores.values() for c in s.cells.values()]
        points = sum(cell.manual is not None for cell in all_cells)
        extra = sum(cell.extra is not None for cell in all_cells)
        comments = sum(score.comments for score in self.before.scores.values())
        return f"{points} points by hand, {extra} extra credits, {comments} comments"

    def _lost(self) -> list[str]:
        """Return the steps that take points by hand away, with a cell that is removed."""
        lost = []
        for change in (each for each in self.changes if each.words == ("removed",)):
            key = f"{change.notebook}/{change.cell}"
            found = [s.cells[key] for s in self.before.scores.values() if key in s.cells]
            count = sum(cell.manual is not None for cell in found)
            if count or any(cell.extra is not None for cell in found):
                lost.append(
                    f"takes the points by hand of {count} for {change.cell} out of the "
                    "gradebook, with the question (the copy has them)"
                )
        return lost


def make_plan(course: GradingCourse, gradebook: Gradebook, assignment: str) -> Plan:
    """Plan a regrade; change nothing."""
    known = in_gradebook(gradebook, assignment)
    fresh, release = in_source(course, assignment)
    now = case_fingerprints.fingerprints(course.root, fresh)
    submitted = [found.student for found in course.find(assignment)]
    journal = Journal.unfinished(course.root, assignment)
    if journal:
        before = journal.before()
    else:
        scores = read_scores(gradebook, assignment)
        noted = case_fingerprints.read_note(course.root, assignment)
        graded = (s for s in submitted if autograded_folder(course, s, assignment).is_dir())
        before = Before(known, noted, scores, tuple(graded))
    changes = compare(before.cells, fresh, course.config)
    compare(known, fresh, course.config)  # refuses what cannot be done
    changes += compare_cases(before.cases, now) if before.cases else []
    has_file = is_sqlite(course.directory.db_url)
    return Plan(assignment, before, fresh, release, now, changes, submitted, journal, has_file)
