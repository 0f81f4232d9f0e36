"""Scores from the gradebook, verdicts and answers from the autograded notebooks."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory

# Checks that know more than a number leave it in their outputs under this type.
VERDICT = "application/vnd.rnnkit.verdict+json"


@dataclass(frozen=True)
class Attempt:
    """One student at one graded cell.

    ``mistakes`` are those that the check recognised, by id, with their messages; ``problem``
    is what it said when there was nothing to compare; ``answer`` is the student's code.
    """

    student: str
    cell: str
    score: float
    max_score: float
    mistakes: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    answer: str = ""
    is_written: bool = False
    is_waiting: bool = False

    @property
    def share(self) -> float:
        """Part of the points, 0 to 1."""
        return self.score / self.max_score if self.max_score else 0.0


@dataclass(frozen=True)
class ClassWork:
    """An assignment as a whole class did it."""

    assignment: str
    attempts: list[Attempt]
    totals: dict[str, float]
    max_total: float
    late: list[str]
    without_grades: dict[str, str]


def gather(course: CourseDirectory, gradebook: Gradebook, assignment: str) -> ClassWork:
    """Collect what is known of one assignment.

    Parameters
    ----------
    course : CourseDirectory
        nbgrader's, which knows where everything is.
    gradebook : Gradebook
        Open.
    assignment : str
        Its name.

    Returns
    -------
    ClassWork
        With an attempt for each student and graded cell; students who handed something in
        that has no grades are in ``without_grades``, with the reason as far as it is known.
    """
    submissions = sorted(gradebook.assignment_submissions(assignment), key=_student)
    attempts, without = [], _never_graded(course, assignment, {_student(s) for s in submissions})
    graded = []
    for submission in submissions:
        folder = _folder(course, course.autograded_directory, _student(submission), assignment)
        found = _attempts(submission, folder)
        if found is None:
            without[_student(submission)] = "there is no autograded notebook that can be read"
            continue
        graded.append(submission)
        attempts += found
    return ClassWork(
        assignment,
        attempts,
        totals={_student(each): each.score for each in graded},
        max_total=gradebook.find_assignment(assignment).max_score,
        late=[_student(each) for each in graded if each.total_seconds_late > 0],
        without_grades=without,
    )


def _student(submission: SubmittedAssignment) -> str:
    return submission.student.id


def _folder(course: CourseDirectory, step: str, student: str, assignment: str) -> Path:
    return Path(course.format_path(step, student, assignment))


def _never_graded(course: CourseDirectory, assignment: str, known: set[str]) -> dict[str, str]:
    """Students who handed something in that never reached the gradebook."""
    pattern = _folder(course, course.submitted_directory, "*", assignment)
    folders = Path(course.root).glob(str(pattern.relative_to(course.root)))
    students = {folder.parent.name for folder in folders if folder.is_dir()} - known
    return dict.fromkeys(sorted(students), "handed in, but not graded")


def _attempts(submission: SubmittedAssignment, folder: Path) -> list[Attempt] | None:
    attempts = []
    for notebook in submission.notebooks:
        try:
            content = nbformat.read(folder / f"{notebook.name}.ipynb", as_version=4)
        except (OSError, ValueError, nbformat.reader.NotJSONError):
            return None
        places = {_grade_id(cell): i for i, cell in enumerate(content.cells) if _grade_id(cell)}
        attempts += [
            _attempt(_student(submission), grade, content.cells[: places[grade.name] + 1])
            for grade in notebook.grades
            if grade.name in places
        ]
    return attempts


def _attempt(student: str, grade: object, cells: list[NotebookNode]) -> Attempt:
    """Take a graded cell, the last of ``cells``, together with the answer before it."""
    *earlier, cell = cells
    verdicts = [o.data[VERDICT] for o in cell.get("outputs", []) if VERDICT in o.get("data", {})]
    mistakes = {name: text for v in verdicts for name, text in _messages(v).items()}
    problems = [line for v in verdicts[:1] for line in v.get("problem", [])]
    return Attempt(
        student,
        grade.name,
        grade.score,
        grade.max_score,
        mistakes=mistakes,
        problem=problems[0] if problems else "",
        answer="" if _is_answer(cell) else _without_comments(_answer_before(earlier)),
        is_written=_is_answer(cell),
        is_waiting=grade.needs_manual_grade,
    )


def _messages(verdict: dict) -> dict[str, str]:
    mistakes = verdict.get("mistakes", {})
    return mistakes if isinstance(mistakes, dict) else dict.fromkeys(mistakes, "")


def _grade_id(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _is_answer(cell: NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def _answer_before(cells: list[NotebookNode]) -> str:
    answers = (cell.source for cell in reversed(cells) if _is_answer(cell))
    return next(answers, "")


def _without_comments(code: str) -> str:
    """The same program without comments and docstrings, where people write their names."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
