"""COVERAGE.md names cells and sections that exist, and leaves nothing of the documents out."""

import re
from itertools import chain

import pytest

from rnn_course.build.chapters import read_chapter
from tests.support.repository import COURSE

COURSE = COURSE
PAGE = COURSE.directory / "COVERAGE.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| D")
]
ERRATA = range(1, 15)
D1_SECTIONS = range(1, 12)
D2_EQUATIONS = range(1, 17)


def chapter_file(row):
    return COURSE.directory / re.search(r"\]\((.*)\)", row[2])[1]


def named_in(row):
    return re.findall(r"`(\w+)`", row[3]), re.findall(r"“(.*?)”", row[3])


def numbers(pattern, text):
    """All numbers that match, those between the ends of a range included."""
    found = re.findall(pattern + r"(?:–" + pattern + ")?", text)
    pairs = [(int(first), int(last or first)) for first, last in found]
    return chain.from_iterable(range(first, last + 1) for first, last in pairs)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_every_named_cell_and_section_exists(row):
    chapter = read_chapter(chapter_file(row))
    cells, sections = named_in(row)
    assert cells or sections
    grade_ids = {place.grade_id for place, _ in chapter.cells()}
    assert set(cells) <= grade_ids
    text = chapter_file(row).read_text(encoding="utf-8")
    headings = {line.lstrip("# ") for line in text.splitlines() if line.startswith("##")}
    assert set(sections) <= headings


def test_every_erratum_has_its_cell():
    cells = {name for row in ROWS for name in named_in(row)[0]}
    assert {f"erratum_{number}" for number in ERRATA} <= cells


def test_every_section_of_d1_and_every_equation_of_d2_is_named():
    documents = " ".join(row[0] for row in ROWS)
    assert set(D1_SECTIONS) <= set(numbers(r"§(\d+)", documents))
    assert set(D2_EQUATIONS) <= set(numbers(r"\((\d+)\)", documents)) | {9}  # (9) is not printed
