"""Changes through the real server, and what nbgrader says of them afterwards."""

import json
import sqlite3
import threading
from contextlib import closing

import pytest
from nbgrader.api import Grade

from nbgrader_sandbox import open_gradebook
from nbgrader_sandbox.course import gradebook as gradebook_module
from rnn_course.class_table.table import ClassCourse
from rnn_course.reading.words import say
from tests.support import reading_class
from tests.support.reading_class import ASSIGNMENT
from tests.support.reading_server import Client, serving

CLASS = "lovelace", "hypatia", "noether"
UNREAD = {"points": None, "waits": True}


def given(points, waits=False):
    return {"points": points, "waits": waits}


@pytest.fixture
def gradebook(course):
    with open_gradebook(course.directory) as opened:
        yield opened


def in_gradebook(gradebook, answer):
    gradebook.db.expire_all()
    grade = gradebook.find_grade_by_id(answer)
    notebook, student = grade.notebook.name, grade.student.id
    comment = gradebook.find_comment(grade.name, notebook, ASSIGNMENT, student)
    return grade.manual_score, grade.needs_manual_grade, comment.manual_comment


@pytest.fixture
def unread(client):
    """Ids of the answers that wait."""
    return [name for name, each in client.state["answers"].items() if each["waits"]]


def test_points_and_comments_stand_as_formgrader_writes_them(client, gradebook, unread):
    first, second, _ = unread
    assert client.change(first, "points", UNREAD, given(2.5)) == (200, {"value": given(2.5)})
    assert client.change(first, "comment", "", "Nearly.") == (200, {"value": "Nearly."})
    assert in_gradebook(gradebook, first) == (2.5, False, "Nearly.")
    assert in_gradebook(gradebook, second) == (None, True, None)
    assert client.change(first, "points", given(2.5), given(None))[1] == {"value": UNREAD}
    assert client.change(first, "comment", "Nearly.", "")[1] == {"value": ""}
    assert in_gradebook(gradebook, first) == (None, True, None)


def test_points_taken_back_wait_only_where_no_test_has_graded(client, gradebook):
    (empty,) = [name for name, each in client.state["answers"].items() if not each["waits"]]
    assert client.change(empty, "points", given(None), given(1.0))[0] == 200
    assert client.change(empty, "points", given(1.0), given(None, True))[1] == {
        "value": given(None)
    }
    assert in_gradebook(gradebook, empty)[:2] == (None, False)


def test_extra_credit_stays(client, gradebook, unread):
    grade = gradebook.find_grade_by_id(unread[0])
    grade.extra_credit = 0.5
    gradebook.db.commit()
    client.change(unread[0], "points", UNREAD, given(3.0))
    gradebook.db.expire_all()
    assert gradebook.find_grade_by_id(unread[0]).score == 3.5
    assert client.page()["answers"][unread[0]]["extra"] == 0.5


def test_a_change_of_another_value_than_it_names_writes_nothing(client, gradebook, unread):
    client.change(unread[0], "points", UNREAD, given(2.0))
    client.change(unread[0], "comment", "", "Good.")
    status, said = client.change(unread[0], "points", UNREAD, given(1.0))
    assert (status, said["theirs"], said["error"]) == (409, given(2.0), say("conflict"))
    status, said = client.change(unread[0], "comment", "", "Bad.")
    assert (status, said["theirs"]) == (409, "Good.")
    assert in_gradebook(gradebook, unread[0]) == (2.0, False, "Good.")


def test_a_change_that_was_made_already_is_no_conflict(client, unread):
    """The server can be killed between its commit and its answer."""
    for _ in range(2):
        assert client.change(unread[0], "points", UNREAD, given(2.0))[0] == 200
        assert client.change(unread[0], "comment", "", "Good.")[0] == 200


def test_of_many_who_change_the_same_at_once_one_succeeds(course, client, unread):
    with serving(ClassCourse(course.root), ASSIGNMENT) as other:
        clients = [client, Client(other)]
        for answer in unread:
            statuses = []

            def change(who, points, answer=answer, statuses=statuses):
                statuses.append(who.change(answer, "points", UNREAD, given(points))[0])

            threads = [
                threading.Thread(target=change, args=(who, float(place)))
                for place, who in enumerate(clients)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(statuses) == [200, 409]


def test_many_changes_at_once_are_all_there(access, gradebook, unread):
    rounds = 15
    failed = []

    def write(answer):
        mine, said = Client(access), ""
        for number in range(rounds):
            for done in (
                mine.change(answer, "comment", said, said + "x"),
                mine.change(answer, "points", UNREAD, given(number % 4)),
                mine.change(answer, "points", given(number % 4), UNREAD),
                mine.get("state?question=1"),
            ):
                failed.extend([done] * (done[0] != 200))
            said += "x"

    threads = [threading.Thread(target=write, args=(answer,)) for answer in unread]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {in_gradebook(gradebook, answer) for answer in unread} == {(None, True, "x" * rounds)}


def test_a_locked_gradebook_is_waited_for(course, client, unread, monkeypatch):
    waits = []
    path = course.directory.db_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")

        def wait(seconds):
            waits.append(seconds)
            other.execute("ROLLBACK")

        monkeypatch.setattr(gradebook_module, "sleep", wait)
        assert client.change(unread[0], "points", UNREAD, given(2.0))[0] == 200
    assert len(waits) == 1


def test_a_gradebook_that_stays_locked_is_said_and_nothing_is_open_afterwards(
    course, client, unread, monkeypatch
):
    monkeypatch.setattr(gradebook_module, "ATTEMPTS", 1)
    path = course.directory.db_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        status, said = client.change(unread[0], "points", UNREAD, given(2.0))
        assert (status, said["error"]) == (503, say("gradebook", error="database is locked"))
        other.execute("ROLLBACK")
        assert client.change(unread[0], "points", UNREAD, given(2.0))[0] == 200
        other.execute("BEGIN EXCLUSIVE")  # refused while anybody reads or writes
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize("points", [-0.5, 3.5, 1e400])
def test_points_that_cannot_be_are_refused(client, gradebook, unread, points):
    status, said = client.change(unread[0], "points", UNREAD, given(points))
    assert (status, said["error"]) == (400, say("points_range", most=3.0, got=f"{points:g}"))
    assert in_gradebook(gradebook, unread[0])[:2] == (None, True)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", {"id": 3}, {"field": "points"}, {"field": "points", "was": 1, "now": 2}],
)
def test_what_is_no_change_is_refused(client, unread, body):
    body = {"id": unread[0], "ticked": []} | body if isinstance(body, dict) else body
    assert client.post("change", body) == (400, {"error": say("malformed")})


def test_an_answer_of_another_assignment_is_not_here(client, gradebook):
    (test,) = [
        g for g in gradebook.db.query(Grade) if g.name == "test_one" and g.student.id == CLASS[0]
    ]
    for name in ("nothing", test.id):
        assert client.change(name, "points", UNREAD, given(1.0)) == (404, {"error": say("gone")})
        assert client.change(name, "comment", "", "x")[0] == 404


def test_any_text_can_be_a_comment(client, gradebook, unread):
    text = "α → \0 \ud800 </script> 'x' \"y\" %s {z}\n%"
    status, said = client.change(unread[0], "comment", "", text)
    assert status == 200
    assert (
        in_gradebook(gradebook, unread[0])[2]
        == said["value"]
        == text.replace("\0", "").replace("\ud800", "?")
    )
    assert client.page()["answers"][unread[0]]["comment"] == said["value"]


def test_names_are_on_no_page_until_asked_for(client, unread):
    assert client.landed[0] == 200
    for number in (1, 2):
        client.page(number)
        assert not any(name in client.html for name in (*CLASS, "leibniz"))
    state = json.loads(client.get("state?question=1")[1])
    assert set(state["answers"]) == set(client.page()["answers"])
    assert CLASS[0] not in json.dumps(state)
    names = json.loads(client.get("names")[1])
    assert {names[each] for each in unread} == set(CLASS)


def test_ticks_are_kept_as_long_as_they_are_the_points(client, gradebook, unread):
    one, two, _ = (line["id"] for line in client.state["rubric"]["lines"])
    client.change(unread[0], "points", UNREAD, given(2.0), [one, two])
    assert client.page()["answers"][unread[0]]["ticked"] == [one, two]
    gradebook.find_grade_by_id(unread[0]).manual_score = 1.0  # as in formgrader
    gradebook.db.commit()
    assert client.page()["answers"][unread[0]]["ticked"] == []


def test_a_changed_line_changes_the_points_that_it_gave(client, gradebook, unread):
    rubric = client.state["rubric"]
    one, two, _ = (line["id"] for line in rubric["lines"])
    client.change(unread[0], "points", UNREAD, given(2.0), [one, two])
    client.change(unread[1], "points", UNREAD, given(2.0))
    lines = [rubric["lines"][0] | {"points": 0.5, "text": "Squashes."}, *rubric["lines"][1:]]
    now = {
        "lines": [*lines, {"id": None, "points": -1, "text": "Says nonsense."}],
        "comments": ["Yes."],
    }
    assert client.post("rubric?question=1", {"was": rubric, "now": now})[0] == 200
    assert in_gradebook(gradebook, unread[0])[:2] == (1.5, False)
    assert in_gradebook(gradebook, unread[1])[:2] == (2.0, False)
    saved = client.page()["rubric"]
    assert [line["text"] for line in saved["lines"]][::3] == ["Squashes.", "Says nonsense."]
    assert saved["comments"] == ["Yes."]
    assert client.page(2)["rubric"]["lines"][0]["text"] == "the product"


def test_a_rubric_that_somebody_else_has_changed_is_shown(client):
    rubric = client.state["rubric"]
    theirs = {"lines": rubric["lines"][:1], "comments": []}
    assert client.post("rubric?question=1", {"was": rubric, "now": theirs})[0] == 200
    mine = {"lines": [], "comments": ["Mine."]}
    status, said = client.post("rubric?question=1", {"was": rubric, "now": mine})
    assert (status, said["theirs"]) == (409, theirs)
    assert client.post("rubric?question=1", {"was": theirs, "now": mine})[0] == 200


@pytest.mark.parametrize("line", [{"points": 4, "text": "x"}, {"points": 1, "text": " "}, {}, 3])
def test_a_line_that_cannot_be_is_refused(client, line):
    rubric = client.state["rubric"]
    now = {"lines": [line], "comments": []}
    status, said = client.post("rubric?question=1", {"was": rubric, "now": now})
    assert (status, said["error"]) == (400, say("rubric_line", most=3.0, got=json.dumps(line)))


@pytest.mark.parametrize("text", ["{", "[]", '{"05-words/why": {"lines": [3], "comments": []}}'])
def test_a_spoilt_rubric_file_is_said_and_stays(course, client, text):
    path = course.root / "rubrics" / f"{ASSIGNMENT}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    status, said = client.get("?question=1")
    assert status == 503
    assert str(path) in said
    assert path.read_text() == text


def test_a_late_rule_in_percent_is_asked_again(released, sandbox, tmp_path):
    course = reading_class.copy_course(released, tmp_path / "course")
    (course.root / "late.py").write_text(
        "from nbgrader.plugins import BasePlugin\n\n\n"
        "class Percent(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return score / 4\n"
    )
    config = course.root / "nbgrader_config.py"
    rule = (
        "import sys\nsys.path.insert(0, {!r})\n"
        "c.AssignLatePenalties.plugin_class = 'late.Percent'\n"
    )
    config.write_text(config.read_text() + rule.format(str(course.root)))
    course = ClassCourse(course.root)
    with open_gradebook(course.directory) as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-01 00:00:00 UTC")
    reading_class.hand_in(course, "ada", {"why": "Yes."}, time="2026-01-02 00:00:00 UTC")
    reading_class.grade(course)

    def penalty():
        with open_gradebook(course.directory) as gradebook:
            return gradebook.find_submission(ASSIGNMENT, "ada").notebooks[0].late_submission_penalty

    assert penalty() == 0.25  # of the test's one point
    with serving(course, ASSIGNMENT) as access:
        client = Client(access)
        (answer,) = client.state["answers"]
        client.change(answer, "points", UNREAD, given(3.0))
        assert penalty() == 1.0
        client.change(answer, "points", given(3.0), given(None))
        assert penalty() == 0.25
