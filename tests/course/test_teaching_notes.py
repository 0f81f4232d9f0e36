"""TEACHING.md speaks of the course as it is: chapters, times, predictions, known mistakes."""

import re

import pytest

from rnn_course.build.answers import mistakes, right_predictions
from tests.support.repository import COURSE

CHAPTERS = COURSE.chapter_names()
PAGE = (COURSE.directory / "TEACHING.md").read_text(encoding="utf-8")
SECTIONS = dict(each.split("\n", 1) for each in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:])
EXPECTED = re.compile(r"^- `(\w+)` · `(\w+)`", re.MULTILINE)
HALF_A_PAGE = 220  # words


def text(chapter):
    return (COURSE.chapters / f"{chapter}.md").read_text(encoding="utf-8")


def title(chapter):
    return re.search(r"^# (.*)", text(chapter), re.MULTILINE)[1]


def test_there_is_a_section_for_each_chapter_in_order():
    assert [*SECTIONS] == [*map(title, CHAPTERS)]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_notes_on_a_chapter_are_about_it(chapter):
    notes = SECTIONS[title(chapter)]
    assert len(notes.split()) <= HALF_A_PAGE
    takes = re.search(r"\*\*Takes\*\* \| (?:about )?(\d+ \w+)", text(chapter))[1]
    assert notes.strip().startswith(f"**Time.** {takes}")
    asked = notes[notes.index("**Ask**") : notes.index("**Expect**")]
    named = re.findall(r"`([a-z_0-9]+)`", asked)
    assert named
    assert {*named} <= {*right_predictions(chapter)}
    expected = EXPECTED.findall(notes)
    assert len(expected) == 3
    assert {*expected} <= {(each.exercise, each.name) for each in mistakes(chapter)}
