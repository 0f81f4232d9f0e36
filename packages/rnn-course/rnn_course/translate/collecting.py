"""Every unit of the course, by the catalogue that it belongs to."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from rnn_course.build.answers import mistakes, module_of
from rnn_course.build.cases import edges_of
from rnn_course.build.chapters import Chapter, read_chapter
from rnn_course.build.claims import split_sentences
from rnn_course.build.inlining import source_of
from rnn_course.build.solutions import load_functions, solutions_in_reach
from rnn_course.catalogues.catalogue import Unit
from rnn_course.catalogues.code import code_units
from rnn_course.catalogues.docstrings import function_units
from rnn_course.catalogues.edition import PACKAGES, Edition, shown_texts, tables_of
from rnn_course.catalogues.pieces import prose_pieces, units_of
from rnn_course.paths import Course

IN_CODE = "code"
Units = dict[str, list[Unit]]


def units_of_course(course: Course) -> Units:
    """Return all units by the name of their catalogue, as ``chapters/03-rnn-backward``."""
    with solutions_in_reach(course):
        chapters = [read_chapter(course.chapters / f"{name}.md") for name in course.chapter_names()]
        shown = shown_texts(course)
        found = {
            f"chapters/{each.name}": [*chapter_units(each, shown.get(each.name, ()))]
            for each in chapters
        }
        for chapter in chapters:
            module = module_of(chapter.name)
            found[f"mistakes/{module}"] = [*_mistake_units(chapter.name)]
        found |= _docstring_units(chapters)
    return found | {name: [*_table_units(name)] for name in PACKAGES}


def wanted_units(edition: Edition, units: Units) -> Units:
    """Leave out what is the same in a language, and catalogues that are empty then."""
    wanted = {
        name: [unit for unit in each if unit.text not in edition.kept]
        for name, each in units.items()
    }
    return {name: each for name, each in wanted.items() if each}


def chapter_units(chapter: Chapter, shown: Collection[str] = ()) -> Iterator[Unit]:
    """Yield the units of a chapter's own text and code, in order."""
    for place, cell in chapter.cells():
        if cell.cell_type == "markdown":
            yield from map(Unit, units_of(prose_pieces(cell.source)))
        elif cell.cell_type == "code" and place not in chapter.imports:
            yield from (Unit(text, note=IN_CODE) for text in code_units(cell.source, shown))


def _mistake_units(chapter: str) -> Iterator[Unit]:
    for mistake in mistakes(chapter):
        yield from (Unit(text, mistake.id) for text in split_sentences(mistake.message))
    for edge in edges_of(module_of(chapter)):
        yield Unit(edge.name, edge.id, "name of a case")


def _docstring_units(chapters: Iterable[Chapter]) -> Units:
    found: Units = {}
    for chapter in chapters:
        functions = load_functions(chapter)
        for each in chain(*chapter.imports.values()):
            units = [Unit(text, each.name) for text in function_units(source_of(functions[each]))]
            found.setdefault(f"docstrings/{each.module}", []).extend(units)
    return found


def _table_units(catalogue: str) -> Iterator[Unit]:
    for table in tables_of(catalogue):
        yield from (Unit(text, f"{table.name}.{each}") for each, text in table.english.items())
