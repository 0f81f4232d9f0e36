"""``rnn-course feedback`` on a class: through the exchange, again, and whatever is odd."""

import json
import logging
import os
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import default as exchange

from nbgrader_sandbox import open_gradebook
from rnn_course import cli
from rnn_course.class_table.table import ClassCourse
from rnn_course.cli import NEEDS_A_LOOK
from rnn_course.exchange import (
    NOT_THEIR_HAND_IN,
    NOT_THROUGH_EXCHANGE,
    ReleaseFeedbackOfTheExchange,
)
from rnn_course.feedback import making, pages
from rnn_course.feedback.making import make_feedback
from rnn_course.feedback.words import say
from tests.support import reading_class
from tests.support.reading_class import ASSIGNMENT

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's
LOG = logging.getLogger("feedback-class")
PAGE = f"{ASSIGNMENT}.html"
PEOPLE = ("ada", "bob", "noether")


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return reading_class.make_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture(scope="module")
def graded(released, sandbox, tmp_path_factory):
    course = reading_class.copy_course(released, tmp_path_factory.mktemp("graded") / "course")
    for student in PEOPLE:
        reading_class.hand_in(course, student, {"why": f"So says {student}.", "how": "So."})
    reading_class.grade(course)
    return course


@pytest.fixture
def course(graded, tmp_path):
    return ClassCourse(reading_class.copy_course(graded, tmp_path / "course").root)


def page_of(course, student):
    return course.root / "feedback" / student / ASSIGNMENT / PAGE


def feedback(course, *words):
    """Exit status of the command."""
    try:
        cli.main(["--course", str(course.root), "feedback", ASSIGNMENT[:2], *words])
    except SystemExit as end:
        return end.code
    return 0


def graded_notebook(course, student):
    return course.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"


def rewrite(path, content):
    path.chmod(0o600)
    path.write_bytes(content)


def comment(course, student, said):
    with open_gradebook(course.directory) as gradebook:
        found = gradebook.find_comment("why", ASSIGNMENT, ASSIGNMENT, student)
        found.manual_comment = said
        gradebook.db.commit()


def test_each_student_has_a_page_with_their_own(course, capsys):
    assert feedback(course) == 0
    assert say("made", assignment=ASSIGNMENT, count=3, folder="")[:-1] in capsys.readouterr().out
    for student in PEOPLE:
        html = page_of(course, student).read_text(encoding="utf-8")
        others = {f"So says {other}." for other in PEOPLE} - {f"So says {student}."}
        assert f"So says {student}." in html
        assert not [said for said in others if said in html]
        assert reading_class.MODEL["why"][:20] not in html
        assert page_of(course, student).stat().st_mode & 0o777 == making.ALONE


def test_a_page_is_made_again_only_if_something_of_it_changed(course):
    make_feedback(course, ASSIGNMENT, jobs=1)
    comment(course, "bob", "Well said.")
    found = {
        each.student: (each.made, each.unchanged) for each in make_feedback(course, ASSIGNMENT, 2)
    }
    assert found == {"ada": (0, 1), "bob": (1, 0), "noether": (0, 1)}
    assert "Well said." in page_of(course, "bob").read_text(encoding="utf-8")
    content = graded_notebook(course, "ada").read_bytes()
    rewrite(graded_notebook(course, "ada"), content.replace(b"So says", b"Thus says"))
    (ada,) = make_feedback(course, ASSIGNMENT, 1, student="ada")
    assert ada.made == 1
    assert sum(each.made for each in make_feedback(course, ASSIGNMENT, 2, force=True)) == 3


def test_the_language_is_a_part_of_the_page(course):
    make_feedback(course, ASSIGNMENT, jobs=1)
    with patch.object(pages, "language", lambda: "zh"):
        pages._common_mark.cache_clear()
        made = make_feedback(course, ASSIGNMENT, jobs=1)
    pages._common_mark.cache_clear()
    assert [each.made for each in made] == [1, 1, 1]


DEEP = b'{"cells": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
ODD = {
    "no JSON": b"\xff\xfe",
    "empty": b"",
    "deep": DEEP,
    "no cells": b'{"metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "cells that are none": b'{"cells": [1, null], "metadata": {}, "nbformat": 4}',
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_whoever_has_an_odd_notebook_costs_themselves(course, content, capsys):
    make_feedback(course, ASSIGNMENT, jobs=1, student="bob")
    rewrite(graded_notebook(course, "bob"), content)
    assert feedback(course) == NEEDS_A_LOOK
    assert say("not_made", student="bob", reason="")[:-1] in capsys.readouterr().out
    assert not page_of(course, "bob").exists()  # its points may be old
    assert page_of(course, "ada").is_file()
    assert page_of(course, "noether").is_file()


def test_odd_metadata_and_names_are_no_fault(course):
    deep: list = []
    for _ in range(400):
        deep = [deep]
    path = graded_notebook(course, "bob")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["metadata"] |= {"deep": deep, "tags": {"x": None}}
    rewrite(path, json.dumps(notebook).encode())
    (bob,) = make_feedback(course, ASSIGNMENT, 1, student="bob")
    assert bob.made == 1


def test_folders_without_points_and_points_without_folders_are_named(course, capsys):
    shutil.copytree(
        graded_notebook(course, "bob").parent, graded_notebook(course, "it's <b>%").parent
    )
    shutil.rmtree(graded_notebook(course, "ada").parent)
    assert feedback(course) == NEEDS_A_LOOK
    said = capsys.readouterr().out
    assert say("not_made", student="it's <b>%", reason=say("no_gradebook")) in said
    assert say("not_made", student="ada", reason=say("no_notebook")) in said


def test_a_page_that_takes_too_long_or_kills_its_process_stops_nobody(course):
    real = pages.make_page

    def make(notebook, *others):
        said = str(notebook.cells)
        while "So says ada" in said:
            pass
        if "So says bob" in said:
            os._exit(9)
        return real(notebook, *others)

    with patch.object(pages, "make_page", make), patch.object(pages, "SECONDS", 1):
        outcomes = {each.student: each for each in make_feedback(course, ASSIGNMENT, jobs=2)}
        assert outcomes["ada"].reason == say("too_long", seconds=1)
    assert outcomes["bob"].reason == say("stopped")
    assert outcomes["noether"].reason == ""


def test_nothing_is_left_of_a_page_that_could_not_be_finished(course):
    make_feedback(course, ASSIGNMENT, jobs=1)
    before = page_of(course, "ada").read_bytes()
    comment(course, "ada", "New.")
    full = patch.object(Path, "replace", side_effect=OSError(28, "No space left on device"))
    with full, pytest.raises(OSError, match="No space"):
        make_feedback(course, ASSIGNMENT, jobs=1, student="ada")
    assert page_of(course, "ada").read_bytes() == before
    assert [path.name for path in page_of(course, "ada").parent.iterdir()] == [PAGE]


def test_teams_and_extensions_are_those_of_the_class_table(course):
    rows = ["id,name,team", "ada,Ada L.,1", "bob,Bob <b>,1", "noether,,2"]
    (course.root / "class.csv").write_text("\n".join(rows), encoding="utf-8")
    make_feedback(ClassCourse(course.root), ASSIGNMENT, jobs=1)
    assert say("team", names="Bob &lt;b&gt;") in page_of(course, "ada").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["--student", "nobody"], ["--jobs", "0"]])
def test_wrong_arguments_are_messages(course, words):
    assert feedback(course, *words) not in (0, NEEDS_A_LOOK)


def step(course, kind):
    """One of nbgrader's own steps, as its commands do them."""
    config = course.config.copy()
    config.Exchange.root = str(course.root.parent / "exchange")
    config.Exchange.cache = str(course.root.parent / "cache")
    config.Exchange.assignment_dir = str(course.root.parent / "student")
    config.CourseDirectory.assignment_id = ASSIGNMENT
    directory = CourseDirectory(config=config, log=LOG)
    authenticator = Authenticator(config=config)
    kind(coursedir=directory, authenticator=authenticator, config=config, log=LOG).start()


def test_it_goes_back_through_the_exchange(released, sandbox, tmp_path, monkeypatch, caplog):
    course = ClassCourse(reading_class.copy_course(released, tmp_path / "course").root)
    monkeypatch.setenv("USER", "ada")
    (tmp_path / "exchange").mkdir(mode=0o777)
    (tmp_path / "exchange").chmod(0o777)
    (tmp_path / "student").mkdir()
    monkeypatch.chdir(tmp_path / "student")
    for kind in (
        exchange.ExchangeReleaseAssignment,
        exchange.ExchangeFetchAssignment,
        exchange.ExchangeSubmit,
        exchange.ExchangeCollect,
    ):
        step(course, kind)
    (student,) = (path.name for path in (course.root / "submitted").iterdir())
    reading_class.grade(course)
    (outcome,) = make_feedback(course, ASSIGNMENT, jobs=1)
    assert replace(outcome, made=1) == pages.Outcome(student, made=1)
    someone = page_of(course, "a, by mail")  # before the other in the order of names
    someone.parent.mkdir(parents=True)
    someone.write_text("a page", encoding="utf-8")
    # What is graded for a partner has the secret of the one who handed in.
    partner = page_of(course, "zoe").parent
    shutil.copytree(page_of(course, student).parent, partner)
    page_of(course, "zoe").write_text("a partner's page", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        step(course, ReleaseFeedbackOfTheExchange)
    said = [(each.msg, each.args) for each in caplog.records if each.name == LOG.name]
    assert said == [
        (NOT_THROUGH_EXCHANGE, (str(someone.parent),)),
        (NOT_THEIR_HAND_IN, (str(partner),)),
    ]
    released = list((tmp_path / "exchange").glob("*/feedback/*.html"))
    assert [path.read_bytes() for path in released] == [page_of(course, student).read_bytes()]
    step(course, exchange.ExchangeFetchFeedback)
    (fetched,) = (tmp_path / "student").glob(f"{ASSIGNMENT}/feedback/*/{PAGE}")
    assert fetched.read_bytes() == page_of(course, student).read_bytes()
