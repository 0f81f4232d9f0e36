"""A translation of everything into no language, to try the machinery of editions with."""

from dataclasses import replace

import nbformat

from rnn_course.build.chapters import read_chapter
from rnn_course.build.notebooks import release_notebooks, source_notebook, write_notebooks
from rnn_course.build.solutions import load_functions, solutions_in_reach
from rnn_course.catalogues.catalogue import Catalogue
from rnn_course.catalogues.edition import Edition
from rnn_course.paths import Course
from rnn_course.translate.commands import update

MARK = "译"


def translate_all(course: Course, language: str = "zh") -> Edition:
    """Give each unit of a course a translation that begins with ``MARK``."""
    (course.locale / language).mkdir(parents=True, exist_ok=True)
    update(Edition(course, language))
    for path in sorted((course.locale / language).rglob("*.po")):
        catalogue = Catalogue.read(path)
        for (_, text), message in catalogue.messages.items():
            message.string = MARK + text
            message.flags.clear()  # of other English no more
        catalogue.write(path, language)
    return Edition(course, language)


def write_edition(edition: Edition, names: list[str]) -> None:
    """Build the notebooks of an edition alone: cases are the same in every language."""
    course, sources = replace(edition.course, language=edition.language), {}
    chapters = [read_chapter(course.chapters / f"{name}.md") for name in names]
    with solutions_in_reach(course):
        for chapter in chapters:
            notebook = source_notebook(chapter, load_functions(chapter), edition)
            sources[chapter.name] = nbformat.writes(notebook) + "\n"
    write_notebooks(course, sources, release_notebooks(course, sources, chapters, edition))
