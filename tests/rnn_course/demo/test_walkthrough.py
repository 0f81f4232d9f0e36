"""A small simulated class walks the whole road, with the real nbgrader and the real grader."""

import csv
import os
import random
import shutil
from unittest.mock import patch

import nbformat
import pytest
from bs4 import BeautifulSoup

from rnn_course.build.ensure import ensure_built
from rnn_course.class_table.table import ClassCourse, read_class_table
from rnn_course.demo.course_folder import gradebook_of
from rnn_course.demo.people import make_up
from rnn_course.demo.simulation import Role, read_answer_set, simulate_class
from rnn_course.demo.walkthrough import CHAPTERS, DemoOptions, run_demo
from rnn_course.reading.reader import Reader
from rnn_course.report.sentences import say
from rnnkit.workbook.paths import notebook_in
from tests.support.repository import COURSE

pytestmark = pytest.mark.slow
LAST = CHAPTERS[-1]
SIZE, SEED = 10, 2


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The folder of a demo, and what was said on the way."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    ensure_built(COURSE)
    folder, said = tmp_path_factory.mktemp("walked") / "demo", []
    with patch.dict(os.environ):
        os.environ.pop("RNNKIT_HIDDEN_CASES", None)  # the demo's own
        run_demo(COURSE, DemoOptions(folder, SIZE, SEED, jobs=2), said.append)
        yield folder, said


@pytest.fixture(scope="module")
def handed_in():
    rng = random.Random(SEED)
    answer_sets = [read_answer_set(COURSE, chapter) for chapter in CHAPTERS]
    return simulate_class(make_up(SIZE, rng), answer_sets, rng)


@pytest.fixture
def gradebook(walked):
    with gradebook_of(walked[0]) as opened:
        yield opened


def student_of(role, handed_in):
    (student,) = {each.student for each in handed_in if each.role is role}
    return student.login


def test_each_step_is_a_line_with_what_is_typed(walked):
    _, said = walked
    names = ["release", "submit", "grade", "read", "again", "feedback", "export", "report"]
    assert [line.split()[2] for line in said[: len(names)]] == names
    assert all(" $ " in line for line in said[: len(names)])


def test_every_place_to_look_at_is_there(walked):
    folder, said = walked
    places = [line.split()[-1] for line in said[-1].splitlines()[2:-2]]
    assert len(places) == 3
    assert said[-1].splitlines()[-1].endswith(f"rnn-course read {LAST[:2]} --course {folder}")
    assert all((folder.parent / place).is_file() for place in places)


def test_demo_stays_in_its_folder(walked):
    folder, _ = walked
    assert list(folder.parent.iterdir()) == [folder]
    assert str(folder) not in (folder / "nbgrader_config.py").read_text(encoding="utf-8")


def test_some_written_answers_are_read_and_some_wait(gradebook):
    written = [
        grade
        for chapter in CHAPTERS
        for submission in gradebook.assignment_submissions(chapter)
        for grade in submission.notebooks[0].grades
        if not grade.name.startswith("test_")
    ]
    read = [grade for grade in written if grade.manual_score is not None]
    assert read
    assert any(grade.needs_manual_grade and grade.manual_score is None for grade in written)


def test_class_table_has_sections_an_extension_and_a_team_with_one_hand_in(walked, gradebook):
    table = read_class_table(walked[0] / "class.csv")
    assert {*table.sections.values()} == {"Monday", "Tuesday"}
    one, other = sorted(table.teams)
    assert not (walked[0] / "submitted" / other).exists()
    scores = [gradebook.find_submission(LAST, each).code_score for each in (one, other)]
    assert scores[0] == scores[1] > 0
    (late,) = [who for who, member in table.members.items() if member.extensions]
    assert gradebook.find_submission(LAST, late).total_seconds_late == 0


def test_report_has_sections_and_names_the_command_that_reads(walked):
    text = (walked[0] / "report" / "report.html").read_text(encoding="utf-8")
    first = BeautifulSoup(text, "html.parser").select_one("#first").get_text()
    assert f"rnn-course read {LAST}" in first
    assert "Tuesday" in text


def test_attack_gains_nothing(gradebook, handed_in):
    submission = gradebook.find_submission(LAST, student_of(Role.HOSTILE, handed_in))
    assert submission.code_score == 0


def test_second_submission_counts_and_keeps_what_was_given_by_hand(walked, gradebook, handed_in):
    student = student_of(Role.TWICE, handed_in)
    last = max(each.when for each in handed_in if each.student.login == student)
    submission = gradebook.find_submission(LAST, student)
    assert submission.timestamp == last.replace(tzinfo=None)
    (written,) = [g for g in submission.notebooks[0].grades if not g.name.startswith("test_")]
    assert written.manual_score is not None
    assert written.needs_manual_grade
    answers = Reader(ClassCourse(walked[0]), LAST).read(0).answers
    (answer,) = [each for each in answers if each.marked.student == student]
    assert answer.is_again
    assert answer.earlier


def test_report_says_who_has_no_verdict_and_what_was_odd(walked, handed_in):
    folder, _ = walked
    with (folder / "report" / "students.csv").open(encoding="utf-8") as file:
        rows = {(row["student"], row["kind"]) for row in csv.DictReader(file)}
    assert (student_of(Role.BROKEN, handed_in), "no verdict") in rows
    assert (student_of(Role.UNNAMED, handed_in), "note") in rows
    assert (student_of(Role.HOSTILE, handed_in), "note") in rows


def test_report_begins_with_the_newest_chapter_and_calls_chapters_by_their_titles(walked):
    folder, _ = walked
    text = (folder / "report" / "report.html").read_text(encoding="utf-8")
    heads = [h2.get_text() for h2 in BeautifulSoup(text, "html.parser").select("main h2")]
    titles = [title_of(folder, chapter) for chapter in sorted(CHAPTERS, reverse=True)]
    assert heads[:3] == [say("first", title=titles[0]), *titles]


def title_of(folder, chapter):
    released = nbformat.read(notebook_in(folder / "release", chapter), as_version=4)
    return released.cells[0].source.splitlines()[0].removeprefix("# ")


def test_report_counts_predictions(walked):
    folder, _ = walked
    with (folder / "report" / "predictions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["assignment"] for row in rows} == set(CHAPTERS)
    assert all(0 < int(row["answered"]) <= int(row["students"]) for row in rows)
    assert sum(int(row["right_count"]) for row in rows) > 0


def test_page_names_nobody_outside_of_its_last_section(walked, handed_in):
    folder, _ = walked
    text = (folder / "report" / "report.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert page.select(".mistake")
    page.select_one("#by-name").extract()
    shown = page.get_text()
    for person in {each.student for each in handed_in}:
        for name in (person.login, person.given, person.family):
            assert name not in shown


def test_everyone_who_handed_in_has_grades_and_feedback(walked, handed_in):
    folder, _ = walked
    pairs = {(each.student.login, each.chapter) for each in handed_in}  # the team's, too
    pages = (folder / "feedback").glob("*/*/*.html")
    assert {(page.parts[-3], page.parts[-2]) for page in pages} == pairs
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == SIZE * len(CHAPTERS)
