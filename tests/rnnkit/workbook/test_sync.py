import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from rnn_course.paths import Course
from rnnkit import _atomic
from rnnkit.workbook import sync
from rnnkit.workbook.paths import notebook_in
from rnnkit.workbook.sync import fill
from tests.support.tiny_course import CHAPTER


def release(course, **texts):
    """Release a chapter: cells by id."""
    cells = [v4.new_code_cell(text, id=cell_id) for cell_id, text in texts.items()]
    path = notebook_in(course.release, CHAPTER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(v4.new_notebook(cells=cells)), encoding="utf-8")


def own(course):
    return nbformat.read(notebook_in(course.workbook, CHAPTER), as_version=4)


def texts(course):
    return [cell.source for cell in own(course).cells]


def write(course, cell_id, text):
    notebook = own(course)
    next(cell for cell in notebook.cells if cell.id == cell_id).source = text
    nbformat.write(notebook, notebook_in(course.workbook, CHAPTER))


@pytest.fixture
def student(tmp_path) -> Course:
    """A course with one release, the workbook filled from it."""
    course = Course(tmp_path)
    release(course, a="a = 1", f="stub", z="end")
    assert list(fill(course)) == []
    return course


def test_the_workbook_is_a_copy_of_the_release(student):
    assert texts(student) == ["a = 1", "stub", "end"]
    assert sorted(path.name for path in student.workbook.iterdir()) == [".release", CHAPTER]


def test_filling_again_writes_nothing(student):
    write(student, "f", "mine")
    before = notebook_in(student.workbook, CHAPTER).read_bytes()
    assert list(fill(student)) == []
    assert notebook_in(student.workbook, CHAPTER).read_bytes() == before


def test_a_newer_release_is_merged_and_said(student):
    write(student, "f", "mine")
    release(student, a="a = 2", f="better stub", n="new", z="end")
    (message,) = fill(student)
    assert texts(student) == ["a = 2", "mine", "new", "end"]
    assert message.splitlines() == [
        "01-tiny: brought up to the new release.",
        "  new text in: a",
        "  added: n",
        "  kept as you wrote it, though the release changed it: f",
    ]
    assert list(fill(student)) == []


def test_two_releases_later_is_no_different(student):
    release(student, a="a = 2", f="stub", z="end")
    list(fill(student))
    write(student, "a", "mine")
    release(student, a="a = 3", f="stub 3", z="end")
    list(fill(student))
    assert texts(student) == ["mine", "stub 3", "end"]


def test_a_notebook_that_was_saved_from_an_old_page_is_merged_again(student):
    """JupyterLab had it open while the release was merged in, and saves what it has."""
    write(student, "f", "mine")
    old = notebook_in(student.workbook, CHAPTER).read_bytes()
    release(student, a="a = 2", f="stub", z="end")
    list(fill(student))
    notebook_in(student.workbook, CHAPTER).write_bytes(old)
    list(fill(student))
    assert texts(student) == ["a = 2", "mine", "end"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"cells": 3}',
        b"[]",
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": [{}], "metadata": {}}',
    ],
)
def test_a_notebook_that_cannot_be_read_is_left_alone(student, content):
    path = notebook_in(student.workbook, CHAPTER)
    path.write_bytes(content)
    release(student, a="a = 2")
    (message,) = fill(student)
    assert "left as it is" in message
    assert "cannot be read" in message
    assert path.read_bytes() == content


def test_a_notebook_from_elsewhere_is_left_alone(student):
    path = notebook_in(student.workbook, CHAPTER)
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("x")]), path)
    before = path.read_bytes()
    (message,) = fill(student)
    assert "does not say which release" in message
    assert path.read_bytes() == before


def test_a_notebook_whose_release_is_not_kept_any_more_is_left_alone(student):
    for path in (student.workbook / ".release").rglob("*.ipynb"):
        path.unlink()
    release(student, a="a = 2")
    before = notebook_in(student.workbook, CHAPTER).read_bytes()
    assert "left as it is" in "".join(fill(student))
    assert notebook_in(student.workbook, CHAPTER).read_bytes() == before


def test_a_notebook_saved_during_the_merge_is_left_alone(student, monkeypatch):
    release(student, a="a = 2", f="stub", z="end")

    def merge_while_the_student_saves(*notebooks):
        write(student, "f", "saved a moment ago")
        return real_merge(*notebooks)

    real_merge = sync.merge
    monkeypatch.setattr(sync, "merge", merge_while_the_student_saves)
    assert "saved a moment ago" in "".join(fill(student))
    monkeypatch.undo()
    list(fill(student))
    assert texts(student) == ["a = 2", "saved a moment ago", "end"]


def test_one_broken_notebook_holds_up_no_other(student):
    notebook_in(student.workbook, CHAPTER).write_text("{")
    other = notebook_in(student.release, "02-words")
    other.parent.mkdir()
    other.write_bytes(notebook_in(student.release, CHAPTER).read_bytes())
    release(student, a="a = 2")
    assert len(list(fill(student))) == 1
    assert notebook_in(student.workbook, "02-words").exists()


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("is_first", [True, False])
def test_a_run_killed_at_any_write_loses_nothing(tmp_path, monkeypatch, step, is_first):
    course = Course(tmp_path)
    release(course, a="a = 1", f="stub", z="end")
    if not is_first:
        list(fill(course))
        write(course, "f", "mine")
        release(course, a="a = 2", n="new", f="better", z="end")
    steps = iter(range(100))

    def kill_at(function):
        def wrapped(*args, **kwargs):
            if next(steps) == step:
                raise Killed
            return function(*args, **kwargs)

        return wrapped

    for name in ("write_bytes", "replace", "chmod", "mkdir"):
        monkeypatch.setattr(Path, name, kill_at(getattr(Path, name)))
    monkeypatch.setattr(os, "link", kill_at(os.link))
    try:
        list(fill(course))
    except Killed:
        if notebook_in(course.workbook, CHAPTER).exists():
            assert texts(course) in (
                ["a = 1", "mine", "end"],
                ["a = 2", "new", "mine", "end"],
                ["a = 1", "stub", "end"],
            )
    monkeypatch.undo()
    list(fill(course))
    assert texts(course) == (
        ["a = 1", "stub", "end"] if is_first else ["a = 2", "new", "mine", "end"]
    )


def test_runs_in_parallel_agree(tmp_path):
    course = Course(tmp_path)
    release(course, a="a = 1", f="stub", z="end")
    code = "import sys; from pathlib import Path; from rnnkit.workbook.sync import fill; "
    code += "from rnn_course.paths import Course; print(list(fill(Course(Path(sys.argv[1])))))"
    command = [sys.executable, "-c", code, tmp_path]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [run.communicate(timeout=120)[0].strip() for run in runs] == ["[]"] * 3
    assert texts(course) == ["a = 1", "stub", "end"]
    assert not list(tmp_path.rglob("*.tmp"))


def test_create_does_not_overwrite(tmp_path):
    path = tmp_path / "notebook.ipynb"
    assert _atomic.create(path, "one")
    assert not _atomic.create(path, "two")
    assert path.read_text() == "one"


def test_create_works_where_there_are_no_links(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    test_create_does_not_overwrite(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notebook.ipynb"]


def test_write_if_changed_replaces_a_read_only_file(tmp_path):
    path = tmp_path / "notebook.ipynb"
    assert _atomic.write_if_changed(path, "one\r\n")
    assert not _atomic.write_if_changed(path, "one\r\n")
    path.chmod(0o444)
    assert _atomic.write_if_changed(path, "two\n")
    assert path.read_bytes() == b"two\n"
