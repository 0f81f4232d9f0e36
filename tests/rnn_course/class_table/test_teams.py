"""A team's newest hand-in counts for its members, and nothing in submitted/ is touched."""

import shutil
from datetime import datetime

import pytest

from tests.support.platform_files import generated_once  # noqa: F401 (knows where toy is)

from grader_support import toy  # isort: skip

from nbgrader.api import Gradebook

from nbgrader_sandbox import GradingOptions, grade_course
from nbgrader_sandbox.run import scheduling
from rnn_course.class_table.table import ClassCourse

TABLE = "id,team\nada,a\nbai,a\nchen,\ndora,b\nemil,b\n"
WRONG = {"square": "def square(x):\n    return x"}


def hand_in(course, student, time, answers=None):
    folder = toy.hand_in(course, student, toy.filled_in(course, answers or {}))
    if time:
        (folder / "timestamp.txt").write_text(f"2026-03-0{time} 10:00:00 UTC", encoding="utf-8")
    return folder


def whose(course, student="*"):
    """Whose folder counts for whom; the kind of the problem where there is one."""
    return {
        each.student: each.problem.kind if each.problem else each.folder.parent.name
        for each in course.find_all("toy", student)
    }


def test_the_newest_of_a_team_counts_for_all_of_it(course_with):
    course = course_with(TABLE)
    hand_in(course, "ada", 1)
    hand_in(course, "chen", 1)
    hand_in(course, "emil", 1)
    hand_in(course, "dora", 2, WRONG)
    expected = {"ada": "ada", "bai": "ada", "chen": "chen", "dora": "dora", "emil": "dora"}
    assert whose(course) == expected
    assert whose(course, "bai") == {"bai": "ada"}
    assert whose(course, "chen") == {"chen": "chen"}
    assert course.find("toy", "emil")[0].timestamp == datetime(2026, 3, 2, 10)


@pytest.mark.parametrize(
    ("times", "answers", "counts"),
    [
        ((1, 1), WRONG, "several_at_once"),
        ((1, 1), None, "ada"),  # the same
        ((None, 1), WRONG, "several_at_once"),  # which may be the newer
        ((None, None), WRONG, "several_at_once"),
        ((None, None), None, "ada"),
    ],
)
def test_where_no_time_tells_only_the_same_is_taken(course_with, times, answers, counts):
    course = course_with(TABLE)
    hand_in(course, "ada", times[0])
    hand_in(course, "bai", times[1], answers)
    found = whose(course)
    if counts == "ada":
        assert set(found.values()) <= {"ada", "bai"}
        assert len(set(found.values())) == 1
    else:
        assert found == {"ada": counts, "bai": counts}
    assert found.keys() == {"ada", "bai"}


def test_a_member_whose_own_folder_is_of_no_use_has_the_teams(course_with):
    course = course_with(TABLE)
    hand_in(course, "ada", 1)
    (course.root / "submitted" / "bai" / "toy").mkdir(parents=True)
    assert whose(course) == {"ada": "ada", "bai": "ada"}


def scores(course):
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        return {s.student_id: s.score for s in gradebook.find_assignment("toy").submissions}


@pytest.fixture
def grade(monkeypatch):
    """Grade in one process; return who was graded by it."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")

    def run(course):
        graded = []
        original = scheduling.grade_jobs

        def noted(make, jobs, *rest):
            jobs = list(jobs)
            graded.extend(job.student for job in jobs if job.student)
            return original(make, jobs, *rest)

        monkeypatch.setattr("nbgrader_sandbox.run.grade_course.grade_jobs", noted)
        summary = grade_course(course, GradingOptions(assignments=("toy",), jobs=1))
        monkeypatch.undo()
        return summary, graded

    return run


def test_a_team_is_graded_once_and_again_when_it_changes(course_with, grade):
    course = course_with(TABLE)
    hand_in(course, "ada", 1, WRONG)
    before = (course.root / "submitted" / "ada" / "toy" / "toy.ipynb").read_bytes()
    full = sum(toy.FULL.values())
    summary, graded = grade(course)
    assert summary.graded == 2
    assert graded.count("ada") + graded.count("bai") == 1
    assert scores(course) == {"ada": full - 2, "bai": full - 2}
    for student in ("ada", "bai"):
        assert (course.root / "autograded" / student / "toy" / "toy.ipynb").is_file()
    assert not (course.root / "submitted" / "bai").exists()

    hand_in(course, "bai", 2)
    assert grade(course)[0].graded == 2
    assert scores(course) == {"ada": full, "bai": full}
    assert (course.root / "submitted" / "ada" / "toy" / "toy.ipynb").read_bytes() == before
    assert grade(course)[0].skipped == 2

    # They were no team after all: what ada handed in is the older, and hers.
    (course.root / "class.csv").write_text("id,team\nada,a\nemil,a\nbai,\n", encoding="utf-8")
    grade(ClassCourse(course.root))
    assert scores(course) == {"ada": full - 2, "bai": full, "emil": full - 2}
