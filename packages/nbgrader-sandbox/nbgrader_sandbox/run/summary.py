"""The summary printed after a run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.job import GradedSubmission

WITHOUT_SANDBOX = (
    "WITHOUT A SANDBOX: from now on, students' code runs with your rights. It can read and change "
    "the gradebook, solutions and all else that you can. Press Ctrl-C to stop."
)
NO_SANDBOX = (
    "WITHOUT A SANDBOX: students' code ran with your rights. Look at what it may have changed "
    "before you trust these grades. Each autograded notebook says so in its metadata."
)
SOLUTION_FALLS_SHORT = """
Your own solution, in source/, gets less than full marks here, so nobody can get more. The test
may need what does not cross between the processes, as objects of a class of the student's:"""
WITHOUT_SOURCE = (
    "{name}: your own notebook is not in source/, so nobody knows how its tests fare with a right "
    "answer. Put it there, or say in nbgrader_config.py how tests run: c.Autograder.tests"
)
NOBODY = "  {cell} of {notebook}: none of {count} students has points"
ENOUGH_STUDENTS = 5
TOGETHER = (
    "{where}: these tests ran together with students' code, as with nbgrader itself, since they "
    "gave other points apart from it: {cells}"
)
REHEARSAL = "\nFrom the rehearsal, in which right and wrong answers were handed in:"
Remark = tuple[str, str, Note]  # student, assignment


@dataclass
class Summary:
    """Summary of a run."""

    has_sandbox: bool = True  # whether students' code ran in one
    graded: int = 0  # submissions, now
    skipped: int = 0  # submissions that were graded before
    problems: list[Remark] = field(default_factory=list)  # where there is no verdict, and why
    notes: list[Remark] = field(default_factory=list)  # what was odd and cost nothing
    own: list[Note] = field(default_factory=list)  # where the instructor's own solution falls short
    rehearsal: list[Note] = field(default_factory=list)  # what else a rehearsal found
    assignments: dict[str, Assignment] = field(default_factory=dict)  # they say how tests run
    without_source: list[str] = field(default_factory=list)  # assignments without solutions
    unprotected: list[str] = field(default_factory=list)  # what the sandbox lacks here
    points: dict[tuple[str, str, str], list[bool]] = field(default_factory=dict)

    def newly_missing(self, submission: GradedSubmission) -> list[str]:
        """Return what its sandbox lacked, each sentence once in a run."""
        new = [line for line in submission.unprotected if line not in self.unprotected]
        self.unprotected += new
        return new

    def add(self, submission: GradedSubmission) -> None:
        """Count one submission."""
        self.graded += 1
        who = submission.student, submission.assignment
        for graded in submission.notebooks:
            for cell, score in graded.scores.items():
                place = submission.assignment, graded.name, cell
                self.points.setdefault(place, []).append(bool(score.points))
        late = [note.at(graded.name) for graded in submission.notebooks for note in graded.late()]
        self.notes += [(*who, note) for note in (*submission.notes, *late)]
        reasons = [note for graded in submission.notebooks for note in graded.reasons()]
        self.problems += [(*who, note) for note in submission.problems or reasons]

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to look at something."""
        # That a wrong answer of a rehearsal takes too long is nothing to be mended.
        found = [note for note in self.rehearsal if note.kind != "rehearsal_timed_out"]
        return bool(self.problems or self.own or found or self.without_source)

    def to_text(self) -> str:
        """Write it for a terminal."""
        before = f", {self.skipped} graded before" if self.skipped else ""
        lines = [] if self.has_sandbox else [NO_SANDBOX]
        for name in self.without_source:
            lines += [WITHOUT_SOURCE.format(name=name), *self._without_points(name)]
        lines.append(f"{self.graded} submission{'s' * (self.graded != 1)} graded{before}.")
        for title, notes in ((SOLUTION_FALLS_SHORT, self.own), (REHEARSAL, self.rehearsal)):
            lines += [title, *(f"  {note.to_text()}" for note in notes)] if notes else []
        lines += list(self._together())
        lines += _section("Without a verdict, for you to look at in formgrader:", self.problems)
        lines += _section("Odd, and graded all the same:", self.notes)
        return "\n".join(lines)

    def _without_points(self, assignment: str) -> Iterator[str]:
        for (name, notebook, cell), gained in self.points.items():
            if name == assignment and len(gained) >= ENOUGH_STUDENTS and not any(gained):
                yield NOBODY.format(cell=cell, notebook=notebook, count=len(gained))

    def _together(self) -> Iterator[str]:
        for name, assignment in self.assignments.items():
            for template in assignment.templates:
                if template.together:
                    cells = ", ".join(sorted(template.together))
                    yield TOGETHER.format(where=f"{name}, {template.name}", cells=cells)


def printable(text: str) -> str:
    """Write text of a student's in one line, and nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _section(title: str, remarks: Iterable[Remark]) -> list[str]:
    texts = [f"{student}, {assignment}: {note.to_text()}" for student, assignment, note in remarks]
    return ["", title, *(f"  {printable(text)}" for text in texts)] if texts else []
