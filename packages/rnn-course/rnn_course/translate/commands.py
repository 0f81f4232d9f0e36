"""``rnn-course translate``: update, count and check the catalogues of a language, or look at it."""

import argparse
import sys
import webbrowser
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Message
from nbconvert import HTMLExporter

from rnn_course.build.answers import mistakes, module_of
from rnn_course.build.cases import edges_of
from rnn_course.build.chapters import Chapter, read_chapter
from rnn_course.build.claims import split_sentences
from rnn_course.build.notebooks import source_notebook
from rnn_course.build.solutions import load_functions, solutions_in_reach, source_of
from rnn_course.catalogues.catalogue import Catalogue, Key, Unit
from rnn_course.catalogues.code import code_units
from rnn_course.catalogues.docstrings import function_units, prose_pieces, units_of
from rnn_course.catalogues.edition import PACKAGES, Edition, shown_texts, tables_of
from rnn_course.csv_table import read_tsv
from rnn_course.errors import fault
from rnn_course.paths import Course
from rnn_course.translate.rules import Term, faults, missing_terms, say
from rnnkit._atomic import write_if_changed

FOLDER = "build"  # in the repository, and ignored by git
IN_CODE = "code"
Units = dict[str, list[Unit]]


def units_of_course(course: Course) -> Units:
    """Return all units by the name of their catalogue, as ``chapters/03-rnn-backward``."""
    with solutions_in_reach(course):
        chapters = [read_chapter(course.chapters / f"{name}.md") for name in course.chapter_names()]
        shown = shown_texts(course)
        found = {f"chapters/{c.name}": [*chapter_units(c, shown.get(c.name, ()))] for c in chapters}
        names = (chapter.name for chapter in chapters)
        found |= {f"mistakes/{module_of(name)}": [*_mistake_units(name)] for name in names}
        found |= _docstring_units(chapters)
    return found | {name: [*_table_units(name)] for name in PACKAGES}


def wanted_units(edition: Edition, units: Units) -> Units:
    """Leave out what is the same in a language, and catalogues that are empty then."""
    wanted = {n: [u for u in each if u.text not in edition.kept] for n, each in units.items()}
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


def translate(options: argparse.Namespace, course: Course) -> None:
    """Do it, and print how it went; status 1 if there are faults, or it is not complete."""
    for edition in editions(course, options.language):
        if options.what == "preview":
            preview(edition, options.part)
        elif options.what == "check":
            found = [*check(edition, options.part, options.terms)]
            print(*found, f"{edition.language}: {len(found)} faults", sep="\n")
            if found:
                sys.exit(1)
        else:
            counts = (update if options.what == "update" else status)(edition)
            every = total(counts)
            print(*counts, every, sep="\n")
            if options.complete and every.missing + every.stale:
                sys.exit(1)


@dataclass(frozen=True)
class Count:
    """How much of a catalogue is translated."""

    catalogue: str
    units: int
    missing: int
    stale: int

    def __str__(self) -> str:
        state = f"{self.units:5} units, {self.missing:5} missing, {self.stale:4} stale"
        return f"{self.catalogue:<34} {state}"


def editions(course: Course, language: str) -> list[Edition]:
    """Return the language that is named, or all that there are; one that is none is refused."""
    known = course.languages()
    if not known or (language and language not in known):
        names = ", ".join(known) or "none yet"
        raise fault("edition", course.locale, names=names, got=language or "none")
    return [Edition(course, each) for each in known if language in ("", each)]


def update(edition: Edition) -> list[Count]:
    """Write the catalogues for the units as they are now; no translation is lost."""
    units = wanted_units(edition, units_of_course(edition.course))
    known = _known_elsewhere(edition, units)
    counts = []
    for name, each in units.items():
        catalogue = edition.catalogue(name).updated(each)
        for key, message in catalogue.messages.items():
            message.string = message.string or known.get(key, "")
        catalogue.write(edition.folder / f"{name}.po", edition.language)
        counts.append(count(name, catalogue, each))
    return counts


def _known_elsewhere(edition: Edition, units: Units) -> dict[Key, str]:
    """Return translations by unit over all catalogues: what is said again is translated once."""
    every = (each for name in units for each in edition.catalogue(name).messages.items())
    return {key: str(m.string) for key, m in every if m.string and not m.fuzzy}


def status(edition: Edition) -> list[Count]:
    """Count what is translated."""
    units = wanted_units(edition, units_of_course(edition.course))
    return [count(name, edition.catalogue(name), each) for name, each in units.items()]


def count(name: str, catalogue: Catalogue, units: list[Unit]) -> Count:
    """Count the units of one catalogue."""
    distinct = list({unit.key: unit for unit in units}.values())
    stale = sum(map(catalogue.is_stale, distinct))
    done = sum(catalogue.lookup(unit.text, unit.context) is not None for unit in distinct)
    return Count(name, len(distinct), len(distinct) - done - stale, stale)


def total(counts: list[Count]) -> Count:
    """Add up."""
    sums = (sum(getattr(each, field) for each in counts) for field in ("units", "missing", "stale"))
    return Count("all", *sums)


def check(edition: Edition, wanted: str, with_terms: bool) -> Iterator[str]:
    """Yield every fault in what is translated so far, with file, unit and what to do."""
    terms = glossary(edition.folder)
    units = wanted_units(edition, units_of_course(edition.course))
    for name, each in units.items():
        if wanted in name:
            place = (edition.folder / f"{name}.po").relative_to(edition.course.root)
            is_chinese = edition.language == "zh"
            found = _check_catalogue(edition.catalogue(name), each, terms, with_terms, is_chinese)
            yield from (f"{place}: {fault}" for fault in found)


def _check_catalogue(
    catalogue: Catalogue, units: list[Unit], terms: list[Term], with_terms: bool, is_chinese: bool
) -> Iterator[str]:
    by_key = {unit.key: unit for unit in units}
    if [*by_key] != [*catalogue.messages]:
        yield say("order")
    for key, message in catalogue.messages.items():
        if not message.string or key not in by_key:
            continue
        unit, text = by_key[key], str(message.string)
        allowed = _allowed(message)
        found = [*faults(unit, text, terms, is_chinese, allowed)]
        found = [say("fuzzy")] if message.fuzzy else found
        if with_terms:
            found += missing_terms(unit, text, terms)
        shown = f"{key[0]}: {key[1]}".removeprefix(": ")
        yield from (f"“{shown[:70]}” → “{text[:50]}” {fault}" for fault in found)


def _allowed(message: Message) -> set[str]:
    """Return the rules that a translator's remark ``allow: numbers, length`` takes back."""
    remarks = [c.removeprefix("allow:") for c in message.user_comments if c.startswith("allow:")]
    return {rule.strip() for remark in remarks for rule in remark.split(",")}


def glossary(folder: Path) -> list[Term]:
    """Read ``glossary.tsv``: English, translation, forbidden variants (after commas), remark."""
    filled = ([*row, ""] for row in read_tsv(folder / "glossary.tsv")[1:])
    return [Term(a, b, tuple(filter(None, c.split(", ")))) for a, b, c, *_ in filled]


def preview(edition: Edition, wanted: str) -> None:
    """Write chapters as pages, print where, and open the first one."""
    course, pages = edition.course, []
    with solutions_in_reach(course):
        for name in course.find_chapters([wanted] if wanted else []):
            chapter = read_chapter(course.chapters / f"{name}.md")
            notebook = source_notebook(chapter, load_functions(chapter), edition)
            page, _ = HTMLExporter().from_notebook_node(notebook)
            path = course.root / FOLDER / f"preview-{edition.language}" / f"{name}.html"
            write_if_changed(path, page)
            print(path)
            pages.append(path)
    webbrowser.open(pages[0].as_uri())
