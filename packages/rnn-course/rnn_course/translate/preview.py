"""A chapter in another language as a page, in seconds: no case is computed, nothing is released."""

import webbrowser

from nbconvert import HTMLExporter

from rnn_course.build.chapters import read_chapter
from rnn_course.build.notebooks import source_notebook
from rnn_course.build.solutions import load_functions, solutions_in_reach
from rnn_course.catalogues.edition import Edition
from rnnkit._atomic import write_if_changed

FOLDER = "build"  # in the repository, and ignored by git


def preview(edition: Edition, wanted: str) -> None:
    """Write chapters as pages, print where, and open the first one."""
    course, pages = edition.course, []
    with solutions_in_reach(course):
        for name in course.find_chapters([wanted] if wanted else []):
            chapter = read_chapter(course.chapters / f"{name}.md")
            notebook = source_notebook(chapter, load_functions(chapter), edition)
            page, _ = HTMLExporter().from_notebook_node(notebook)
            path = course.root / FOLDER / f"preview-{edition.language}" / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_if_changed(path, page)
            print(path)
            pages.append(path)
    webbrowser.open(pages[0].as_uri())
