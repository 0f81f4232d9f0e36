"""A gradebook in PostgreSQL, which the tests start themselves where it is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader_support import dumping, toy
from nbgrader_sandbox.course import gradebook
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.summary import Summary
from rnn_course.regrade.regrade import regrade

psycopg = pytest.importorskip("psycopg")

WRONG = {"square": "def square(x):\n    return 0", "why": "Minus times minus is plus."}


def find_programs() -> Path | None:
    """Where ``initdb`` and ``postgres`` are; Debian keeps them out of the PATH."""
    places = [shutil.which("initdb") or "", *Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        places.append(f"{said.stdout.strip()}/initdb")
    found = [Path(place).parent for place in places if Path(place).is_file()]
    return next((place for place in found if (place / "postgres").exists()), None)


class Server:
    """PostgreSQL in a folder of its own, heard on a Unix socket there and nowhere else."""

    def __init__(self, programs: Path) -> None:
        self._programs, self.databases = programs, []
        # Paths of sockets have to be short, so not in pytest's own folder.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = {}
        if os.geteuid() == 0:  # which it refuses to run as
            names = [user.pw_name for user in pwd.getpwall()]
            name = "postgres" if "postgres" in names else "nobody"
            user = pwd.getpwnam(name)
            self._user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self._run("initdb", "--username=grader", "--auth=trust", "--encoding=UTF8", "--no-sync")

    def _run(self, program: str, *options: str) -> None:
        line = [self._programs / program, "-D", self.folder / "data", *options]
        with self.folder.with_suffix(".log").open("ab") as log:
            output = {"stdout": log, "stderr": log}
            subprocess.run(line, check=True, cwd=self.folder, **output, **self._user)

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-o", f"-h '' -k {self.folder} -F")

    def is_running(self) -> bool:
        return (self.folder / "data" / "postmaster.pid").exists()

    def stop(self) -> None:
        """As a crash would: connections break, and nothing is finished."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://grader@/{database}?host={self.folder}"

    def new_database(self, name: str) -> None:
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name}")
        self.databases.append(name)

    def connect(self, database: str):
        return psycopg.connect(
            user="grader", dbname=database, host=str(self.folder), autocommit=True
        )

    def remove(self) -> None:
        if self.is_running():
            self.stop()
        shutil.rmtree(self.folder)
        self.folder.with_suffix(".log").unlink()


@pytest.fixture(scope="module")
def only_server():
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    server = Server(programs)
    yield server
    server.remove()


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
        gradebook.connect(url, "course")
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
