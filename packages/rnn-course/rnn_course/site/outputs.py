"""Outputs of a chapter's cells, from one run with the solutions, in the notebook as released."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from rnn_course.paths import Course
from rnnkit._atomic import write_if_changed
from rnnkit.language import VARIABLE
from rnnkit.workbook.paths import notebook_in

LIMIT = 600  # seconds of a cell, on a busy machine
LONG = 600  # characters of given code that are folded
WIDGET = "application/vnd.jupyter.widget-view+json"
# A site has no kernel and no scripts of other hosts: each output is shown in one of these forms.
SHOWN = ("text/html", "image/png", "image/jpeg", "text/plain")


def chapter_with_outputs(course: Course, chapter: str, cache: Path) -> NotebookNode:
    """Return a chapter as released, with results where no answer is wanted; run if it changed."""
    source = nbformat.read(notebook_in(course.source, chapter), 4)
    shown = nbformat.read(notebook_in(course.release, chapter), 4)
    run = _run_once(course, source, cache / f"{chapter}{course.edition}.ipynb")
    for cell, executed in zip(shown.cells, run.cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs = [] if is_answered(cell) else list(_without_widgets(executed.outputs))
            cell.metadata.tags = _tags(cell)
    shown.metadata.pop("widgets", None)
    return shown


def _run_once(course: Course, notebook: NotebookNode, kept: Path) -> NotebookNode:
    digest = _digest(course, notebook)
    if kept.is_file():
        before = nbformat.read(kept, 4)
        if before.metadata.get("digest") == digest:
            return before
    kept.parent.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        VARIABLE: course.language,
        "RNNKIT_HIDDEN_CASES": str(course.hidden_cases),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    with TemporaryDirectory() as folder:  # checks write a reader's own functions beside a notebook
        resources = {"metadata": {"path": folder}}
        NotebookClient(notebook, timeout=LIMIT, resources=resources).execute(env=environment)
    notebook.metadata.digest = digest
    write_if_changed(kept, nbformat.writes(notebook))
    return notebook


def _digest(course: Course, notebook: NotebookNode) -> str:
    """Hash what a run depends on: the code, what rnnkit does, and the language that it speaks."""
    digest = hashlib.sha256(course.language.encode())
    for cell in notebook.cells:
        if cell.cell_type == "code":
            digest.update(cell.source.encode())
    for path in sorted(course.rnnkit.rglob("*")):
        if path.suffix in (".py", ".csv", ".json", ".mplstyle"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_answered(cell: NotebookNode) -> bool:
    """Whether what a cell gives depends on a reader's answer: exercises, checks, predictions."""
    graded = cell.metadata.get("nbgrader", {})
    return graded.get("solution") or graded.get("grade") or cell.source.startswith("predicted(")


def _without_widgets(outputs: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield outputs that a page can show: of a widget its picture, of a progress bar nothing."""
    for output in outputs:
        if "data" not in output:
            if output.get("name") != "stderr":
                yield output
            continue
        data = {form: output.data[form] for form in SHOWN if form in output.data}
        if WIDGET not in output.data or set(data) != {"text/plain"}:
            yield NotebookNode(output | {"data": NotebookNode(data), "metadata": NotebookNode()})


def _tags(cell: NotebookNode) -> list[str]:
    """Fold imports and long given code: a reader wants what they give."""
    graded = cell.metadata.get("nbgrader", {})
    is_given = graded.get("locked") and not graded.get("grade")
    is_folded = graded.get("grade_id") == "setup" or (is_given and len(cell.source) > LONG)
    return sorted({*cell.metadata.get("tags", []), *(["hide-input"] if is_folded else [])})
