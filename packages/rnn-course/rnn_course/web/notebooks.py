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
        write_if_changed(path, in_browser(notebook_in(edition.release, chapter)))


def in_browser(release: Path) -> str:
    """Return a released notebook, as text, with the cells of the browser around it."""
    notebook = nbformat.read(release, 4)
    surround(notebook, release.name)
    return nbformat.writes(notebook) + "\n"


def surround(notebook: NotebookNode, name: str) -> None:
    """Put cells around a notebook that say where work lies, and how to hand it in.

    They have no data of nbgrader's, which is why collecting and grading pass over them. All other
    cells, and what nbgrader says of them, stay as they are.
    """
    named = {"file": name, "numbered": name.replace(".ipynb", " (1).ipynb")}
    texts = (WORDS["first"], WORDS["last"].format(**named))
    first, last = (
        nbformat.v4.new_markdown_cell(text, id=cell_id)
        for text, cell_id in zip(texts, IDS, strict=True)
    )
    notebook.cells = [first, *notebook.cells, last]
