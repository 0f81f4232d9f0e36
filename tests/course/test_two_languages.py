"""One class in two languages: who hands in which edition has no influence on points.

A class of thirty goes by the commands that an instructor types, from the release to the report.
"""

import csv
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from bs4 import BeautifulSoup

from nbgrader_sandbox import GradingCourse, GradingOptions, grade_course, open_gradebook
from rnn_course.build.answers import reference_sources
from rnn_course.cli import NEEDS_A_LOOK
from rnn_course.demo.course_folder import make_course
from rnn_course.demo.people import make_up
from rnn_course.demo.simulation import read_answer_set, simulate_class
from rnn_course.demo.submissions import write_submission
from rnn_course.paths import Course
from rnnkit.workbook.paths import PACKAGE, notebook_in
from tests.support.classroom import Classroom, OneChapter, environment, grade_id, read
from tests.support.notebooks import without_demos
from tests.support.packed_answers import mistaken_sources, packed_mistakes
from tests.support.platform_files import FRIDAY, Handed, moodle_zip, worksheet
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


SOLVED = "02-rnn-forward"
HAN = re.compile("[\u3400-\u9fff]")
WALK = f"""
nbgrader generate_assignment {SOLVED} --force
rnn-course collect {SOLVED} moodle.zip --roster worksheet.csv
rnn-course grade {SOLVED} --jobs 2
rnn-course feedback {SOLVED} --jobs 2
rnn-course grades {SOLVED} --moodle worksheet.csv
rnn-course report {SOLVED}
"""


@pytest.fixture(scope="module")
def thirty(tmp_path_factory) -> Path:
    """A course in which fifteen people handed in twice: in English, and as a twin in Chinese."""
    root = tmp_path_factory.mktemp("thirty")
    here = root / "course"
    here.mkdir()
    make_course(COURSE, here, [SOLVED])
    handed, people = [], []
    class_of_one_language = simulate_class(
        make_up(16, Random(18)), [read_answer_set(COURSE, SOLVED)], Random(18)
    )
    for language in ("en", "zh"):
        release = replace(COURSE, language=language).release
        shutil.copytree(release / SOLVED, root / language / "release" / SOLVED)
        if language == "zh":  # what the handout gives out beside the English one
            shutil.copytree(release / SOLVED, here / release.name / SOLVED)
        last = {each.student: each for each in class_of_one_language}  # of who came twice
        for student, simulated in last.items():
            content = write_submission(root / language, simulated).read_bytes()
            number, name = len(people) + 1, f"{student.name} {language}"
            people.append((number, name, f"{student.login}-{language}@uni.example"))
            handed.append(Handed(name, number, f"{SOLVED}.ipynb", content))
    moodle_zip(here / "moodle.zip", handed, packed=FRIDAY)
    worksheet(here / "worksheet.csv", people)
    with environment(here):
        os.environ.pop("PYTHONPATH")  # rnnkit is the one that is installed
        for line in WALK.strip().splitlines():
            done = subprocess.run(line.split(), cwd=here, capture_output=True, text=True)
            assert done.returncode in (0, NEEDS_A_LOOK), f"{line}\n{done.stdout}{done.stderr}"
    return here


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def twins(folder: Path) -> list[tuple[Path, Path]]:
    return [
        (english, english.with_name(english.name.replace("-en", "-zh")))
        for english in sorted(folder.glob("*-en"))
    ]


@pytest.mark.slow
def test_a_class_of_thirty_gets_points_whatever_edition_it_hands_in(thirty):
    with open_gradebook(GradingCourse(thirty).directory) as gradebook:
        points = {
            each.student.id: {grade.name: (grade.score, grade.needs_manual_grade)
                              for notebook in each.notebooks for grade in notebook.grades}
            for each in gradebook.assignment_submissions(SOLVED)
        }  # fmt: skip
    assert len(points) == 30
    for english, chinese in twins(thirty / "submitted"):
        assert points[english.name] == points[chinese.name]
    assert len({str(each) for each in points.values()}) > 8
    uploaded = {
        row["Email address"]: row["Grade"] for row in rows(thirty / "exports/worksheet.csv")
    }
    for address, grade in uploaded.items():
        assert grade == uploaded[address.replace("-en@", "-zh@")]


@pytest.mark.slow
def test_messages_are_in_the_language_of_each_students_notebook(thirty):
    recognised = 0
    for pair in twins(thirty / "feedback"):
        said = [
            BeautifulSoup((each / SOLVED / f"{SOLVED}.html").read_text("utf-8"), "html.parser")
            for each in pair
        ]
        has_verdicts = all(page.select(".verdict") for page in said)  # a broken file has none
        assert [page.html["lang"] for page in said] == ["en", "zh" if has_verdicts else "en"]
        for english, chinese in zip(*(page.select(".verdict p") for page in said), strict=True):
            assert not HAN.search(english.text)
            if english.text != "ok":
                assert HAN.search(chinese.text), chinese.text
                recognised += 1
    assert recognised > 15


@pytest.mark.slow
def test_the_report_counts_both_editions_together(thirty):
    report = thirty / "report"
    exercises, mistakes = rows(report / "exercises.csv"), rows(report / "mistakes.csv")
    assert {int(row["students"]) % 2 for row in exercises} == {0}
    assert len(mistakes) > 4
    assert {int(row["count"]) % 2 for row in mistakes} == {0}
    predictions = rows(report / "predictions.csv")
    assert {int(row[each]) % 2 for row in predictions for each in ("answered", "right_count")} == {
        0
    }
    odd = [row for row in rows(report / "students.csv") if row["student"].endswith("-zh")]
    assert [row for row in odd if "older release" in row["text"]] == []
