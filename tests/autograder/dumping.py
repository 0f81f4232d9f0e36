"""Everything that grading leaves behind, in a form that two runs can be compared by."""

import nbformat
from nbgrader.api import Gradebook
from toy import ASSIGNMENT

from autograder.course import GradingCourse


def gradebook(course: GradingCourse) -> list[tuple]:
    """Every row that a grader writes, sorted."""
    directory, rows = course.directory, []
    with Gradebook(directory.db_url, directory.course_id) as book:
        for submission in book.find_assignment(ASSIGNMENT).submissions:
            student = submission.student.id
            rows.append((student, "time", str(submission.timestamp)))
            for notebook in submission.notebooks:
                rows.append((student, "late", str(notebook.late_submission_penalty)))
                rows += [
                    (
                        student,
                        "grade",
                        g.name,
                        str((g.auto_score, g.manual_score, g.needs_manual_grade)),
                    )
                    for g in notebook.grades
                ]
                rows += [
                    (student, "comment", c.name, str((c.auto_comment, c.manual_comment)))
                    for c in notebook.comments
                ]
    return sorted(rows)


def notebooks(course: GradingCourse) -> dict[str, str]:
    """Every autograded notebook, as text."""
    paths = sorted((course.root / "autograded").glob("*/*/*.ipynb"))
    texts = {path.relative_to(course.root).as_posix(): path.read_text("utf-8") for path in paths}
    assert all(nbformat.reads(text, as_version=4).cells for text in texts.values())
    return texts
