"""Released notebooks as the browser shows them: with a first and a last cell of its own."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from rnn_course.paths import Course
from rnn_course.web.words import WORDS
from rnnkit._atomic import write_if_changed
from rnnkit.language import choose
from rnnkit.workbook.paths import notebook_in

IDS = ("in-browser-first", "in-browser-last")


def write_notebooks(edition: Course, chapters: list[str], folder: Path) -> None:
    """Write an edition's notebooks below a folder, as a student's workbook lies elsewhere."""
    choose(edition.language)
    for chapter in chapters:
        path = notebook_in(folder / edition.workbook_in_browser, chapter)
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.read(notebook_in(edition.release, chapter), 4)
        write_if_changed(path, nbformat.writes(surround(notebook, path.name)) + "\n")


def surround(notebook: NotebookNode, name: str) -> NotebookNode:
    """Put cells around a notebook that say where work lies, and how to hand it in.

    They have no data of nbgrader's, which is why collecting and grading pass over them. All other
    cells, and what nbgrader says of them, stay as they are.
    """
    texts = WORDS["first"], WORDS.say("last", file=name, numbered=f"{Path(name).stem} (1).ipynb")
    first, last = map(nbformat.v4.new_markdown_cell, texts)
    first.id, last.id = IDS
    notebook.cells = [first, *notebook.cells, last]
    return notebook
