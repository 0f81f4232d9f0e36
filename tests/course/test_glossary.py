"""course/glossary.tsv: the field's words, bold once in the chapters, where each first comes."""

import csv
import re

import pytest

from tests.support.repository import COURSE

FILE = COURSE.directory / "glossary.tsv"
CODE = re.compile("```.*?```", re.DOTALL)
BOLD = re.compile(r"\*\*(.+?)\*\*")
LABEL = re.compile(r"Erratum \d+.*|.*[.?!:]")  # **Predict.**, **Erratum 3 · D1 §8**
NO_TERMS = {
    *("Follows", "You will", "You&nbsp;need", "Takes"),  # a chapter's first table
    *("Shift + Enter", "Ctrl + S", "⌘ S", "Validate", "Predict"),  # keys and buttons
    *("Forward", "Loss", "Backward", "Update", "By value", "By norm"),  # what a list is about
    *("B", "M", "E", "S", "dx", "Remember `dh_0`"),
    # Stress, not a term:
    *("2H", "add", "all", "before", "change the model", "column", "first"),
    *("from the first row down", "lengths", "must", "once", "one", "one row of the matrix"),
    *("order", "out", "own", "pair", "row", "sentences have different lengths", "was"),
    "the network does not recognise a word at another place",
}


def rows():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def chapters():
    """The prose of each chapter, by its number."""
    files = sorted(COURSE.chapters.glob("*.md"))
    return {file.name[:2]: CODE.sub("", file.read_text(encoding="utf-8")) for file in files}


def bold_terms():
    """(term, chapter) of every bold text that is no label, in the order of the course."""
    return [
        (text.casefold(), number)
        for number, prose in chapters().items()
        for text in BOLD.findall(prose)
        if text not in NO_TERMS and not LABEL.fullmatch(text)
    ]


def test_every_bold_term_is_in_the_file_with_the_chapter_where_it_first_comes():
    listed = [(row["english"].casefold(), row["chapter"]) for row in rows()]
    missing = set(bold_terms()) - set(listed)
    assert not missing, "add to course/glossary.tsv, or to NO_TERMS if it is stress only"
    assert not set(listed) - set(bold_terms()), "no longer bold in this chapter"
    assert listed == bold_terms(), "not in the order of the course"


def test_a_term_is_bold_once_over_the_course():
    terms = [term for term, _ in bold_terms()]
    assert [term for term in terms if terms.count(term) > 1] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["english"])
def test_its_sentence_stands_in_the_chapter(row):
    bold = [text.casefold() for text in BOLD.findall(row["sentence"])]
    assert row["english"].casefold() in bold
    assert row["sentence"] in chapters()[row["chapter"]]


def test_what_is_listed_as_stress_occurs():
    found = {text for prose in chapters().values() for text in BOLD.findall(prose)}
    assert found >= NO_TERMS
