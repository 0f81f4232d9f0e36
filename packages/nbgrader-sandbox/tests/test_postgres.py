"""A gradebook in PostgreSQL, which the tests start themselves where it is installed."""

import shutil
from contextlib import contextmanager
from copy import deepcopy
from types import SimpleNamespace

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader_support import dumping, toy
from grader_support.postgres import running_server
from nbgrader_sandbox.course import gradebook
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.summary import Summary
from rnn_course.regrade.regrade import regrade

WRONG = {"square": "def square(x):\n    return 0", "why": "Minus times minus is plus."}


@pytest.fixture(scope="module")
def only_server():
    with running_server() as server:
        yield server


@pytest.fixture
def server(only_server):
    if not only_server.is_running():
        only_server.start()
    return only_server


def hand_in_class(course):
    for number in range(4):
        answers = WRONG if number == 2 else {}
        toy.hand_in(course, f"s{number}", toy.filled_in(course, answers))
    return course


@pytest.fixture
def course(server, tmp_path, monkeypatch):
    """A class of four has handed in; the gradebook is in a database of its own."""
    name = f"course_{len(server.databases)}"
    server.new_database(name)
    address = f"\nc.CourseDirectory.db_url = {server.url(name)!r}\n"
    monkeypatch.setattr(toy, "CONFIG", toy.CONFIG + address)
    (tmp_path / "course").mkdir()
    return hand_in_class(toy.make_course(tmp_path / "course"))


@pytest.fixture(scope="module")
def in_sqlite(released, one_worker, tmp_path_factory):
    """What stands in SQLite after the same class."""
    root = shutil.copytree(released, tmp_path_factory.mktemp("sqlite") / "course")
    course = hand_in_class(GradingCourse(root))
    grade_course(course, GradingOptions(), one_worker)
    return dumping.everything(course)


@pytest.fixture
def grade(one_worker):
    return lambda course, **options: grade_course(
        GradingCourse(course.root), GradingOptions(**options), one_worker
    )


@pytest.mark.slow
def test_the_gradebook_is_that_of_sqlite(course, grade, in_sqlite):
    grade(course)
    assert dumping.everything(course) == in_sqlite
    assert grade(course, force=True).graded == 4
    assert dumping.everything(course) == in_sqlite
    assert not list(course.root.glob("*.db"))


def change_the_source(course):
    """Other points, one test less, one more, and one question less, which has an answer."""
    path = course.root / "source" / toy.ASSIGNMENT / f"{toy.ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = {c.metadata.get("nbgrader", {}).get("grade_id", ""): c for c in notebook.cells}
    cells["test_square"].metadata.nbgrader["points"] = 5
    more = deepcopy(cells["test_square"])
    more.metadata.nbgrader["grade_id"], more.id = "test_more", "test-more"
    gone = cells["test_greet"], cells["why"]
    notebook.cells = [*(c for c in notebook.cells if c not in gone), more]
    nbformat.write(notebook, path)


def give_points_by_hand(course):
    directory = course.directory
    with Gradebook(directory.db_url, directory.course_id) as book:
        name = toy.ASSIGNMENT
        for cell, points in (("why", 1.0), ("test_running_mean", 2.5)):
            book.find_grade(cell, name, name, "s2").manual_score = points
        book.find_comment("why", name, name, "s2").manual_comment = "Nearly."
        book.db.commit()


@pytest.mark.slow
def test_regrading_ends_as_in_sqlite(course, released, one_worker, tmp_path):
    """PostgreSQL keeps references between tables whole, which SQLite does not."""
    other = hand_in_class(GradingCourse(shutil.copytree(released, tmp_path / "sqlite" / "course")))
    for each in (course, other):
        grade_course(GradingCourse(each.root), GradingOptions(), one_worker)
        give_points_by_hand(each)
        change_the_source(each)
        said = regrade(GradingCourse(each.root), toy.ASSIGNMENT, GradingOptions(), one_worker)
        assert "4 submissions graded" in said
    assert dumping.everything(course) == dumping.everything(other)


@contextmanager
def at_second_outcome(do):
    original, count = Summary.add, []

    def add(self, outcome):
        count.append(outcome)
        if len(count) == 2:
            do()
        original(self, outcome)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Summary, "add", add)
        yield


@pytest.mark.slow
def test_a_server_that_is_gone_stops_the_run_and_the_next_goes_on(
    course, grade, server, in_sqlite, monkeypatch
):
    monkeypatch.setattr(gradebook, "PAUSE", 0.01)
    with (
        at_second_outcome(server.stop),
        pytest.raises(GradingError, match=r"cannot be used: .*run the same command"),
    ):
        grade(course)
    with pytest.raises(GradingError, match=r"cannot be used: .*Is the server running"):
        grade(course)
    server.start()
    assert grade(course).skipped == 2
    assert dumping.everything(course) == in_sqlite


@pytest.mark.slow
def test_a_server_that_is_started_again_meanwhile_disturbs_nothing(
    course, grade, server, in_sqlite, monkeypatch
):
    def restart():
        server.stop()
        server.start()

    monkeypatch.setattr(gradebook, "PAUSE", 0.01)
    with at_second_outcome(restart):
        assert grade(course).graded == 4
    assert dumping.everything(course) == in_sqlite


@pytest.mark.slow
@pytest.mark.parametrize("is_let_go", [True, False])
def test_what_another_program_has_locked_is_waited_for_a_while(
    course, grade, server, in_sqlite, monkeypatch, is_let_go
):
    grade(course)
    waits = []
    monkeypatch.setattr(gradebook, "PAUSE", 0.2)
    with server.connect(server.databases[-1]) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE grade IN ACCESS EXCLUSIVE MODE")

        def wait(seconds):
            waits.append(seconds)
            if is_let_go:
                other.execute("ROLLBACK")

        monkeypatch.setattr(gradebook, "sleep", wait)
        if is_let_go:
            grade(course, force=True)
        else:
            with pytest.raises(GradingError, match=r"locked by another program.*goes on from"):
                grade(course, force=True)
    assert len(waits) == (1 if is_let_go else gradebook.ATTEMPTS - 1)
    grade(course)
    assert dumping.everything(course) == in_sqlite


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg2://ada:secret@db/grades", "psycopg2"),
        ("postgres://ada:secret@db/grades", "postgres"),
        ("ada:secret@db/grades", "which is no URL"),
    ],
)
def test_an_address_that_is_of_no_use_is_said_without_the_password(url, said):
    with pytest.raises(GradingError, match=r"postgresql\+psycopg://") as caught:
        gradebook.open_gradebook(SimpleNamespace(db_url=url, course_id="course"))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
