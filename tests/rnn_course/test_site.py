"""The site: chapters that are run for it, and what is published."""

import re
from dataclasses import replace

import nbformat
import pytest

from rnn_course.build.pipeline import build
from rnn_course.errors import AuthoringError
from rnn_course.site import building
from rnn_course.site.building import build_site, chapter_with_outputs
from rnnkit.workbook.paths import notebook_in
from tests.support.repository import COURSE
from tests.support.tiny_course import CHAPTER

ANSWER = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.S)


def test_a_cell_that_fails_is_told_with_its_place(course, tmp_path):
    path = course.chapters / f"{CHAPTER}.md"
    text = path.read_text(encoding="utf-8").replace(
        "import numpy as np", "import numpy as np\n\n1 // 0", 1
    )
    path.write_text(text, encoding="utf-8")
    build(course, [])
    with pytest.raises(AuthoringError) as caught:
        chapter_with_outputs(course, CHAPTER, tmp_path / "cache")
    assert f"course/chapters/{CHAPTER}.md" in str(caught.value)
    assert "(setup)" in str(caught.value)
    assert "ZeroDivisionError" in str(caught.value)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    mine = tmp_path / "en" / "cv.html"
    mine.parent.mkdir()
    mine.write_text("mine")
    with pytest.raises(AuthoringError, match="something else"):
        build_site(COURSE, ["00-start-here"], tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]


@pytest.mark.slow
def test_a_page_that_is_gone_is_published_no_more(tmp_path):
    pytest.importorskip("sphinx", reason="make .venv/.site")
    source = tmp_path / "en"
    source.mkdir()
    (source / "conf.py").touch()
    for name in ("index", "one", "two"):
        (source / f"{name}.rst").write_text(f":orphan:\n\n{name}\n=====\n")
    building._sphinx(tmp_path, ["en"])
    (source / "two.rst").unlink()
    building._sphinx(tmp_path, ["en"])
    published = {path.name for path in (tmp_path / "pages").rglob("*") if path.is_file()}
    assert published >= {"one.html", "one.rst.txt"}
    assert not published & {"two.html", "two.rst.txt"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_chapter_holds_an_answer_of_its_own(language):
    for chapter in COURSE.chapter_names():
        release = nbformat.read(notebook_in(replace(COURSE, language=language).release, chapter), 4)
        source = nbformat.read(notebook_in(COURSE.source, chapter), 4)
        text = "\n".join(cell.source for cell in release.cells)
        answers = [part for cell in source.cells for part in ANSWER.findall(cell.source)]
        assert len(answers) > 0
        assert not [answer for answer in answers if answer.strip() in text]


def test_a_run_is_kept_until_data_or_a_version_changes(course, monkeypatch):
    build(course, [])
    notebook = nbformat.read(notebook_in(course.source, CHAPTER), 4)
    found = {building._digest(course, notebook)}
    assert found == {building._digest(course, notebook)}
    for name in ("melodies.toml", "font.otf"):
        (course.rnnkit / name).write_bytes(b"other")
        found.add(building._digest(course, notebook))
    monkeypatch.setattr(building, "version", lambda name: "0")
    found.add(building._digest(course, notebook))
    assert len(found) == 4
