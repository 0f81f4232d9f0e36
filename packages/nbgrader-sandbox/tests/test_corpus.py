"""Submissions with a fault or a bad intention, each between two honest ones."""

import shutil

import pytest

from grader_support import toy
from grader_support.trials import HONEST, hand_in_all, load_trials, read
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.tester.student_client import LEFT_OUT

TRIALS = load_trials()
# Lines of tests that no student may see, and of files that no student may read.
SECRETS = ("hidden_numbers = np", "root:x:0")


slow = pytest.mark.slow  # some wait until a limit is reached


@pytest.fixture(scope="module")
def corpus(sandbox, released, tmp_path_factory):
    """The whole corpus, graded once."""
    root = tmp_path_factory.mktemp("corpus") / "course"
    shutil.copytree(released, root)
    course = GradingCourse(root)
    students = hand_in_all(course, TRIALS)
    summary = grade_course(course, GradingOptions(jobs=2))
    return course, students, summary, toy.points(course)


@slow
def test_every_submission_gets_what_it_deserves(corpus):
    _, students, _, points = corpus
    got = {trial.name: points[student] for student, trial in students.items() if trial is not None}
    assert got == {trial.name: trial.expected for trial in TRIALS}


@slow
def test_honest_neighbours_lose_nothing(corpus):
    _, students, _, points = corpus
    honest = [student for student, trial in students.items() if trial is None]
    assert len(honest) == len(TRIALS) + 1
    assert {student: points[student] for student in honest} == dict.fromkeys(honest, HONEST)


@slow
def test_every_submission_has_a_verdict_or_a_reason(corpus):
    _, students, summary, points = corpus
    reasons = {student for student, _, _ in summary.problems}
    for student in students:
        undecided = [cell for cell, score in points[student].items() if score is None]
        assert not undecided or student in reasons


@slow
def test_no_secret_is_shown_to_whom_it_is_kept_from(corpus):
    course, students, _, _ = corpus
    for student in students:
        for cell in read(course, student):
            if not cell.id.startswith("test-"):
                shown = str(cell.get("outputs", ""))
                assert not [secret for secret in SECRETS if secret in shown], student


@slow
def test_what_hidden_tests_call_with_is_not_shown(corpus):
    course, students, _, _ = corpus
    (student,) = (s for s, t in students.items() if t and t.name == "prints_hidden_inputs")
    (test,) = (cell for cell in read(course, student) if cell.id == "test-square")
    shown = "".join(str(output) for output in test.outputs)
    assert "CALLED WITH 3" in shown
    assert "CALLED WITH [ 1. -2.]" in shown
    assert "CALLED WITH -12" not in shown
    assert shown.count("CALLED WITH") == 2
    assert LEFT_OUT in shown


def test_corpus_is_large_and_says_what_each_submission_does():
    assert len(TRIALS) >= 60
    assert {trial.kind for trial in TRIALS} == {"unusual", "faulty", "hostile"}
    assert all(trial.what for trial in TRIALS)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_what_a_submission_imports_of_the_grader_is_there(trial):
    """Else an attack ends at its import, and earns nothing for the wrong reason."""
    for line in "\n".join(trial.answers.values()).splitlines():
        if line.strip().startswith("from nbgrader_sandbox"):
            exec(line.strip(), {})
