"""A due date goes from the gradebook to what students open and to ``progress()``."""

import json
import logging
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.exchange.default import ExchangeFetchAssignment

from nbgrader_sandbox import GradingCourse, open_gradebook
from rnn_course.due_dates import due_dates
from rnn_course.handout.writer import _files
from rnn_course.paths import Course
from rnnkit import language, progress
from rnnkit.checks.due import FILE
from rnnkit.workbook.paths import notebook_in
from rnnkit.workbook.sync import fill
from tests.support.repository import COURSE
from tests.support.tiny_course import CHAPTER

DUE = datetime(2026, 3, 6, 18)
SAID = {"en": "**Due:** {}", "zh": "截止:{}"}
LOG = logging.getLogger("exchange")


@pytest.fixture(autouse=True)
def translated(tmp_path, monkeypatch):
    """A table of Chinese words, and a time zone in which it is another day."""
    (tmp_path / "zh.json").write_text(json.dumps({"due_dates.due": ["截止:{when}"]}))
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    language.choose(language.ENGLISH)


@pytest.fixture(params=["en", "zh"])
def released(request, built, tmp_path) -> Course:
    """A course with a release in one language, and a due date in its gradebook."""
    course = replace(Course(tmp_path / "instructor"), language=request.param)
    shutil.copytree(built.root, course.root)
    if course.edition:
        shutil.move(course.root / "course" / "release", course.release)
    settings = COURSE.config.read_text(encoding="utf-8")
    settings = settings.replace("__file__)", f'__file__, language="{request.param}")', 1)
    settings += f"c.Exchange.root = {str(tmp_path / 'exchange')!r}\n"
    course.config.write_text(settings, encoding="utf-8")
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange").chmod(0o777)
    set_due(course, DUE)
    return course


def set_due(course, when):
    with open_gradebook(GradingCourse(course.directory).directory) as gradebook:
        gradebook.update_or_create_assignment(CHAPTER, duedate=when)


def exchanged(course: Course, home: Path) -> Path:
    """Release by nbgrader's exchange; fetch as a student does."""
    config = GradingCourse(course.directory).config
    config.CourseDirectory.assignment_id = CHAPTER
    config.Exchange.assignment_dir = str(home)
    options = {"authenticator": Authenticator(config=config), "config": config}
    factory = ExchangeFactory(config=config)
    for step in (factory.ReleaseAssignment, ExchangeFetchAssignment):
        step(coursedir=CourseDirectory(config=config, log=LOG), **options, log=LOG).start()
    return home / CHAPTER


def first_lines(path):
    return nbformat.read(path, as_version=4).cells[0].source.splitlines()[:3]


def test_what_is_fetched_says_when_it_is_due(released, tmp_path, monkeypatch):
    here = exchanged(released, tmp_path / "home")
    monkeypatch.chdir(here)
    said = SAID[released.language].format("2026-03-07 02:00 (UTC+08:00)")
    assert first_lines(here / f"{CHAPTER}.ipynb") == ["# Tiny", "", said]
    assert progress().due == {CHAPTER: DUE.replace(tzinfo=UTC)}
    listed = json.loads((tmp_path / "exchange/rnn-course/dates/due.json").read_text())
    assert listed == {CHAPTER: "2026-03-06T18:00:00Z"}


def test_a_workbook_says_when_chapters_are_due(released, tmp_path, monkeypatch):
    monkeypatch.setattr("rnn_course.handout.writer._rnnkit", lambda *_: ())
    monkeypatch.setattr("rnn_course.handout.writer.COPIED", ())
    monkeypatch.setattr("rnn_course.handout.writer._made", lambda _: ())
    students = replace(Course(tmp_path / "students"), language=released.language)
    for name, content in _files(released, [CHAPTER], due_dates(released.directory)):
        (students.root / name).parent.mkdir(parents=True, exist_ok=True)
        (students.root / name).write_bytes(content)
    list(fill(students))
    own = notebook_in(students.workbook, CHAPTER)
    monkeypatch.chdir(own.parent)
    said = SAID[released.language].format("2026-03-07 02:00 (UTC+08:00)")
    assert first_lines(own) == ["# Tiny", "", said]
    assert progress().due == {CHAPTER: DUE.replace(tzinfo=UTC)}

    (students.release / CHAPTER / FILE).unlink()
    list(fill(students))
    assert progress().due == {}


def test_without_a_gradebook_there_are_no_dates_and_none_is_made(released):
    (released.directory / "gradebook.db").unlink()
    assert due_dates(released.directory) == {}
    assert not (released.directory / "gradebook.db").exists()
