"""Numbers of the class report, from a class as it would be gathered."""

import json
from importlib.resources import files

import numpy as np
import pytest
from bs4 import BeautifulSoup
from scipy.stats import pearsonr

from nbgrader_sandbox import Note
from rnn_course.report.gathering import Attempt, ClassWork
from rnn_course.report.page import page_html, summarise
from rnn_course.report.sentences import SENTENCES, say
from rnn_course.report.statistics import (
    separating,
    summarise_cells,
    summarise_mistakes,
    summarise_points,
    summarise_sections,
    timed_out,
    to_talk_about,
)

MESSAGE = "Where is the factor?"


def work(attempts, **others):
    return ClassWork("01-tiny", attempts, {}, 10, [], {}, **others)


def scores(**by_cell):
    """Attempts of as many students as there are scores in each cell, of 10 points."""
    return [
        Attempt(f"s{student}", cell, score, 10)
        for cell, column in by_cell.items()
        for student, score in enumerate(column)
    ]


@pytest.fixture
def spread_out():
    rng = np.random.default_rng(0)
    skill, luck = rng.uniform(0, 10, 30), rng.uniform(0, 10, 30)
    return summarise_cells(work(scores(a=skill, luck=luck, b=skill, c=skill + luck / 9)))


def test_separation_has_the_interval_of_a_textbook():
    rng = np.random.default_rng(1)
    here, elsewhere = rng.uniform(0, 10, (2, 12))
    cell = summarise_cells(work(scores(a=here, b=elsewhere)))[0]
    expected = pearsonr(here, elsewhere)
    interval = expected.confidence_interval(0.95)
    found = (cell.separation, cell.separation_low, cell.separation_high)
    np.testing.assert_allclose(found, (expected.statistic, *interval), atol=1e-4)


def test_cells_that_separate_keep_the_order_of_the_notebook(spread_out):
    clearly, hardly = separating(spread_out)
    assert [each.cell for each in clearly] == ["a", "b", "c"]
    assert [each.cell for each in hardly] == ["luck"]


@pytest.mark.parametrize("columns", [{"a": range(7), "b": range(7)}, {"a": [5] * 9, "b": range(9)}])
def test_too_few_and_all_equal_separate_nothing(columns):
    cells = summarise_cells(work(scores(**columns)))
    assert [each.separation for each in cells] == [None, None]
    assert separating(cells) == ([], [])


def test_points_are_shares_of_what_has_been_graded():
    attempts = [*scores(a=[10, 5, 0, 5]), waiting("s0"), waiting("s1")]
    points = summarise_points(attempts)
    assert (points.students, points.mean) == (4, 0.5)
    assert (points.low, points.high) == (0.375, 0.625)
    assert (points.unread, points.waiting_students) == (2, 2)


def waiting(student, cell="why"):
    return Attempt(student, cell, 0, 10, is_written=True, is_waiting=True)


def test_a_class_that_waits_for_everything_has_a_summary():
    points = summarise_points([waiting("s0"), waiting("s0", "how")])
    assert (points.students, points.unread, points.waiting_students) == (1, 2, 1)


def test_sections_stand_by_name_and_who_is_in_none_is_counted():
    sections = summarise_sections(work(scores(a=[10, 0, 5])), {"s0": "B", "s1": "A", "gone": "C"})
    assert {name: (each.students, each.mean) for name, each in sections.items()} == {
        "": (1, 0.5),
        "A": (1, 0.0),
        "B": (1, 1.0),
    }
    assert list(sections) == ["", "A", "B"]


def test_a_class_without_sections_has_none():
    assert summarise_sections(work(scores(a=[10])), {}) == {}


def test_what_took_too_long_is_counted_by_cell():
    notes = {
        "s0": [Note("cells_timed_out", {"cells": "test_a, test_b"}), Note("empty")],
        "s1": [Note("cells_timed_out", {"cells": "test_a"}), Note("cells_timed_out")],
        "s2": [Note("cells_timed_out", {"cells": "b, X is a fool"})],
    }
    attempts = scores(test_a=[0], test_b=[0])
    assert timed_out(work(attempts, notes=notes)) == {"test_a": 2, "test_b": 1, "b": 1}


def made(student, name, answer="x = 1"):
    return Attempt(student, "test_f", 0, 1, mistakes={f"f.{name}": MESSAGE}, answer=answer)


def test_three_mistakes_are_talked_about_that_several_made_and_that_can_be_shown():
    counts = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    attempts = [made(f"s{n}", name) for name, count in counts.items() for n in range(count)]
    attempts += [made(f"s{n}", "unseen", answer="") for n in range(9)]
    chosen = to_talk_about(summarise_mistakes(work(attempts)))
    assert [each.what for each in chosen] == ["five", "four", "three"]


def page(*works, sections=(), for_class=False):
    parts = [summarise(each, {}, dict(sections)) for each in works]
    return page_html("the course", parts, [], for_class)


def test_page_begins_with_the_first_part_and_shows_sections_to_the_instructor_alone():
    newest = work(scores(a=[10, 0]), title="02 · Second")
    shown = page(newest, work(scores(a=[1]), title="01 · First"), sections={"s0": "Monday"}.items())
    assert say("first", title="02 · Second") in shown
    assert shown.index("02 · Second") < shown.index("01 · First")
    assert "Monday" in shown
    assert "Monday" not in page(newest, sections={"s0": "Monday"}.items(), for_class=True)


def test_page_says_how_many_wait_for_which_written_answers():
    attempts = [*scores(a=[10, 5]), waiting("s0"), waiting("s0", "how"), waiting("s1")]
    cells = "why (2), how (1)"
    shown = page(work(attempts))
    assert say("unread", students=2, answers=3, cells=cells, assignment="01-tiny") in shown


def test_a_class_of_one_and_one_that_nobody_could_be_graded_in_have_pages():
    ungraded = ClassWork("01-tiny", [], {}, 10, [], {"s0": "the notebook is empty"})
    assert say("no_talk") in page(ungraded)
    assert say("all_read") in page(work(scores(a=[10])))


def test_the_page_speaks_the_language_of_the_course(tmp_path, monkeypatch):
    table = {f"report.{name}": [f"译{text}"] for name, text in SENTENCES.english.items()}
    (tmp_path / "xx.json").write_text(json.dumps(table), encoding="utf-8")
    monkeypatch.setattr("rnnkit.language.LOCALE", tmp_path)
    monkeypatch.setenv("RNNKIT_LANGUAGE", "xx")
    shown = BeautifulSoup(page(work(scores(a=[10, 5]))), "html.parser")
    assert shown.html["lang"] == "xx"
    headings = shown.find_all(["h1", "h3", "th"])
    assert [each.text for each in headings if not each.text.startswith("译")] == ["a"]


def test_every_sentence_is_used_and_values_are_escaped():
    folder = files("rnn_course.report")
    shown = [each for each in folder.iterdir() if each.name.endswith((".py", ".j2"))]
    code = "".join(each.read_text("utf-8") for each in shown)
    assert [name for name in SENTENCES if f'"{name}"' not in code] == []
    assert "&lt;b&gt;" in say("title", course="<b>")
    with pytest.raises(KeyError):
        say("title")
