"""A gradebook in PostgreSQL: the same changes, the same refusals, and two who write at once."""

import json
import threading

import pytest

from grader_support.postgres import running_server
from nbgrader_sandbox import open_gradebook
from nbgrader_sandbox.course import gradebook as gradebook_module
from tests.support import reading_class
from tests.support.reading_class import ASSIGNMENT
from tests.support.reading_server import Client, serving

pytestmark = pytest.mark.slow
UNREAD, TWO = {"points": None, "waits": True}, {"points": 2.0, "waits": False}
PERCENT = """
import sys
sys.path.insert(0, {root!r})
c.AssignLatePenalties.plugin_class = "late.Percent"
c.CourseDirectory.db_url = {url!r}
"""
RULE = """
from nbgrader.plugins import BasePlugin


class Percent(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 4
"""


@pytest.fixture(scope="module")
def server():
    with running_server() as server:
        server.new_database("readers")
        yield server


@pytest.fixture(scope="module")
def course(server, sandbox, tmp_path_factory):
    root = tmp_path_factory.mktemp("postgres") / "course"
    root.mkdir()
    (root / "late.py").write_text(RULE)
    settings = PERCENT.format(root=str(root), url=server.url("readers"))
    course = reading_class.make_course(root, settings)
    with open_gradebook(course.directory) as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-01 00:00:00 UTC")
    for name in ("lovelace", "hypatia", "noether", "gauss"):
        answers = {"why": "It squashes.", "how": "By a product."}
        reading_class.hand_in(course, name, answers, time="2026-01-02 00:00:00 UTC")
    reading_class.grade(course)
    return course


@pytest.fixture
def clients(course):
    with serving(course, ASSIGNMENT) as one, serving(course, ASSIGNMENT) as other:
        yield [Client(one), Client(other)]


def unread(client, number=1):
    return [n for n, each in client.page(number)["answers"].items() if each["waits"]]


def test_points_comments_and_conflicts(clients):
    client, other = clients
    answer = unread(client)[0]
    assert client.change(answer, "points", UNREAD, TWO) == (200, {"value": TWO})
    text = "α → \0 \ud800 %s"
    assert client.change(answer, "comment", "", text) == (200, {"value": "α →  ? %s"})
    status, said = other.change(answer, "points", UNREAD, TWO | {"points": 1.0})
    assert (status, said["theirs"]) == (409, TWO)
    status, said = other.change(answer, "comment", "", "Mine.")
    assert (status, said["theirs"]) == (409, "α →  ? %s")
    assert other.change(answer, "points", TWO, {"points": None, "waits": True})[0] == 200
    assert answer in unread(client)


def at_once(*calls):
    found = []
    threads = [threading.Thread(target=lambda do=do: found.append(do())) for do in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(status for status, _ in found)


def test_of_two_who_change_the_same_one_succeeds(clients):
    def give(who, answer, points):
        return lambda: who.change(answer, "points", UNREAD, {"points": points, "waits": False})

    for answer in unread(clients[0])[:2]:
        one, other = clients
        assert at_once(give(one, answer, 1.0), give(other, answer, 2.0)) == [200, 409]


def test_two_answers_of_one_student_read_at_once_make_one_late_penalty(course, clients):
    one, other = clients
    names = json.loads(one.get("names")[1])
    first = unread(one)[0]
    second = next(each for each in unread(one, 2) if names[each] == names[first])
    assert at_once(
        lambda: one.change(first, "points", UNREAD, TWO),
        lambda: other.change(second, "points", UNREAD, TWO),
    ) == [200, 200]
    with open_gradebook(course.directory) as gradebook:
        (notebook,) = gradebook.find_submission(ASSIGNMENT, names[first]).notebooks
        assert notebook.score == 5.0
        assert notebook.late_submission_penalty == 1.25


def test_what_is_locked_is_waited_for(server, clients, monkeypatch):
    waits = []
    monkeypatch.setattr(gradebook_module, "PAUSE", 0.2)
    answer = unread(clients[0])[0]
    with server.connect("readers") as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE grade IN ACCESS EXCLUSIVE MODE")

        def wait(seconds):
            waits.append(seconds)
            other.execute("ROLLBACK")

        monkeypatch.setattr(gradebook_module, "sleep", wait)
        assert clients[0].change(answer, "points", UNREAD, TWO)[0] == 200
    assert waits
