"""The half-done workbook of the committed data."""

import json
import shutil
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from rnn_course.build.answers import reference_sources
from rnn_course.nbgrader import VERDICT
from rnnkit.checks.progress import FILE as PROGRESS
from rnnkit.workbook.paths import CourseFiles, notebook_in
from rnnkit.workbook.sync import STANDS_ON, fill
from tests.support.classroom import read
from tests.support.committed_class import filled, find, in_other_words, wrong
from tests.support.committed_data import FIRST, SECOND


def work(course: CourseFiles, chapter: str, answers: dict[str, str], last: str) -> None:
    """Work through a chapter down to one check: answer, try something, run, save."""
    path = notebook_in(course.workbook, chapter)
    notebook = filled(read(path), answers)
    tried = f'mine = "{chapter}"\nprint("tried in", mine)'
    place = notebook.cells.index(find(notebook, last))
    notebook.cells[place:place] = [
        nbformat.v4.new_code_cell(tried, id="my-trial"),
        nbformat.v4.new_markdown_cell("My notes: draw it again before the exam.", id="my-notes"),
    ]
    execute(notebook, notebook.cells.index(find(notebook, last)), path.parent)
    nbformat.write(notebook, path)


def execute(notebook: NotebookNode, last: int, folder: Path) -> None:
    """Run a notebook's cells, the one at ``last`` included, whatever they raise."""
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, allow_errors=True, record_timing=False, resources=resources)
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells[: last + 1]):
            client.execute_cell(cell, number)


def half_done(releases: Path, place: Path) -> Path:
    """Make the workbook of somebody who has done the first chapter and half of the second."""
    course = CourseFiles(place)
    shutil.copytree(releases, course.release)
    list(fill(course))
    made = wrong(FIRST, "sigmoid_derivative.s_missing")
    work(course, FIRST, reference_sources(FIRST) | made, "test_sigmoid_derivative")
    right = {"rnn_cell_forward": in_other_words(SECOND)["rnn_cell_forward"]}
    made = wrong(SECOND, "rnn_forward.stored_too_early")
    work(course, SECOND, right | made, "test_rnn_forward")
    return course.workbook


def left_in(workbook: Path, chapter: str) -> dict[str, dict]:
    """What the student wrote, and what the checks said of it."""
    notebook = read(notebook_in(workbook, chapter))
    base = workbook / ".release" / chapter / f"{notebook.metadata[STANDS_ON]}.ipynb"
    given = {cell.id: cell.source for cell in read(base).cells}
    return {
        "progress": json.loads((workbook / chapter / PROGRESS).read_text(encoding="utf-8")),
        "written": {c.id: c.source for c in notebook.cells if c.source != given.get(c.id)},
        "verdicts": {
            verdict["exercise"]: {
                "is_right": verdict["points"] == verdict["max_points"],
                "mistakes": sorted(verdict["mistakes"]),
            }
            for cell in notebook.cells
            for verdict in verdicts_in(cell)
        },
    }


def verdicts_in(cell: NotebookNode) -> list[NotebookNode]:
    return [out.data[VERDICT] for out in cell.get("outputs", []) if VERDICT in out.get("data", {})]
