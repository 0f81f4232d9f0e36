"""One class in two languages: who hands in which edition has no influence on points."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from nbgrader_sandbox import GradingCourse, GradingOptions, grade_course
from rnn_course.build.answers import reference_sources
from rnn_course.paths import Course
from rnnkit.workbook.paths import PACKAGE, notebook_in
from tests.support.classroom import Classroom, OneChapter, environment, grade_id, read
from tests.support.notebooks import without_demos
from tests.support.packed_answers import mistaken_sources, packed_mistakes
from tests.support.pseudo_edition import MARK, translate_all, write_edition
from tests.support.repository import COURSE

CHAPTER = "00-start-here"
ANSWERS = {
    "right": reference_sources(CHAPTER),
    "wrong": mistaken_sources(CHAPTER, packed_mistakes(CHAPTER)[0]),
    "blank": {},
}


@pytest.fixture(scope="module")
def both(whole_course, tmp_path_factory) -> Course:
    """A course of one chapter in English and in a made-up translation."""
    root = tmp_path_factory.mktemp("both")
    for folder in (COURSE.chapters, COURSE.solutions, COURSE.rnnkit):
        shutil.copytree(folder, root / folder.relative_to(COURSE.root))
    for folder in (whole_course.source, whole_course.release, whole_course.hidden_cases):
        shutil.copytree(folder, root / folder.relative_to(whole_course.root))
    shutil.copy(COURSE.config, root / "course")
    course = OneChapter(root, chapter=CHAPTER)
    write_edition(translate_all(course), [CHAPTER])
    return course


def notebook(course: Course, language: str, answers: dict[str, str]):
    path = notebook_in(replace(course, language=language).release, CHAPTER)
    found = without_demos(read(path))
    for cell in found.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_editions_get_the_same_points_without_a_note(both, language, tmp_path):
    here = OneChapter(tmp_path, chapter=CHAPTER)
    shutil.copytree(both.directory, here.directory)
    shutil.copytree(both.rnnkit, tmp_path / PACKAGE)
    if language == "zh":
        text = here.config.read_text(encoding="utf-8")
        text = text.replace("configure(c, __file__)", 'configure(c, __file__, language="zh")', 1)
        here.config.write_text(text, encoding="utf-8")
    classroom = Classroom(here, tmp_path / "class" / "course", None)
    if language == "zh":  # a classroom keeps no release but the one that it makes
        shutil.copytree(both.release, classroom.folder / "release")
    points = grade(classroom, both)
    for name in ANSWERS:
        assert points[f"{name}-en"] == points[f"{name}-zh"], name
    assert sum(points["right-zh"].values()) > sum(points["wrong-zh"].values())
    assert set(points["blank-zh"].values()) == {0}


def grade(classroom: Classroom, both: Course) -> dict[str, dict]:
    for name, answers in ANSWERS.items():
        for language in ("en", "zh"):
            student = f"{name}-{language}"
            classroom.hand_in(student, CHAPTER, notebook(both, language, answers))
    with environment(classroom.folder):
        options = GradingOptions(assignments=(CHAPTER,), jobs=2)
        summary = grade_course(GradingCourse(classroom.folder), options)
    assert (summary.problems, summary.notes) == ([], [])
    students = [path.name for path in Path(classroom.folder, "submitted").iterdir()]
    return {student: classroom.points(student, CHAPTER) for student in students}


def test_the_made_up_edition_differs(both):
    chinese = notebook(both, "zh", {})
    assert chinese.cells[0].source.startswith(f"# {MARK}")
