"""Answers from a workbook in one language, carried to untouched notebooks of another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rnnkit.workbook.merging import grade_id
from rnnkit.workbook.paths import CourseFiles, notebook_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

MINE = re.compile(r'mine="([^"]*)"')


def other_workbooks(course: CourseFiles) -> Iterator[CourseFiles]:
    """Yield the course in each other language that there is a workbook in."""
    for path in sorted(course.root.glob("workbook*")):
        other = CourseFiles(course.root, course.name, path.name[len("workbook-") :] or "en")
        if path.is_dir() and other.workbook == path and other.workbook != course.workbook:
            yield other


def answers_elsewhere(
    course: CourseFiles, chapter: str, read: Callable[[CourseFiles, str], tuple | None]
) -> tuple[str, dict[str, str]]:
    """Return what a student wrote into a chapter in another language: where, and by cell id.

    ``read`` returns the student's notebook of a chapter and the release that it stands on.
    """
    for other in other_workbooks(course):
        found = read(other, chapter) if notebook_in(other.workbook, chapter).is_file() else None
        if found and (answers := _answers(*found)):
            return other.workbook.name, answers
    return "", {}


def _answers(student: NotebookNode, base: NotebookNode) -> dict[str, str]:
    released = {cell.id: cell.source for cell in base.cells}
    cells = [cell for cell in student.cells if cell.get("id") in released and is_answer(cell)]
    return {cell.id: cell.source for cell in cells if cell.source != released[cell.id]}


def is_answer(cell: NotebookNode) -> bool:
    """Return whether students write into a cell: an exercise, a question, a prediction."""
    is_asked = cell.metadata.get("nbgrader", {}).get("solution") and grade_id(cell)
    return bool(is_asked or MINE.search(cell.source))


def carry(answers: dict[str, str], notebook: NotebookNode) -> list[str]:
    """Put answers into the cells of the same ids, and return these; of a prediction the letter."""
    carried = []
    for cell in notebook.cells:
        if cell.get("id") not in answers:
            continue
        source, mine = answers[cell.id], MINE.search(answers[cell.id])
        if mine and not grade_id(cell):
            source = MINE.sub(f'mine="{mine[1]}"', cell.source)
        if source != cell.source:
            cell.source = source
            carried.append(cell.id)
    return carried
