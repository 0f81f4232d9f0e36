"""The chapters that students get, and the answers that those give away."""

import ast
from collections.abc import Iterator

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from rnn_course.cells import grade_id
from rnn_course.paths import Course
from rnnkit.workbook.paths import notebook_in


def select_chapters(course: Course, wanted: list[str], up_to: str | None) -> list[str]:
    """Resolve chapters: those that are named, those up to one, or all."""
    names = course.find_chapters([])
    chosen = set(course.find_chapters(wanted)) if wanted or not up_to else set()
    if up_to:
        (last,) = course.find_chapters([up_to])
        chosen |= set(names[: names.index(last) + 1])
    return sorted(chosen)


def exercises_of(course: Course, chapter: str) -> list[str]:
    """List the functions that a chapter asks for."""
    names = {name for name, _ in _code_cells(course, chapter)}
    return sorted(name for name in names if f"test_{name}" in names)


def answers_in(course: Course, chapter: str) -> dict[str, list[str]]:
    """Find exercises, by chapter, that the notebook of another one holds the answers to."""
    defined = {name for _, source in _code_cells(course, chapter) for name in _defined(source)}
    others = (other for other in course.chapter_names() if other != chapter)
    given = {other: sorted(defined & {*exercises_of(course, other)}) for other in others}
    return {other: names for other, names in given.items() if names}


def _code_cells(course: Course, chapter: str) -> Iterator[tuple[str, str]]:
    notebook = nbformat.read(notebook_in(course.release, chapter), as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield grade_id(cell), cell.source


def _defined(source: str) -> list[str]:
    tree = ast.parse(TransformerManager().transform_cell(source))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def answers_given_away(course: Course, chapters: list[str]) -> list[str]:
    """List which chapters should not come before others have been handed in."""
    end = dict.fromkeys(chapters, ".")
    later = ", WHICH IS NOT HANDED OUT: who gets it later has seen them."
    return [
        f"{chapter} holds answers to {other} ({', '.join(names)}){end.get(other, later)}"
        for chapter in chapters
        for other, names in answers_in(course, chapter).items()
    ]
