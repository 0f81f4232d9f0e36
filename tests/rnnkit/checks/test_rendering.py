"""What a test cell shows and what nbgrader makes of it, with no, some and all points."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from rnnkit import check
from rnnkit.checks import CheckFailed
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.checks.judging import judge
from rnnkit.checks.rendering import GREEN, ORANGE, RED, WIDTH, prose, to_html, to_text
from solutions.rnn_backward import output_backward
from tests.support.repository import REPOSITORY

ANSWERS = {
    "all": "return dh, dW_hy, db_y",
    "some": "return dh, -dW_hy, db_y",
    "no": "return dh[0], -dW_hy, 0 * db_y",
    "error": "raise ValueError('a < b')",
}
EARNED = {"all": 3, "some": 2, "no": 0, "error": 0}


def answered(name: str):
    def answer(dlogits, h, W_hy):
        right = output_backward(dlogits, h, W_hy)
        if name == "error":
            raise ValueError("a < b")
        dh, dW_hy, db_y = right
        return {
            "all": (dh, dW_hy, db_y),
            "some": (dh, -dW_hy, db_y),
            "no": (dh[0], -dW_hy, 0 * db_y),
        }[name]

    return answer


def verdict(name: str):
    return judge(answered(name), load(VISIBLE_CASES / "output_backward.npz"))


@pytest.mark.parametrize(
    ("name", "color"), [("all", GREEN), ("some", ORANGE), ("no", RED), ("error", RED)]
)
def test_the_bar_says_how_many_points(name, color):
    page = to_html(verdict(name))
    assert f"border-left:5px solid {color}" in page
    assert page.count("border-left") == 1
    assert page.count("<tr") == (0 if name == "error" else 3)


def test_text_of_students_is_no_html():
    assert "a &lt; b" in to_html(verdict("error"))


def test_what_stands_between_backquotes_is_code_and_nothing_else_becomes_html():
    assert prose("Write `a < b`, <b>not</b> ``") == (
        "Write <code>a &lt; b</code>, &lt;b&gt;not&lt;/b&gt; ``"
    )


@pytest.mark.parametrize("name", EARNED)
def test_no_line_of_the_text_is_cut(name):
    assert max(map(len, to_text(verdict(name)).split("\n"))) <= WIDTH


@pytest.mark.parametrize("name", ["no", "error"])
def test_outside_of_notebooks_the_error_says_it_all(name, capsys):
    with pytest.raises(CheckFailed) as caught:
        check(answered(name), "output_backward")
    assert str(caught.value) == to_text(verdict(name))
    assert capsys.readouterr().out == ""


def executed() -> nbformat.NotebookNode:
    """Run a test cell for each answer in a kernel of its own."""
    source = (
        "from rnnkit import check\nfrom solutions.rnn_backward import output_backward as right\n"
    )
    body = "def answer(*given):\n    dh, dW_hy, db_y = right(*given)\n    {}\n"
    graded = {"grade": True, "solution": False, "locked": True, "points": 3}
    cells = [
        new_code_cell(
            source + body.format(answer) + 'check(answer, "output_backward")',
            metadata={"nbgrader": graded | {"grade_id": name}},
        )
        for name, answer in ANSWERS.items()
    ]
    made = new_notebook(cells=cells)
    NotebookClient(made, allow_errors=True, kernel_name="python3").execute()
    return made


@pytest.fixture
def importable(monkeypatch):
    """Let the kernel find the solutions."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))


def test_stock_nbgrader_reads_the_points_and_readers_see_one_box(importable, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    for cell, points in zip(executed().cells, EARNED.values(), strict=True):
        assert determine_grade(cell) == (points, 3)
        box, last = cell.outputs
        assert "border-left" in box.data["text/html"]
        if points:
            assert last.data["text/html"] == f"<b>{points} of 3 points</b>"
        else:
            assert last.traceback == ["0 of 3 points. The reasons stand above."]


def test_validate_sees_the_whole_text_in_the_error(importable, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    full, *rest = executed().cells
    assert determine_grade(full) == (3, 3)
    for cell in rest:
        empty, error = cell.outputs
        assert empty.data["text/html"] == ""
        assert "of 3 points" in error.traceback[-1]
        assert len(error.traceback) > 1
