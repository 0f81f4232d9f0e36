"""``rnn-course grade``: its exit status."""

import pytest

from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.summary import Summary
from rnn_course.cli import main

SHORT = Note("solution_falls_short", {"points": "0", "max_points": "1", "cell": "test_greet"})
OUTCOMES = {
    "all graded": (Summary(), 0),
    "no verdict": (Summary(problems=[("ada", "toy", Note("empty"))]), 3),
    "own solution": (Summary(own=[SHORT]), 3),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_status_says_whether_something_needs_a_look(outcome, tmp_path, monkeypatch):
    summary, status = OUTCOMES[outcome]
    monkeypatch.setattr("nbgrader_sandbox.run.grade_course.grade_course", lambda *_: summary)
    monkeypatch.setattr("rnn_course.grade.start_fork_server", lambda: None)
    monkeypatch.setattr("rnn_course.regrade.preflight.preflight", lambda *_: [])
    (tmp_path / "nbgrader_config.py").touch()
    try:
        main(["--course", str(tmp_path), "grade"])
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status
