import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rnnkit import check, progress
from rnnkit import milestone as show_milestone
from rnnkit.checks import due
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.checks.messages import message
from rnnkit.checks.progress import FILE, LEFT, MILESTONES
from rnnkit.checks.verdict import rounded_down
from solutions import rnn_backward, start_here
from tests.support.repository import COURSE
from tests.support.solution_bank import CHAPTERS


def row(chapter):
    return next(rest for name, *rest in progress().rows() if name == chapter)


def points(chapter):
    return row(chapter)[0]


def test_there_is_one_row_a_chapter_in_the_order_of_the_course():
    chapters = [chapter for chapter, *_ in progress().rows()]
    assert chapters == CHAPTERS


def test_open_exercises_are_named_in_the_order_of_their_chapter():
    exercises = row("03-rnn-backward")[1]
    assert exercises[0] == "cross_entropy"
    assert exercises[-1] == "gradient_check"


def test_check_is_remembered_beside_the_notebook():
    assert row("00-start-here") == ["0 of 2", ("sigmoid", "sigmoid_derivative")]
    check(start_here.sigmoid)
    assert row("00-start-here") == ["1 of 2", ("sigmoid_derivative",)]
    assert json.loads(Path(FILE).read_text()) == {"sigmoid": 1.0}


def test_what_is_partly_right_stays_open(written):
    half = written(rnn_backward.output_backward, ("dlogits @ W_hy.T", "2 * dlogits @ W_hy.T"))
    check(half)
    found, still_open = row("03-rnn-backward")
    assert found.startswith("2 of")
    assert "output_backward (2 of 3)" in still_open


def test_other_chapters_are_found(tmp_path, monkeypatch):
    for chapter in ("00-start-here", "03-rnn-backward"):
        (tmp_path / chapter).mkdir()
    monkeypatch.chdir(tmp_path / "00-start-here")
    check(start_here.sigmoid)
    monkeypatch.chdir(tmp_path / "03-rnn-backward")
    assert points("00-start-here") == "1 of 2"


def test_damaged_record_is_started_anew():
    Path(FILE).write_text("{not json")
    check(start_here.sigmoid)
    assert points("00-start-here") == "1 of 2"


def test_graders_leave_no_record(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check(start_here.sigmoid)
    assert list(Path().iterdir()) == []
    Path(FILE).write_text('{"sigmoid": 1.0}')
    assert points("00-start-here") == "0 of 2"


def test_table_is_html_in_a_notebook():
    check(start_here.sigmoid)
    html = progress()._repr_html_()
    assert "<code>sigmoid_derivative</code>" in html
    assert "<code>sigmoid</code>" not in html
    assert "1 of 2" in html
    assert html.count("<tr>") == 1 + len(CHAPTERS)
    assert html.count("<div>") == 1 + len(MILESTONES)


def test_a_record_that_says_anything_is_read_for_its_points():
    Path(FILE).write_text('{"sigmoid": 1.0, "sigmoid_derivative": "all", "sigmoid: not kept": 3}')
    assert points("00-start-here") == "1 of 2"


@pytest.mark.parametrize("milestone", MILESTONES)
def test_a_milestone_takes_exercises_up_to_its_chapter_which_shows_it(milestone):
    known = [load(VISIBLE_CASES / f"{name}.npz") for name in MILESTONES[milestone]]
    chapter = max(exercise.chapter for exercise in known)
    assert f"(chapter {chapter[:2]})" in message(f"milestone_{milestone}")
    text = (COURSE.chapters / f"{chapter}.md").read_text(encoding="utf-8")
    assert f'milestone("{milestone}")' in text


def test_a_milestone_is_reached_when_all_its_exercises_are_done(capsys):
    for milestone in MILESTONES:
        what = message(f"milestone_{milestone}")
        exercises = [e for e in progress().exercises if e.name in MILESTONES[milestone]]
        names = {e.name: e.points for e in exercises}
        Path(FILE).write_text(json.dumps(dict([*names.items()][1:])))
        show_milestone(milestone)
        still_open = message("milestone_open", what=what, names=next(iter(names)))
        assert " ".join(capsys.readouterr().out.split()) == still_open
        Path(FILE).write_text(json.dumps(names))
        assert message("milestone_reached", what=what) in repr(progress())


@pytest.mark.parametrize(
    ("points", "shown"), [(1 / 3, "0.33"), (5 / 3, "1.66"), (2.999, "2.99"), (0.1 + 0.2, "0.3")]
)
def test_shown_points_are_short_and_never_more_than_there_are(points, shown):
    assert rounded_down(points) == shown


def test_due_dates_are_shown_where_there_are_some():
    assert message("progress_due") not in progress()._repr_html_()
    Path(due.FILE).write_text(due.due_text("03-rnn-backward", datetime(2026, 3, 6, 18)))
    when = due.local(datetime(2026, 3, 6, 18, tzinfo=UTC))
    assert f"<th {LEFT}>{message('progress_due')}</th>" in progress()._repr_html_()
    assert progress()._repr_html_().count(when) == 1
    (line,) = [line for line in repr(progress()).splitlines() if when in line]
    assert line.startswith("03-rnn-backward")


@pytest.mark.parametrize("text", ["{not json", "[]", '{"03-rnn-backward": 7}', '{"a": "soon"}'])
def test_a_damaged_due_date_is_none(text):
    Path(due.FILE).write_text(text)
    assert progress().due == {}
