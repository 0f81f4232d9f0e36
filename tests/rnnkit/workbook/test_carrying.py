"""One student, two languages: answers are carried over once, into what is untouched."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from rnnkit.checks.progress import progress, record
from rnnkit.checks.verdict import Verdict
from rnnkit.workbook.paths import CourseFiles, notebook_in
from rnnkit.workbook.sync import fill

CHAPTER = "01-tiny"
STUB = 'def scale(x):\n    """{words}"""\n    raise NotImplementedError()'


def release(course, words):
    cells = [
        v4.new_markdown_cell(f"{words} title", id="01-tiny-1"),
        v4.new_code_cell(STUB.format(words=words), id="scale"),
        v4.new_code_cell(f'predict("p", a="{words} yes", b="{words} no", mine="")', id="01-tiny-3"),
        v4.new_code_cell("x = 1", id="01-tiny-4"),
    ]
    cells[1].metadata["nbgrader"] = {"grade_id": "scale", "solution": True}
    path = notebook_in(course.release, CHAPTER)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(v4.new_notebook(cells=cells), path)


def texts(course):
    return {cell.id: cell.source for cell in own(course).cells}


def own(course):
    return nbformat.read(notebook_in(course.workbook, CHAPTER), as_version=4)


def write(course, **answers):
    notebook = own(course)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id.removeprefix("01-tiny-"), cell.source)
    nbformat.write(notebook, notebook_in(course.workbook, CHAPTER))


@pytest.fixture
def english(tmp_path) -> CourseFiles:
    """A course in two languages, with answers in its English workbook."""
    course = CourseFiles(tmp_path)
    release(course, "English")
    release(replace(course, language="zh"), "中文")
    list(fill(course))
    prediction = 'predict("p", a="English yes", b="English no", mine="b")'
    write(course, scale="def scale(x):\n    return 2 * x", **{"3": prediction, "4": "x = 2"})
    return course


def test_answers_come_along_and_all_else_is_in_the_language(english):
    chinese = replace(english, language="zh")
    (said,) = fill(chinese)
    assert all(part in said for part in ("workbook", "scale", "01-tiny-3"))
    assert texts(chinese) == {
        "01-tiny-1": "中文 title",
        "scale": "def scale(x):\n    return 2 * x",
        "01-tiny-3": 'predict("p", a="中文 yes", b="中文 no", mine="b")',
        "01-tiny-4": "x = 1",
    }


def test_they_come_along_once(english):
    chinese = replace(english, language="zh")
    list(fill(chinese))
    write(english, scale="another")
    assert list(fill(chinese)) == []
    assert "another" not in texts(chinese)["scale"]


def test_a_notebook_opened_before_the_other_one_was_answered_gets_them(tmp_path):
    course = CourseFiles(tmp_path)
    chinese = replace(course, language="zh")
    release(course, "English")
    release(chinese, "中文")
    list(fill(course))
    assert list(fill(chinese)) == []
    write(chinese, scale="def scale(x):\n    return 3 * x")
    assert len(list(fill(course))) == 1
    assert texts(course)["scale"] == "def scale(x):\n    return 3 * x"


def test_what_somebody_wrote_stays(english):
    chinese = replace(english, language="zh")
    (english.root / "workbook").rename(english.root / "elsewhere")
    list(fill(chinese))
    write(chinese, **{"4": "x = 3"})
    (english.root / "elsewhere").rename(english.root / "workbook")
    before = notebook_in(chinese.workbook, CHAPTER).read_bytes()
    assert list(fill(chinese)) == []
    assert notebook_in(chinese.workbook, CHAPTER).read_bytes() == before


def test_a_damaged_notebook_in_the_other_language_is_left_alone(english):
    notebook_in(english.workbook, CHAPTER).write_text("{", encoding="utf-8")
    chinese = replace(english, language="zh")
    assert list(fill(chinese)) == []
    assert "raise NotImplementedError" in texts(chinese)["scale"]


def test_progress_is_of_both(tmp_path, monkeypatch):
    for folder in ("workbook/03-a", "workbook-zh/03-a"):
        Path(tmp_path, folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "workbook/03-a")
    record(Verdict("rnn_forward", "02-rnn-forward", 3, 3))
    monkeypatch.chdir(tmp_path / "workbook-zh/03-a")
    assert progress().points["rnn_forward"] == 3
