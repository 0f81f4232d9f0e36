"""``rnn-course translate``: update, count and check the catalogues of a language, or look at it."""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from rnn_course.catalogues.catalogue import Catalogue, Key, Unit
from rnn_course.catalogues.edition import Edition
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course
from rnn_course.translate.collecting import Units, units_of_course, wanted_units
from rnn_course.translate.preview import preview
from rnn_course.translate.rules import Term, faults, missing_terms, say


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
        remedy = "make a folder there, named by the language's code, as zh"
        got = language or "none"
        expected = f"a language, one of: {', '.join(known) or 'none yet'}"
        raise AuthoringError(str(course.locale), expected, got, remedy)
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
    return {
        key: str(message.string)
        for name in units
        for key, message in edition.catalogue(name).messages.items()
        if message.string and not message.fuzzy
    }


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
    path = folder / "glossary.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return [
        Term(row[0], row[1], tuple(filter(None, (row[2] if row[2:] else "").split(", "))))
        for row in rows[1:]
    ]
