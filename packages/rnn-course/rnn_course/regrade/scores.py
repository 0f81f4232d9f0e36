"""All points of an assignment at one moment."""

from dataclasses import asdict, dataclass, field

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment


@dataclass(frozen=True)
class CellScore:
    """Points of one cell, as nbgrader keeps them."""

    auto: float | None
    manual: float | None
    extra: float | None
    needs_a_look: bool
    most: float
    score: float


@dataclass
class StudentScore:
    """Points of one student."""

    cells: dict[str, CellScore] = field(default_factory=dict)  # by ``notebook/cell``
    penalty: float = 0.0  # for handing in late
    comments: int = 0  # how many a person wrote

    @property
    def total(self) -> float:
        """The points that count, as in nbgrader's own exports."""
        return max(0.0, sum(cell.score for cell in self.cells.values()) - self.penalty)

    @property
    def most(self) -> float:
        """The points that could be had."""
        return sum(cell.most for cell in self.cells.values())


Scores = dict[str, StudentScore]


def read_scores(gradebook: Gradebook, assignment: str) -> Scores:
    """Read what the gradebook has now, by student."""
    try:
        submissions = gradebook.find_assignment(assignment).submissions
    except MissingEntry:
        return {}
    return {each.student.id: _of(each) for each in sorted(submissions, key=lambda s: s.student.id)}


def _of(submission: SubmittedAssignment) -> StudentScore:
    found = StudentScore()
    for notebook in submission.notebooks:
        found.penalty += notebook.late_submission_penalty or 0.0
        found.comments += sum(comment.manual_comment is not None for comment in notebook.comments)
        for grade in sorted(notebook.grades, key=lambda grade: grade.name):
            found.cells[f"{notebook.name}/{grade.name}"] = CellScore(
                grade.auto_score,
                grade.manual_score,
                grade.extra_credit,
                bool(grade.needs_manual_grade),
                grade.max_score,
                grade.score,
            )
    return found


def as_plain(scores: Scores) -> dict:
    """Return what JSON can hold."""
    return {student: asdict(score) for student, score in scores.items()}


def from_plain(plain: dict) -> Scores:
    """Undo ``as_plain``."""
    return {
        student: StudentScore(
            {name: CellScore(**cell) for name, cell in each["cells"].items()},
            each["penalty"],
            each["comments"],
        )
        for student, each in plain.items()
    }
