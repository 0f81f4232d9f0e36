"""Points and tests change after students have handed in; what people gave stays."""

import csv
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import nullcontext
from copy import deepcopy
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbgrader.api import Gradebook

from grader_support import dumping, toy
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.local_pool import on_this_machine
from nbgrader_sandbox.run.recorder import Recorder
from rnn_course.cells import grade_id
from rnn_course.regrade import regrade as regrading
from rnn_course.regrade.journal import Journal
from rnn_course.regrade.preflight import preflight
from rnn_course.regrade.scores import (
    OF_ANOTHER_MAXIMUM,
    OF_POINTS,
    CellScore,
    StudentScore,
    read_scores,
    score_changes,
    to_text,
)
from rnnkit.checks.casefile import Case, Exercise, Output, save
from rnnkit.workbook.paths import PACKAGE, CourseFiles

BECAUSE = {"why": "Because a product of equal signs is positive."}
# Right where tests look so far: the stricter tests below find it out.
SHORT = {"greet": 'def greet(name):\n    return {"name": name, "text": "Hello, " + name[:4] + "!"}'}
WRONG = {"square": "def square(x):\n    return 0"}
TESTED = sum(toy.FULL.values())  # without the question, which has 2
LATE = """
c.LateSubmissionPlugin.penalty_method = "zero"
"""


@pytest.fixture(scope="session")
def workers():
    with on_this_machine(1) as executor:
        yield lambda _jobs: nullcontext(executor)


@pytest.fixture(scope="session")
def graded(tmp_path_factory, workers) -> Path:
    """A class that has its grades, some by hand. Copy it."""
    root = tmp_path_factory.mktemp("graded") / "course"
    root.mkdir()
    course = toy.make_course(root)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + LATE)
    with book(course) as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-03-01 12:00:00 UTC")
    for student, answers in {"ada": BECAUSE, "bob": WRONG, "cem": SHORT, "dan": {}}.items():
        folder = toy.hand_in(course, student, toy.filled_in(course, answers))
        day = 2 if student == "dan" else 1
        (folder / "timestamp.txt").write_text(f"2026-03-0{day} 10:00:00 UTC")
    try:
        grade_course(GradingCourse(root), GradingOptions(), workers)
    except GradingError as error:
        pytest.skip(str(error))
    with book(course) as gradebook:
        by_hand(gradebook, "ada", "why", manual_score=1.5)
        by_hand(gradebook, "ada", "test_square", extra_credit=0.5)
        by_hand(gradebook, "bob", "test_square", manual_score=1.0)
        gradebook.find_comment("why", "toy", "toy", "ada").manual_comment = "Nearly."
        gradebook.db.commit()
    return root


@pytest.fixture
def course(graded, tmp_path) -> GradingCourse:
    shutil.copytree(graded, tmp_path / "course")
    return GradingCourse(tmp_path / "course")


@pytest.fixture
def regrade(workers):
    return lambda course: regrading.regrade(
        GradingCourse(course.root), "toy", GradingOptions(), workers
    )


def book(course):
    return Gradebook(course.directory.db_url, course.directory.course_id)


def by_hand(gradebook, student, cell, **values):
    grade = gradebook.find_grade(cell, "toy", "toy", student)
    for name, value in values.items():
        setattr(grade, name, value)
    grade.needs_manual_grade = False


def grades(course):
    """All that the gradebook says of each cell: auto, manual, extra, look, most, score."""
    with book(course) as gradebook:
        return {
            student: {name.split("/")[1]: cell for name, cell in score.cells.items()}
            for student, score in read_scores(gradebook, "toy").items()
        }


def edit(course, change):
    """Change the source as an instructor would."""
    path = course.root / "source" / "toy" / "toy.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook, lambda name: find(notebook, name))
    nbformat.write(notebook, path)


def find(notebook, name):
    return next(c for c in notebook.cells if grade_id(c) == name)


def five_points(notebook, cell):
    cell("test_square").metadata.nbgrader.points = 5


def stricter(notebook, cell):
    test = cell("test_greet")
    test.source = f'assert greet("Penelope")["text"] == "Hello, Penelope!"\n{test.source}'


def hidden(notebook, cell):
    last = "### END HIDDEN TESTS"
    test = cell("test_greet")
    test.source = test.source.replace(last, f'assert "Xenia" in greet("Xenia")["text"]\n{last}')


def another(notebook, cell):
    test = deepcopy(cell("test_square"))
    test.metadata.nbgrader |= {"grade_id": "test_more", "points": 4}
    test.id, test.source = "test-more", "assert square(3) == 9"
    notebook.cells.append(test)


def without_greet(notebook, cell):
    for name in ("greet", "test_greet"):
        notebook.cells.remove(cell(name))


def without_question(notebook, cell):
    notebook.cells.remove(cell("why"))


def renamed_question(notebook, cell):
    question = cell("why")
    question.metadata.nbgrader.grade_id, question.id = "because", "because"


def by_person(notebook, cell):
    cell("test_greet").metadata.nbgrader |= {"solution": True, "locked": False}


def new_stub(notebook, cell):
    cell("why").source = "Why is a square never negative? Two sentences."


CHANGES = {
    five_points: ("test_square  2       5    points", {}),
    stricter: ("test_greet  1       1    the tests that students see", {"cem": -1.0}),
    hidden: ("test_greet  1       1    the hidden tests", {"cem": -1.0}),
    another: ("test_more          4    added: tests", {"ada": 4.0, "cem": 4.0}),
    without_greet: ("test_greet  1            removed", {"ada": -1.0, "bob": -1.0, "cem": -1.0}),
    without_question: ("why   2            removed", {"ada": -1.5}),
    renamed_question: ("because  2       2    renamed, was why", {}),
    by_person: (
        "a test is a question that a person grades now",
        {"ada": -1.0, "bob": -1.0, "cem": -1.0},
    ),
}


def test_without_yes_it_only_says(course):
    edit(course, five_points)
    before = dumping.gradebook(course), dumping.notebooks(course)
    files = sorted(course.root.rglob("*"))
    text = regrading.plan_regrade(course, "toy").to_text()
    assert "test_square  2       5    points" in text
    assert "grades 4 submissions again" in text
    assert "keeps 2 points by hand, 1 extra credits, 1 comments" in text
    assert (dumping.gradebook(course), dumping.notebooks(course)) == before
    assert sorted(course.root.rglob("*")) == files


@pytest.mark.parametrize("stop_first", [False, True])
def test_a_preview_says_who_loses_what_and_writes_nothing(
    course, regrade, workers, monkeypatch, stop_first
):
    edit(course, stricter)
    if stop_first:  # a preview goes on from there as a regrade does
        monkeypatch.setattr(regrading, "settle", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            regrade(course)
        monkeypatch.undo()
    before = dumping.gradebook(course), dumping.notebooks(course)
    (course.root / "regrades").mkdir(exist_ok=True)
    files = sorted(course.root.rglob("*"))
    plan = regrading.plan_regrade(course, "toy")
    said = regrading.preview(course, plan, GradingOptions(), workers)
    assert OF_POINTS.format(0, 1, 3) in said
    assert re.search(r"cem .* -1 +test_greet -1", said)
    assert (dumping.gradebook(course), dumping.notebooks(course)) == before
    assert sorted(course.root.rglob("*")) == files
    assert said in regrade(course)  # and that is what comes of it


def test_nothing_changed_is_told(course):
    assert not regrading.plan_regrade(course, "toy").is_needed


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_is_told_in_words(course, change):
    edit(course, change)
    said = regrading.plan_regrade(course, "toy").to_text()
    assert CHANGES[change][0] in "\n".join(line.strip() for line in said.splitlines())


def test_more_points_for_a_test(course, regrade):
    edit(course, five_points)
    said = regrade(course)
    after = grades(course)
    assert after["ada"]["test_square"] == CellScore(5, None, 0.5, False, 5, 5.5)
    # What a person gave stays, and is looked at again, since the maximum is another.
    assert after["bob"]["test_square"] == CellScore(0, 1, None, True, 5, 1)
    # What nothing touched needs no other look: stock nbgrader would ask for one.
    assert after["ada"]["why"] == CellScore(None, 1.5, None, False, 2, 1.5)
    with book(course) as gradebook:
        assert gradebook.find_comment("why", "toy", "toy", "ada").manual_comment == "Nearly."
        late = gradebook.find_submission_notebook("toy", "toy", "dan")
        assert late.late_submission_penalty == late.score == TESTED + 3
    # All stays all; bob's point is of 5 now, not of 2.
    assert OF_ANOTHER_MAXIMUM.format(1, 1, 2) in said
    # 1.5 for the question and half a point extra make up for the question's 2.
    before, after = (f"{points:g} of {points:g}" for points in (TESTED + 2, TESTED + 5))
    assert re.search(rf"ada +{before} +{after} +\+3 +test_square \+3", said)
    assert "bob: test_square" in said


QUICK = (another, by_person)
REST = [pytest.param(c, marks=pytest.mark.slow) for c in CHANGES if c not in (*QUICK, five_points)]


@pytest.mark.parametrize("change", [*QUICK, *REST], ids=lambda change: change.__name__)
def test_who_gains_and_loses(course, regrade, change):
    edit(course, change)
    regrade(course)
    (path,) = (course.root / "regrades").glob("toy-*/points.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    totals = {row["student"]: float(row["change"]) for row in rows if row["what"] == "total"}
    assert totals == dict.fromkeys(("ada", "bob", "cem", "dan"), 0.0) | CHANGES[change][1]
    # The next grading and a second regrade find everything in order.
    assert grade_course(GradingCourse(course.root), GradingOptions(), None).skipped == 4
    assert not regrading.plan_regrade(course, "toy").is_needed


def test_points_by_hand_above_the_new_maximum_stay_and_are_looked_at(course, regrade):
    def fewer(notebook, cell):
        cell("why").metadata.nbgrader.points = 1

    edit(course, fewer)
    said = regrade(course)
    assert grades(course)["ada"]["why"] == CellScore(None, 1.5, None, True, 1, 1.5)
    assert "ada: why" in said


def test_a_renamed_question_keeps_answers_points_and_comments(course, regrade):
    edit(course, renamed_question)
    regrade(course)
    assert grades(course)["ada"]["because"] == CellScore(None, 1.5, None, False, 2, 1.5)
    with book(course) as gradebook:
        assert gradebook.find_comment("because", "toy", "toy", "ada").manual_comment == "Nearly."
    notebook = nbformat.read(course.root / "autograded" / "ada" / "toy" / "toy.ipynb", 4)
    assert find(notebook, "because").source == BECAUSE["why"]


def test_points_by_hand_that_go_with_a_question_are_told_and_kept_in_the_copy(course, regrade):
    edit(course, without_question)
    text = regrading.plan_regrade(course, "toy").to_text()
    assert "takes the points by hand of 1 for why out of the gradebook" in text
    regrade(course)
    assert "why" not in grades(course)["ada"]
    (copy,) = (course.root / "regrades").glob("toy-*/gradebook.db")
    with Gradebook(f"sqlite:///{copy}", "toys") as gradebook:
        assert gradebook.find_grade("why", "toy", "toy", "ada").manual_score == 1.5


def test_submissions_are_not_touched_and_old_notebooks_are_kept(course, regrade):
    before = {p: p.read_bytes() for p in (course.root / "submitted").rglob("*.*")}
    old = dumping.notebooks(course)["autograded/ada/toy/toy.ipynb"]
    edit(course, stricter)
    regrade(course)
    assert {p: p.read_bytes() for p in (course.root / "submitted").rglob("*.*")} == before
    (kept,) = (course.root / "regrades").glob("toy-*/autograded/ada/toy/toy.ipynb")
    assert kept.read_text("utf-8") == old


def test_who_has_no_files_keeps_points_and_is_looked_at(course, regrade):
    shutil.rmtree(course.root / "submitted" / "cem")
    edit(course, another)
    plan = regrading.plan_regrade(course, "toy").to_text()
    assert "leaves 1 as they are, whose files are not in submitted/: cem" in plan
    said = regrade(course)
    after = grades(course)["cem"]
    assert after["test_square"].score == 2
    assert after["test_more"] == CellScore(None, None, None, True, 4, 0)
    assert "cem: test_more" in said


def test_whole_notebooks_that_come_are_refused_in_words(course):
    shutil.copy(course.root / "source" / "toy" / "toy.ipynb", course.root / "source/toy/b.ipynb")
    with pytest.raises(GradingError, match="Whole notebooks came or went: b"):
        regrading.plan_regrade(course, "toy")


def test_what_nbgrader_refuses_is_told_and_changes_nothing(course):
    def twice(notebook, cell):
        notebook.cells.append(deepcopy(cell("test_greet")))

    released = (course.root / "release" / "toy" / "toy.ipynb").read_bytes()
    edit(course, twice)
    with pytest.raises(GradingError, match=r"(?s)nbgrader cannot make a release.*test_greet"):
        regrading.plan_regrade(course, "toy")
    assert (course.root / "release" / "toy" / "toy.ipynb").read_bytes() == released


def test_an_unknown_assignment_is_told(course):
    with pytest.raises(GradingError, match=r"no assignment nothing\. It has: toy"):
        regrading.plan_regrade(course, "nothing")


class Stop(BaseException):
    """Stands for whatever stops a run: no error of one submission does."""


STEPS = [
    (regrading, "update"),
    (regrading, "update_cells"),
    (regrading, "write_bytes_if_changed"),
    (Journal, "clear"),
    (Recorder, "record"),
    (regrading, "settle"),
    (regrading.scores, "score_changes"),
    (regrading, "write_if_changed"),
    (regrading.scores, "to_csv"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
@pytest.mark.slow
def test_stopped_between_two_steps_it_ends_the_same(
    course, regrade, monkeypatch, tmp_path, owner, step, after
):
    edit(course, another)
    edit(course, without_question)
    other = GradingCourse(shutil.copytree(course.root, tmp_path / "undisturbed"))
    regrade(other)
    original = getattr(owner, step)

    def stop(*arguments):
        if after:
            original(*arguments)
        raise Stop

    monkeypatch.setattr(owner, step, stop)
    with pytest.raises(Stop):
        regrade(course)
    monkeypatch.undo()
    regrade(course)
    assert_same(course, other)


def assert_same(course, other):
    assert dumping.gradebook(course) == dumping.gradebook(other)
    assert dumping.notebooks(course) == dumping.notebooks(other)
    tables = [list((c.root / "regrades").glob("toy-*/points.csv")) for c in (course, other)]
    assert [len(t) for t in tables] == [1, 1]
    assert tables[0][0].read_text() == tables[1][0].read_text()
    left = [p.name for p in (course.root / "regrades").iterdir() if p.name.startswith(".")]
    assert left == []


def test_stopped_once_it_ends_the_same(course, regrade, monkeypatch, tmp_path):
    """The one that is in every run of the tests; the others are slow."""
    edit(course, five_points)
    other = GradingCourse(shutil.copytree(course.root, tmp_path / "undisturbed"))
    regrade(other)
    original, calls = Recorder.record, []

    def stop_at_third(self, *arguments):
        calls.append(arguments)
        if len(calls) == 3:
            raise Stop
        original(self, *arguments)

    monkeypatch.setattr(Recorder, "record", stop_at_third)
    with pytest.raises(Stop):
        regrade(course)
    monkeypatch.undo()
    plan = regrading.plan_regrade(course, "toy")
    assert "goes on with the regrade in toy-" in plan.to_text()
    assert "test_square  2       5    points" in plan.to_text()
    regrade(course)
    assert_same(course, other)


@pytest.mark.slow
def test_changed_again_after_a_stop_everybody_is_graded_by_the_last_version(
    course, regrade, monkeypatch
):
    edit(course, stricter)
    monkeypatch.setattr(regrading, "settle", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        regrade(course)
    monkeypatch.undo()
    edit(course, without_greet)
    regrade(course)
    after = grades(course)
    assert "test_greet" not in after["cem"]
    assert after["cem"]["test_square"].score == 2
    (path,) = (course.root / "regrades").glob("toy-*/points.csv")
    row = f"cem,total,{TESTED:g},{TESTED - 1:g},-1,{TESTED + 2:g},{TESTED + 1:g},"
    assert row in path.read_text()


def command(course):
    code = "from rnn_course.cli import main; main()"
    arguments = ["regrade", "toy", "--yes", "--jobs", "2", "--course", str(course.root)]
    return [sys.executable, "-P", "-c", code, *arguments]


def is_finished(course):
    return bool(list((course.root / "regrades").glob("toy-*/points.csv")))


def kill_at_random(course, rng, takes):
    """Regrade until it is done, or was killed often enough; return how often it was."""
    wanted, killed = int(os.environ.get("KILLS", "4")), 0
    while killed < wanted and not is_finished(course):
        process = subprocess.Popen(command(course), stdout=-3, stderr=-3)
        try:
            process.wait(timeout=rng.uniform(0.2, 0.95) * takes)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
    return killed


@pytest.mark.slow
def test_killed_at_random_moments_it_ends_the_same(course, tmp_path):
    for change in (five_points, another, without_question):
        edit(course, change)
    other = GradingCourse(shutil.copytree(course.root, tmp_path / "undisturbed"))
    begun = time.monotonic()
    subprocess.run(command(other), check=True, capture_output=True)
    takes, rng = time.monotonic() - begun, random.Random(5)
    for attempt in range(9):
        disturbed = GradingCourse(shutil.copytree(course.root, tmp_path / f"disturbed-{attempt}"))
        killed = kill_at_random(disturbed, rng, takes)
        if killed:
            break
        takes *= 0.7  # it was done before: the machine was busier when the time was taken
    if not is_finished(disturbed):
        subprocess.run(command(disturbed), check=True, capture_output=True)
    assert killed
    assert_same(disturbed, other)


def test_the_copy_of_the_gradebook_is_whole_while_another_program_writes(course, tmp_path):
    from rnn_course.regrade.journal import copy_gradebook

    writer = sqlite3.connect(course.root / "gradebook.db")
    writer.execute("UPDATE grade SET manual_score = 99")  # not committed
    copy_gradebook(course.directory.db_url, tmp_path / "copy.db")
    writer.rollback()
    found = sqlite3.connect(tmp_path / "copy.db").execute("SELECT max(manual_score) FROM grade")
    assert found.fetchone() == (1.5,)


def test_late_penalties_count_in_what_moved():
    cell = CellScore(4, None, None, False, 5, 4)
    (moved,) = score_changes(
        {"ada": StudentScore({"n/a": cell}, penalty=1.0)},
        {"ada": StudentScore({"n/a": cell}, penalty=3.0)},
    )
    assert (moved.change, moved.parts) == (-2, {"late penalty": -2})


@pytest.mark.parametrize(
    ("before", "after", "gain"),
    [
        ((23, 23), (21, 21), 0),
        ((20, 23), (20, 21), 1),
        ((23, 23), (20, 21), -1),
        ((0, 23), (0, 21), 0),
        ((3, 4), (2, 4), -1),
        ((0, 0), (2, 4), 1),
    ],
)
def test_all_of_a_smaller_maximum_is_no_loss(before, after, gain):
    def scored(points, most):
        return {"ada": StudentScore({"n/a": CellScore(points, None, None, False, most, points)})}

    (moved,) = score_changes(scored(*before), scored(*after))
    assert (moved.gain > 0) - (moved.gain < 0) == gain
    is_other = before[1] not in (0, after[1])
    counts = int(gain > 0), int(gain < 0), int(gain == 0)
    assert (OF_ANOTHER_MAXIMUM if is_other else OF_POINTS).format(*counts) in to_text([moved])


def save_cases(folder, result):
    case = Case({"N": 1}, (np.ones(1),), (np.full(1, result),))
    output = (Output("y", "(N,)"),)
    save(Exercise("square", "toy", 0, 1.0, 1e-9, ("x",), output, (case,)), folder)


def test_changed_hidden_cases_in_a_folder_of_the_instructors_are_noticed(course, monkeypatch):
    elsewhere = course.root.parent / "elsewhere"
    (course.root.parent / PACKAGE).mkdir(parents=True)
    save_cases(CourseFiles.at(course.root).cases, 1.0)
    save_cases(elsewhere, 1.0)
    monkeypatch.setenv("RNNKIT_HIDDEN_CASES", str(elsewhere))
    assert preflight(course, ["toy"]) == []
    assert not regrading.plan_regrade(course, "toy").is_needed
    save_cases(elsewhere, 2.0)
    (warning,) = preflight(course, ["toy"])
    assert "test_square: the hidden cases (1, now 1)" in warning
    (change,) = regrading.plan_regrade(course, "toy").changes
    assert change.words == ("the hidden cases (1, now 1)",)


def test_changed_cases_of_an_installed_rnnkit_are_noticed(course, tmp_path, monkeypatch):
    """A course directory by itself, with no packages beside it."""
    installed = tmp_path / "site-packages" / "rnnkit"
    monkeypatch.setattr("rnnkit.__file__", str(installed / "__init__.py"))
    save_cases(installed / "cases", 1.0)
    assert preflight(course, ["toy"]) == []
    save_cases(installed / "cases", 2.0)
    (warning,) = preflight(course, ["toy"])
    assert "test_square: the visible cases (1, now 1)" in warning
