"""Before grading: check that the gradebook, the release and the test cases agree."""

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.utils import is_grade, is_task

from nbgrader_sandbox import GradingCourse, GradingError, open_gradebook, with_retries
from rnn_course.cells import header
from rnn_course.regrade.case_fingerprints import compare_cases, fingerprints, read_notes, write_note
from rnn_course.regrade.snapshot import Notebooks, in_gradebook

OTHER_CASES = (
    "{}: {} are not those that the first submissions were graded with. "
    "rnn-course regrade {} says what changed, and gives all of them the same."
)


def preflight(course: GradingCourse, assignments: Iterable[str]) -> list[str]:
    """Note what each assignment is graded with; return the warnings."""
    warnings = []
    with with_retries(lambda: open_gradebook(course.directory)) as gradebook:
        for name in assignments or course.assignments():
            warnings += _check_assignment(course, gradebook, name)
    return warnings


def _check_assignment(course: GradingCourse, gradebook: Gradebook, name: str) -> list[str]:
    try:
        known = in_gradebook(gradebook, name)
    except GradingError:  # the grader's own message is better
        return []
    folder = course.folder("release", ".", name)
    if differences := _differences(known, folder):
        raise GradingError(
            f"{name} has changed since it was released: {', '.join(differences)}. "
            f"`rnn-course regrade {name}` says what changed and brings the gradebook up to it."
        )
    now, noted = fingerprints(course.root, known), read_notes(course.root).get(name)
    if now and noted is None:
        write_note(course.root, name, now)
    changes = compare_cases(noted, now) if noted else []
    what = ", ".join(f"{change.cell}: {'; '.join(change.words)}" for change in changes)
    return [OTHER_CASES.format(name, what, name)] * bool(changes)


def _differences(known: Notebooks, release: Path) -> list[str]:
    found = []
    for name, cells in known.items():
        path = release / f"{name}.ipynb"
        points = {n: c.points for n, c in cells.cells.items() if c.is_graded}
        released = _points(path) if path.is_file() else points
        for cell in sorted(points.keys() | released.keys()):
            if points.get(cell) != released.get(cell):
                was, now = (_words(each.get(cell)) for each in (points, released))
                found.append(f"{cell} had {was}, has {now}")
    return found


def _points(path: Path) -> dict[str, float]:
    cells = nbformat.read(path, as_version=4).cells
    headers = [header(cell) for cell in cells if is_grade(cell) or is_task(cell)]
    return {each.grade_id: float(each.points) for each in headers}


def _words(points: float | None) -> str:
    return "no place" if points is None else f"{points:g} points"
