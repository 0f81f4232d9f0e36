"""Extensions, late days and percentages, in nbgrader's own tables."""

import unicodedata
import warnings
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning

from nbgrader_sandbox import late_penalty
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse, say
from rnn_course.report.gathering import gather

DUE = datetime(2026, 3, 6, 18)
RULE = """
c.AssignLatePenalties.plugin_class = "rnn_course.class_table.late_rule.LateRule"
c.LateRule.class_table = __file__.replace("nbgrader_config.py", "class.csv")
c.LateRule.percent_per_day = 10
"""
FREE = "c.LateRule.late_days = 3\n"
POINTS = 8.0


def opened(course):
    return Gradebook(course.directory.db_url, course.directory.course_id)


def hand_in(course, hours_late, assignment="toy", due=DUE):
    """Enter graded submissions: hours after the due date by student."""
    with opened(course) as gradebook, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        gradebook.update_or_create_assignment(assignment, duedate=due)
        if assignment != "toy":
            gradebook.update_or_create_notebook(assignment, assignment)
            gradebook.update_or_create_grade_cell(
                "cell", assignment, assignment, max_score=10, cell_type="code"
            )
        for student, hours in hours_late.items():
            gradebook.update_or_create_student(student)
            time = due + timedelta(hours=hours)
            made = gradebook.update_or_create_submission(assignment, student, timestamp=time)
            (notebook,) = made.notebooks
            for grade in notebook.grades:
                grade.auto_score = 0.0
            notebook.grades[0].auto_score = POINTS
        gradebook.db.commit()


def penalties(course, assignment="toy"):
    with opened(course) as gradebook:
        found = gradebook.find_assignment(assignment).submissions
        return {each.student_id: each.late_submission_penalty for each in found}


def in_nbgraders_table(course, student, assignment="toy"):
    with opened(course) as gradebook:
        found = gradebook.find_submission(assignment, student)
        return found.extension, found.total_seconds_late


def test_an_extension_stands_in_nbgraders_own_tables(course_with):
    course = course_with("id,extension\nada,2\nbai,2026-03-07\nzoe,\n", RULE)
    hand_in(course, {"ada": 40, "bai": 40, "zoe": 40})
    assert settle_late_work(course) == []
    assert in_nbgraders_table(course, "ada") == (timedelta(days=2), 0)
    assert in_nbgraders_table(course, "bai") == (timedelta(days=1), 16 * 3600)
    assert in_nbgraders_table(course, "zoe") == (None, 40 * 3600)
    assert penalties(course) == pytest.approx({"ada": 0, "bai": 0.8, "zoe": 1.6})


def test_an_extension_given_elsewhere_stays_until_the_table_says_otherwise(course_with):
    course = course_with("id,extension\nada,\nbai,0\n")
    hand_in(course, {"ada": 1, "bai": 1})
    with opened(course) as gradebook:
        for student in ("ada", "bai"):
            gradebook.grant_extension("toy", student, days=1)
    settle_late_work(course)
    assert in_nbgraders_table(course, "ada") == (timedelta(days=1), 0)
    assert in_nbgraders_table(course, "bai") == (None, 3600)


def test_percentages_follow_the_points_that_a_person_gives_later(course_with):
    course = course_with(settings=RULE)
    hand_in(course, {"ada": 25, "bai": -1})
    settle_late_work(course)
    assert penalties(course) == pytest.approx({"ada": 1.6, "bai": 0})
    with opened(course) as gradebook:
        grade = gradebook.find_submission("toy", "ada").notebooks[0].grades[0]
        grade.manual_score = 1.0
        gradebook.db.commit()
    settle_late_work(course)
    assert penalties(course) == pytest.approx({"ada": 0.2, "bai": 0})


@pytest.mark.parametrize(("hours", "percent"), [(0.01, 10), (24, 10), (24.01, 20), (400, 50)])
def test_each_day_that_has_begun_costs_up_to_a_limit(course_with, hours, percent):
    course = course_with(settings=RULE + "c.LateRule.most_percent = 50\n")
    hand_in(course, {"ada": hours})
    settle_late_work(course)
    assert penalties(course) == pytest.approx({"ada": POINTS * percent / 100})


def test_late_days_are_used_up_in_the_order_of_due_dates(course_with):
    course = course_with("id,late days used\nada,0\nbai,1\n", RULE + FREE)
    hand_in(course, {"ada": 30, "bai": 30})
    hand_in(course, {"ada": 30, "bai": 30}, "04-next", DUE + timedelta(days=7))
    for _ in range(2):  # to work it out again uses up nothing
        settle_late_work(course)
        assert penalties(course) == pytest.approx({"ada": 0, "bai": 0})
        assert penalties(course, "04-next") == pytest.approx({"ada": 0.8, "bai": 1.6})


def test_without_a_rule_of_ours_nbgraders_own_counts(course_with):
    zero = RULE.replace("= 10", "= 0") + 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    course = course_with(settings=zero)
    hand_in(course, {"ada": 1, "bai": 0})
    settle_late_work(course)
    assert penalties(course) == {"ada": POINTS, "bai": 0}


def test_nbgraders_own_step_takes_as_much(course_with):
    course = course_with("id,late days used\nada,1\n", RULE + FREE)
    hand_in(course, {"ada": 100})
    settle_late_work(course)
    ours = penalties(course)
    about = {"notebook": "toy", "assignment": "toy", "student": "ada"}
    resources = {"nbgrader": about | {"db_url": course.directory.db_url}}
    AssignLatePenalties(config=course.config).preprocess(_notebook(course), resources)
    assert penalties(course) == ours == pytest.approx({"ada": 2.4})


def _notebook(course):
    import nbformat

    return nbformat.read(course.root / "release" / "toy" / "toy.ipynb", as_version=4)


def test_nothing_is_written_where_all_is_as_it_should_be(course_with):
    course = course_with("id,extension\nada,1\n", RULE)
    hand_in(course, {"ada": 100, "bai": 30})
    settle_late_work(course)
    path = course.root / "gradebook.db"
    before = path.read_bytes()
    settle_late_work(course)
    assert path.read_bytes() == before


def test_where_a_due_date_is_taken_away_nobody_is_late(course_with):
    course = course_with("id,extension toy\nbai,1\n", RULE + FREE)
    hand_in(course, {"ada": 100, "bai": 100, "chen": 1})
    hand_in(course, {"bai": 100}, "04-next", DUE + timedelta(days=7))
    with opened(course) as gradebook:
        gradebook.grant_extension("toy", "chen", days=1)
    settle_late_work(course)
    assert penalties(course) == pytest.approx({"ada": 1.6, "bai": 0.8, "chen": 0})
    assert penalties(course, "04-next") == pytest.approx({"bai": 4.0})
    with opened(course) as gradebook:
        gradebook.update_or_create_assignment("toy", duedate=None)
        notebook = gradebook.find_submission_notebook("04-next", "04-next", "bai")
        assert late_penalty(course.config, gradebook, notebook) == pytest.approx(1.6)
    assert settle_late_work(course) == [say("no due date", names="toy")]
    assert penalties(course) == {"ada": 0, "bai": 0, "chen": 0}
    assert penalties(course, "04-next") == pytest.approx({"bai": 1.6})
    for student in ("ada", "bai", "chen"):
        assert in_nbgraders_table(course, student) == (None, 0)
    with opened(course) as gradebook:
        assert gather(course.directory, gradebook, "toy").late == []
    with opened(course) as gradebook:
        gradebook.update_or_create_assignment("toy", duedate=DUE)
    settle_late_work(course)
    assert penalties(course) == pytest.approx({"ada": 1.6, "bai": 0.8, "chen": 0})


def test_without_a_gradebook_none_is_made(course_with):
    course = course_with("id,extension\nada,1\n")
    (course.root / "gradebook.db").unlink()
    assert settle_late_work(course) == []
    assert not (course.root / "gradebook.db").exists()


def test_what_fits_nothing_here_is_named(course_with):
    course = course_with("id,extension toy,extension 33,team\nada,1,,blue\nadaa,1,2,\n")
    (course.root / "submitted" / "eve" / "toy").mkdir(parents=True)
    assert settle_late_work(course) == [
        say("not in class", names="eve"),
        say("not handed in", names="ada, adaa"),
        say("no assignment", names="33"),
        say("no due date", names="toy"),
        say("alone", names="ada"),
    ]


@pytest.mark.parametrize(
    ("title", "text", "is_said"),
    [
        ("extension toy", "2025-03-10", True),  # the year was not turned
        ("extension toy", "2025-03-10 20:00", True),
        ("extension toy", "2027-03-10", True),
        ("extension", "2025-03-10", True),
        ("extension toy", "2026-03-10", False),
        ("extension toy", "366", False),
        ("extension toy", "0", False),
        ("extension", "2026-03-10", False),  # another chapter is due later
    ],
)
def test_an_extension_with_a_wrong_year_is_said(course_with, title, text, is_said):
    course = course_with(f"id,{title}\nada,{text}\n")
    hand_in(course, {"ada": 1})
    hand_in(course, {"ada": 1}, "04-next", DUE + timedelta(days=7))
    said = settle_late_work(course)
    assert len(said) == is_said
    for line in said:
        assert "ada" in line
        assert text[:7] in line
        assert "2026-03-0" in line


def test_a_name_may_be_written_in_another_form_of_unicode(course_with):
    """A spreadsheet writes ü as one sign, folders from a Mac's archive as two."""
    table = "id,extension,team,late days used\nmüller,1,a,1\nada,,a,\njürg,,,\n"
    course = course_with(table, RULE + FREE)
    there = unicodedata.normalize("NFD", "müller")
    (course.root / "submitted" / there / "toy").mkdir(parents=True)
    course = ClassCourse(course.root)
    hand_in(course, {there: 24 + 60, "ada": 1})
    assert settle_late_work(course) == [say("not handed in", names="jürg")]
    assert in_nbgraders_table(course, there) == (timedelta(days=1), 60 * 3600)
    assert penalties(course)[there] == pytest.approx(POINTS / 10)  # three days, two of them free
    assert {each.student for each in course.find_all()} == {there, "ada"}
    with opened(course) as gradebook:
        work = gather(course.directory, gradebook, "toy")
    assert work.absent == ["jürg"]


def test_a_rule_of_anybodys_finds_what_nbgrader_gives_it(course_with):
    course = course_with(settings=RULE + FREE)
    hand_in(course, {"ada": 100})
    with opened(course) as gradebook:
        notebook = gradebook.find_submission_notebook("toy", "toy", "ada")
        assert late_penalty(course.config, gradebook, notebook) == pytest.approx(1.6)
        assert gradebook.find_submission("toy", "ada").timestamp == parse_utc("2026-03-10 22:00")
