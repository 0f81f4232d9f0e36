import json
from pathlib import Path

import pytest

from rnnkit import check, progress
from rnnkit.checks.progress import FILE
from rnnkit.checks.verdict import rounded_down
from solutions import start_here


def row(name):
    return next(points for _, exercise, points in progress().rows() if exercise == name)


def test_exercises_stand_in_the_order_of_the_course():
    names = [(chapter, name) for chapter, name, _ in progress().rows()]
    assert names.index(("00-start-here", "sigmoid")) == 0
    backward = [name for chapter, name in names if chapter == "03-rnn-backward"]
    assert backward[0] == "cross_entropy"
    assert backward[-1] == "gradient_check"


def test_check_is_remembered_beside_the_notebook():
    assert row("sigmoid") == "0 of 1"
    check(start_here.sigmoid)
    assert row("sigmoid") == "1 of 1"
    assert json.loads(Path(FILE).read_text()) == {"sigmoid": 1.0}


def test_other_chapters_are_found(tmp_path, monkeypatch):
    for chapter in ("00-start-here", "03-rnn-backward"):
        (tmp_path / chapter).mkdir()
    monkeypatch.chdir(tmp_path / "00-start-here")
    check(start_here.sigmoid)
    monkeypatch.chdir(tmp_path / "03-rnn-backward")
    assert row("sigmoid") == "1 of 1"


def test_damaged_record_is_started_anew():
    Path(FILE).write_text("{not json")
    check(start_here.sigmoid)
    assert row("sigmoid") == "1 of 1"


def test_graders_leave_no_record(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check(start_here.sigmoid)
    assert list(Path().iterdir()) == []


def test_table_is_html_in_a_notebook():
    check(start_here.sigmoid)
    html = progress()._repr_html_()
    assert "<code>sigmoid</code>" in html
    assert "1 of" in html


@pytest.mark.parametrize(
    ("points", "shown"), [(1 / 3, "0.33"), (5 / 3, "1.66"), (2.999, "2.99"), (0.1 + 0.2, "0.3")]
)
def test_shown_points_are_short_and_never_more_than_there_are(points, shown):
    assert rounded_down(points) == shown
