"""The class report, from a class that stock nbgrader graded."""

import csv

import pytest
from answers import mistakes, reference_sources, references
from bs4 import BeautifulSoup
from nbgrader.coursedir import CourseDirectory

from authoring.patching import patched_source
from autograder.class_report.page import write_report
from autograder.errors import GradingError

CHAPTER = "00-start-here"
BY_EXERCISE = {}
for each in mistakes(CHAPTER):
    BY_EXERCISE.setdefault(each.exercise, each)
MISTAKE = next(iter(BY_EXERCISE.values()))
SECRET = "# by Grace Hopper"


def answers_of(mistake):
    right = reference_sources(CHAPTER)
    wrong = patched_source(mistake, references(CHAPTER)[mistake.exercise])
    return right | {mistake.exercise: f"{SECRET}\n{wrong}"}


@pytest.fixture(scope="module")
def pages(classroom, tmp_path_factory):
    """Report of a class of five: two right, two with one mistake, one whose file is broken."""
    wrong = classroom.filled_in(CHAPTER, answers_of(MISTAKE))
    right = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    for student, notebook in {"r1": right, "r2": right, "w1": wrong, "w2": wrong}.items():
        classroom.grade(student, CHAPTER, notebook)
    broken = classroom.folder / "submitted" / "broken" / CHAPTER
    broken.mkdir(parents=True)
    (broken / f"{CHAPTER}.ipynb").write_text("not a notebook", encoding="utf-8")
    course = CourseDirectory(config=classroom._config())
    return write_report(course, [CHAPTER], tmp_path_factory.mktemp("report"))


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_mistake_is_counted_with_its_message_and_an_example(pages):
    (row,) = [r for r in rows_of(pages["mistakes.csv"]) if r["mistake"] == MISTAKE.id]
    assert int(row["count"]) >= 2
    page = BeautifulSoup(pages["report.html"].read_text(encoding="utf-8"), "html.parser")
    (shown,) = [d for d in page.select(".mistake") if d.code.text == MISTAKE.id]
    assert MISTAKE.message in shown.get_text()
    assert f"def {MISTAKE.exercise}" in shown.pre.get_text()


def test_page_stands_alone_names_nobody_who_was_graded_and_has_alt_texts(pages):
    text = pages["report.html"].read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert SECRET not in text
    assert not page.select("script, link")
    assert [image["src"][:22] for image in page.select("img")] == ["data:image/png;base64,"] * 2
    assert all(len(image["alt"]) > 30 for image in page.select("img"))


def test_student_without_grades_is_listed_with_the_reason(pages):
    page = BeautifulSoup(pages["report.html"].read_text(encoding="utf-8"), "html.parser")
    listed = [item.get_text() for item in page.select("h3 + ul li")]
    assert any(text.startswith("broken: ") for text in listed)


def test_exercise_counts_add_up(pages):
    rows = rows_of(pages["exercises.csv"])
    assert {row["cell"] for row in rows} >= {f"test_{name}" for name in references(CHAPTER)}
    for row in rows:
        parts = [int(row[kind]) for kind in ("full", "part", "none", "waiting")]
        assert sum(parts) == int(row["students"]) >= 4


def test_unknown_assignment_is_refused_by_name(classroom, tmp_path):
    course = CourseDirectory(config=classroom._config())
    with pytest.raises(GradingError, match="03-no-such-chapter"):
        write_report(course, ["03-no-such-chapter"], tmp_path)


def test_course_without_a_gradebook_is_refused_and_none_is_made(classroom, tmp_path):
    config = classroom._config()
    config.CourseDirectory.db_url = f"sqlite:///{tmp_path}/none.db"
    with pytest.raises(GradingError, match="Grade first"):
        write_report(CourseDirectory(config=config), [], tmp_path)
    assert list(tmp_path.iterdir()) == []
