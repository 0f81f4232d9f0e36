"""What is written, and that it is written once, completely, and as stock nbgrader would."""

import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback

from grader_support import dumping, toy
from nbgrader_sandbox.course import gradebook
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run import recorder
from nbgrader_sandbox.run.grade_course import GradingOptions, exclusive_run, grade_course
from nbgrader_sandbox.run.local_pool import on_this_machine
from nbgrader_sandbox.run.recorder import Recorder
from nbgrader_sandbox.run.summary import Summary

WRONG = {"square": "def square(x):\n    return 0"}


@pytest.fixture
def grade(one_worker):
    def run(course, make=one_worker, **options):
        """With settings read anew, as a new process does."""
        return grade_course(GradingCourse(course.root), GradingOptions(**options), make)

    return run


def hand_in_class(course, count=3):
    for number in range(count):
        toy.hand_in(course, f"s{number}", toy.filled_in(course, WRONG if number == 1 else {}))


def test_a_second_run_does_nothing_and_force_does_the_same_again(grade, course):
    hand_in_class(course)
    assert grade(course).graded == 3
    before = dumping.everything(course)
    second = grade(course)
    assert (second.graded, second.skipped) == (0, 3)
    assert grade(course, force=True).graded == 3
    assert dumping.everything(course) == before


def test_one_student_can_be_graded_alone(grade, course):
    hand_in_class(course)
    assert grade(course, student="s1").graded == 1
    assert toy.points(course) == {"s1": toy.FULL | {"test_square": 0.0, "why": 0.0}}
    with pytest.raises(GradingError, match="Nothing was submitted for toy by nobody"):
        grade(course, assignments=("toy",), student="nobody")


def test_parallel_equals_serial(grade, course):
    hand_in_class(course, count=6)
    grade(course)
    serial = dumping.everything(course)
    grade(course, make=on_this_machine, jobs=3, force=True)
    assert dumping.everything(course) == serial


def test_a_newer_submission_is_graded_again_and_an_older_one_is_not(grade, course):
    folder = toy.hand_in(course, "ada", toy.filled_in(course, WRONG))
    (folder / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
    grade(course)
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    assert grade(course).skipped == 1
    (folder / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
    assert grade(course).graded == 1
    assert toy.points(course)["ada"]["test_square"] == 2


def test_a_persons_points_and_comments_stay(grade, course):
    answers = {"why": "Because a square is a product of equal signs."}
    toy.hand_in(course, "ada", toy.filled_in(course, answers))
    grade(course)
    assert toy.points(course)["ada"]["why"] is None
    directory = course.directory
    with Gradebook(directory.db_url, directory.course_id) as book:
        for cell in ("why", "test_square"):
            found = book.find_grade(cell, "toy", "toy", "ada")
            found.manual_score, found.needs_manual_grade = 1.5, False
        book.find_comment("why", "toy", "toy", "ada").manual_comment = "Nearly."
        book.db.commit()
    grade(course, force=True)
    with Gradebook(directory.db_url, directory.course_id) as book:
        found = book.find_grade("test_square", "toy", "toy", "ada")
        assert (found.auto_score, found.manual_score, found.score) == (2, 1.5, 1.5)
        assert found.needs_manual_grade
        assert book.find_comment("why", "toy", "toy", "ada").manual_comment == "Nearly."


def test_late_penalties_are_as_the_course_sets_them(grade, course):
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.LateSubmissionPlugin.penalty_method = "zero"\n')
    directory = course.directory
    with Gradebook(directory.db_url, directory.course_id) as book:
        book.update_or_create_assignment("toy", duedate="2026-03-01 12:00:00 UTC")
    for student, day in (("early", 1), ("late", 2)):
        folder = toy.hand_in(course, student, toy.filled_in(course, {}))
        (folder / "timestamp.txt").write_text(f"2026-03-0{day} 10:00:00 UTC")
    grade(course)
    with Gradebook(directory.db_url, directory.course_id) as book:
        scores = {s.student.id: s.score for s in book.find_assignment("toy").submissions}
        penalty = book.find_submission_notebook("toy", "toy", "late").late_submission_penalty
    full = sum(toy.FULL.values())
    assert scores == {"early": full, "late": full}
    assert penalty == full


def test_an_extension_of_an_assignment_without_a_due_date_stops_nothing(grade, course):
    directory = course.directory
    folder = toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (folder / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
    grade(course)
    with Gradebook(directory.db_url, directory.course_id) as book:
        book.update_or_create_assignment("toy", duedate="2026-03-01 12:00:00 UTC")
        book.grant_extension("toy", "ada", days=1)
        book.update_or_create_assignment("toy", duedate=None)
    assert grade(course, force=True).problems == []


def test_a_submission_that_cannot_be_read_is_looked_at_again_once_it_is_mended(grade, course):
    folder = toy.hand_in(course, "ada", toy.filled_in(course, {}))
    whole = (folder / "toy.ipynb").read_text()
    (folder / "toy.ipynb").write_text(whole[:500])
    problems = grade(course).problems
    assert len(problems) == 1
    assert problems[0][0] == "ada"
    assert set(toy.points(course)["ada"].values()) == {None}
    (folder / "toy.ipynb").write_text(whole)
    assert grade(course).problems == []
    assert toy.points(course)["ada"]["test_square"] == 2


def test_names_of_files_forge_no_line_of_the_report(grade, course):
    folder = toy.hand_in(course, "eve", toy.filled_in(course, {}))
    evil = "\x1b[2J\n  ada, toy: copied.ipynb"
    (folder / "toy.ipynb").rename(folder / evil)
    text = grade(course).to_text()
    assert r"eve, toy: \x1b[2J\n  ada, toy: copied.ipynb was taken for toy.ipynb" in text
    assert "\x1b" not in text
    assert "\n  ada" not in text


def test_other_files_are_kept_and_ignored_ones_are_not(grade, course):
    folder = toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("x")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_text("x")
    grade(course)
    graded = course.root / "autograded" / "ada" / "toy"
    assert (graded / "notes" / "mine.txt").read_text() == "x"
    assert not (graded / "__pycache__").exists()
    assert (graded / "toy.ipynb").stat().st_mode & 0o777 == 0o400


def test_feedback_can_be_made_of_what_was_written(grade, course):
    toy.hand_in(course, "ada", toy.filled_in(course, WRONG))
    grade(course)
    course.config.CourseDirectory.assignment_id = course.directory.assignment_id = "toy"
    GenerateFeedback(coursedir=course.directory, config=course.config).start()
    page = (course.root / "feedback" / "ada" / "toy" / "toy.html").read_text("utf-8")
    assert "AssertionError" in page
    assert "Score: 8.0 / 12.0" in page


class Stop(BaseException):
    """Stands for whatever stops a run."""


@pytest.mark.parametrize("step", ["_write_grades", "_put_in_place", "_write_folder"])
def test_a_run_that_stops_between_two_steps_loses_nothing(grade, course, monkeypatch, step):
    hand_in_class(course)
    grade(course)
    whole = dumping.everything(course)
    original, calls = getattr(Recorder, step), []

    def stop_at_second(self, *arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise Stop
        return original(self, *arguments)

    monkeypatch.setattr(Recorder, step, stop_at_second)
    with pytest.raises(Stop):
        grade(course, force=True)
    monkeypatch.undo()
    grade(course)
    assert dumping.everything(course) == whole


def test_half_of_a_submission_is_never_in_the_gradebook(grade, course, monkeypatch):
    hand_in_class(course, count=1)
    before = dumping.gradebook(course)
    monkeypatch.setattr(recorder, "late_penalty", lambda *_: 1 / 0)
    summary = grade(course)
    reason = Note("not_recorded", {"error": "ZeroDivisionError: division by zero"})
    assert summary.problems == [("s0", "toy", reason)]
    assert dumping.gradebook(course) == before
    monkeypatch.undo()
    assert grade(course).graded == 1  # it was not taken for graded


@pytest.mark.parametrize("step", ["_write_grades", "_put_in_place", "_finished"])
def test_a_submission_that_cannot_be_recorded_costs_itself_alone(grade, course, monkeypatch, step):
    hand_in_class(course)
    grade(course)
    whole = toy.points(course)
    original = getattr(Recorder, step)
    calls = []

    def fail_at_second(self, *arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(36, "File name too long")
        return original(self, *arguments)

    monkeypatch.setattr(Recorder, step, fail_at_second)
    summary = grade(course, force=True)
    ((student, _, note),) = summary.problems
    assert note.kind == "not_recorded"
    assert summary.graded == 3  # the one that failed with its reason
    nothing = dict.fromkeys(whole[student])
    assert toy.points(course) == whole | {student: nothing}


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(grade, course, monkeypatch):
    hand_in_class(course)
    original, calls = Recorder._finished, []

    def full_at_second(self, text):
        calls.append(text)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return original(self, text)

    monkeypatch.setattr(Recorder, "_finished", full_at_second)
    with pytest.raises(GradingError, match="No space left on device"):
        grade(course)
    monkeypatch.undo()
    assert grade(course).graded == 2
    assert len(toy.points(course)) == 3


LOCK = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked_by_another_program(course):
    """Yields that program, which lets go when it ends."""
    line = [sys.executable, "-c", LOCK, str(course.root / "gradebook.db")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(line, **pipes) as program:
        assert program.stdout.readline() == b"locked\n"
        yield program
        program.kill()


@pytest.mark.parametrize("is_let_go", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize("when", ["at the start", "in the middle"])
def test_a_locked_gradebook_is_waited_for_a_while(grade, course, monkeypatch, when, is_let_go):
    hand_in_class(course)
    grade(course)
    whole = dumping.everything(course)
    shutil.rmtree(course.root / "autograded")
    waits = []
    with ExitStack() as stack:

        def lock():
            program = stack.enter_context(locked_by_another_program(course))

            def wait(seconds):
                waits.append(seconds)
                if is_let_go:
                    program.kill()
                    program.wait()

            monkeypatch.setattr(gradebook, "sleep", wait)

        monkeypatch.setattr(gradebook, "ATTEMPTS", 2)
        if when == "at the start":
            lock()
        else:
            original, count = Summary.add, []
            monkeypatch.setattr(
                Summary,
                "add",
                lambda *a: (original(*a), count.append(a), len(count) == 2 and lock()),
            )
        if is_let_go:
            grade(course)
        else:
            with pytest.raises(GradingError, match="locked by another program"):
                grade(course)
    assert len(waits) == 1
    grade(course)
    assert dumping.everything(course) == whole


def test_two_runs_at_the_same_time_are_refused(grade, course):
    hand_in_class(course, count=1)
    with exclusive_run(course.root), pytest.raises(GradingError, match="Another run is grading"):
        grade(course)
