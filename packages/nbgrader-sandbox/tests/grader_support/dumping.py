"""Everything that grading leaves behind, in a form that two runs can be compared by."""

from collections.abc import Iterable, Iterator

import nbformat
from nbgrader.api import Assignment, Gradebook, SubmittedAssignment

from nbgrader_sandbox.course.directory import GradingCourse


def gradebook(course: GradingCourse) -> list[str]:
    """All that stands in the gradebook, and all that it computes, but for its random ids."""
    directory = course.directory
    with Gradebook(directory.db_url, directory.course_id) as book:
        rows = [row for assignment in book.assignments for row in _of_assignment(assignment)]
        rows += _rows("student", book.students)
        rows += _rows("dict", book.student_dicts())
        for assignment in book.assignments:
            rows += _rows("dict", book.submission_dicts(assignment.name))
            for notebook in assignment.notebooks:
                name = notebook.name, assignment.name
                rows += _rows("dict", book.notebook_submission_dicts(*name))
    return sorted(rows)


def _of_assignment(assignment: Assignment) -> Iterator[str]:
    yield from _rows("assignment", [assignment])
    yield from _rows("notebook", assignment.notebooks)
    for notebook in assignment.notebooks:
        yield from _rows("source", notebook.source_cells)
        for cells in (notebook.grade_cells, notebook.solution_cells, notebook.task_cells):
            yield from _rows("cell", cells)
    for submission in assignment.submissions:
        yield from _of_submission(submission)


def _of_submission(submission: SubmittedAssignment) -> Iterator[str]:
    yield from _rows("submission", [submission])
    for notebook in submission.notebooks:
        yield from _rows("submitted", [notebook])
        late = notebook.late_submission_penalty
        yield f"late {submission.student_id} {notebook.name} {late}"
        yield from _rows("grade", notebook.grades)
        yield from _rows("comment", notebook.comments)
        for comment in notebook.comments:
            texts = comment.auto_comment, comment.manual_comment
            yield f"texts {submission.student_id} {notebook.name} {comment.name} {texts}"


def _rows(kind: str, entries: Iterable[object]) -> Iterator[str]:
    for entry in entries:
        fields = entry if isinstance(entry, dict) else entry.to_dict()
        named = {name: value for name, value in fields.items() if name != "id"}
        yield f"{kind} {sorted(named.items())}"


def notebooks(course: GradingCourse) -> dict[str, str]:
    """Every autograded notebook, as text."""
    paths = sorted((course.root / "autograded").glob("*/*/*.ipynb"))
    texts = {path.relative_to(course.root).as_posix(): path.read_text("utf-8") for path in paths}
    assert all(nbformat.reads(text, as_version=4).cells for text in texts.values())
    return texts


def everything(course: GradingCourse) -> tuple[list[str], dict[str, str]]:
    return gradebook(course), notebooks(course)
