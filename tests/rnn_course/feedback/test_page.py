"""The page of one notebook: what it says, in which order, and what never comes onto it."""

import base64
import hashlib
import re
from datetime import datetime, timedelta

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from rnn_course.feedback.grades import CellGrade, Graded, NotebookGrades
from rnn_course.feedback.page import given_in, make_page
from rnn_course.feedback.words import say
from rnn_course.nbgrader import VERDICT
from rnn_course.pages import rendering
from rnnkit.checks.messages import sentences
from rnnkit.language import choose

EXERCISE, MISTAKE = "rnn_cell_backward", "rnn_cell_backward.W_hh_not_transposed"
PNG = base64.b64encode(b"\x89PNG\r\n").decode()
RUNS = [
    "<script>ran()</script>",
    "<img src=x onerror=ran()>",
    '<b style="background: url(https://elsewhere/)">b</b>',
    "<svg onload=ran()></svg>",
    "<iframe src=javascript:ran()></iframe>",
    "<a href=javascript:ran()>a</a>",
    "<form action=https://elsewhere/><input name=points></form>",
    "<meta http-equiv=refresh content='0; url=https://elsewhere/'>",
    "<style>body {display: none}</style>",
    "<math><mi href=javascript:ran()>x</mi><maction actiontype=toggle>x</maction></math>",
    '![$x$" onerror="ran()](data:image/png;base64,AA)',
    '<img alt=\'$x$ "><script>ran()</script>\' src="data:image/svg+xml;base64,AA">',
    r"$\href{javascript:ran()}{x}$ $\text{<img src=x onerror=ran()>}$",
]


def header(name, *, points=0, solution=False, locked=False):
    about = {"grade_id": name, "grade": bool(points), "solution": solution, "locked": locked}
    more = {"points": points} if points else {}
    return {"nbgrader": about | more | {"schema_version": 3, "task": False}}


def verdict(exercise=EXERCISE, is_right=False, **others):
    hints = [] if is_right else ["Which axis?"]
    line = {"name": "dh_prev", "shape": "(N, H)", "is_right": is_right, "hints": hints}
    line["finding"] = "ok" if is_right else "wrong: relative error 0.6"
    data = {"exercise": exercise, "lines": [line], "problem": [], "notes": [], "mistakes": {}}
    return new_output("display_data", {VERDICT: data | others, "text/html": "<p>again</p>"})


TEXT = new_markdown_cell("# Back\n\n## One step\n\nBy the chain rule, $dz = dh (1 - h^2)$.")
GIVEN = new_code_cell("import numpy as np", metadata=header("setup", locked=True))
FREE = new_code_cell('predict("p", a="x", mine="")')
ASKED = new_markdown_cell("## In your own words")
TEST = f"""check({EXERCISE}, "{EXERCISE}")
### BEGIN HIDDEN TESTS
check({EXERCISE}, "{EXERCISE}", hidden=True)
### END HIDDEN TESTS"""


def notebook(code="def f(): pass", *, outputs=(), said="Both add.", more=(), tests=(), text=TEXT):
    cells = [
        text,
        GIVEN,
        FREE,
        new_code_cell(code, metadata=header(EXERCISE, solution=True), outputs=list(outputs)),
        new_code_cell(
            TEST,
            metadata=header(f"test_{EXERCISE}", points=5, locked=True),
            outputs=list(tests),
        ),
        *more,
        ASKED,
        new_markdown_cell(said, metadata=header("two_gradients", points=3, solution=True)),
    ]
    return nbformat.from_dict(new_notebook(cells=cells))


RELEASED = given_in([notebook()])


def graded(comments=None, points=4.0, waits=False, penalty=0.0, untouched=(), **others):
    cells = {
        f"test_{EXERCISE}": CellGrade(points, 5, False),
        "two_gradients": CellGrade(3.0, 3, waits),
    }
    grades = NotebookGrades(cells, comments or {}, untouched, penalty)
    return Graded({"03": grades}, **others)


def page(made=None, grades=None, given=RELEASED):
    return make_page(made or notebook(), grades or graded(), "03", given, "0" * 64)


def parsed(*args, **words):
    return BeautifulSoup(page(*args, **words), "html.parser")


def spaced(element):
    return " ".join(element.get_text().split())


def test_the_summary_has_points_what_was_recognised_and_comments():
    tests = [verdict(mistakes={MISTAKE: ""}), new_output("error", ename="CheckFailed", evalue="0")]
    said = parsed(notebook(tests=tests), graded({"two_gradients": "**Good**, $x^2$."}))
    assert spaced(said.h2) == say("points_of", points="7", most="8")
    first, second = said.select(".summary li")
    assert EXERCISE in spaced(first)
    assert say("points_of", points="4", most="5") in spaced(first)
    assert say("part") in spaced(first)
    assert " ".join(sentences(MISTAKE)) in spaced(first)
    assert "In your own words" in spaced(second)
    assert say("full") in spaced(second)
    assert second.select_one(".comment strong").get_text() == "Good"
    assert second.select_one(".comment msup")
    for link in said.select(".summary a"):
        assert said.find(id=link["href"].removeprefix("#"))


def test_headings_lead_from_the_page_to_the_exercises():
    said = parsed(notebook(said="# I am the page\n\nBoth add."))
    assert [each.name for each in said(re.compile("^h[1-6]$"))] == ["h1", "h2", "h2", "h3", "h3"]
    assert said.h1.get_text() == say("title", title="Back")
    assert said.html["lang"] == "en"


def test_a_verdict_is_said_once_with_signs_and_words():
    said = parsed(notebook(tests=[verdict(), verdict(notes=["One more."])]))
    (shown,) = said.select(".verdict")
    assert "✗" in spaced(shown)
    assert say("wrong_output") in spaced(shown)
    assert "Which axis?" in spaced(shown)
    assert "One more." in spaced(shown)
    assert "again" not in said.get_text()


@pytest.mark.parametrize(
    "odd", [{"lines": [1]}, {"lines": [{}]}, {"lines": 1}, {"problem": {}}, {"notes": [[]]}]
)
def test_a_verdict_that_is_none_is_shown_as_any_output(odd):
    assert "again" in page(notebook(tests=[verdict(**odd)])) or "notes" in odd


def test_hidden_tests_are_not_shown_nor_their_markers():
    trace = ["1 x", "### BEGIN HIDDEN TESTS", "assert 1 == 2", "    ### END HIDDEN TESTS", "no"]
    error = new_output("error", ename="AssertionError", evalue="", traceback=trace)
    html = page(notebook(tests=[error]))
    assert "HIDDEN TESTS" not in html
    assert "hidden=True" not in html
    assert "assert 1 == 2" in html


def test_the_chapters_text_is_folded_and_the_students_is_not():
    mine = new_code_cell("print('mine')", outputs=[new_output("stream", text="mine, too")])
    made = notebook(more=[mine])
    made.cells[2].source = FREE.source.replace('""', '"a"')
    said = parsed(made)
    folded = " ".join(map(spaced, said("details")))
    assert "By the chain rule" in folded
    assert "import numpy" in folded
    assert "mine" not in folded
    own = " ".join(map(spaced, said.select(".own")))
    assert "mine, too" in own
    assert 'mine="a"' in own.replace(" ", "")
    assert not parsed().select(".own")


def test_without_a_release_nothing_is_taken_for_the_students():
    assert not parsed(given=frozenset()).select(".own")


def test_late_work_extensions_and_teams_are_said():
    due = datetime(2026, 3, 6, 18)
    late = graded(
        penalty=1.5,
        waits=True,
        handed_in=due + timedelta(hours=26),
        due=due,
        extension=timedelta(days=2),
        late=timedelta(hours=26),
        team=("Bob", "Carol"),
    )
    said = spaced(parsed(grades=late))
    assert say("points_of", points="5.5", most="8") in said
    assert say("penalty", penalty="1.5") in said
    assert say("waiting_one") in said
    assert say("team", names="Bob, Carol") in said
    assert say("due_extended", time="2026-03-06 18:00", extension="2 days") in said
    assert say("late", time="26 hours") in said
    assert "2026" not in page()


def test_what_was_not_written_and_what_could_not_be_graded_is_said():
    assert say("untouched") in page(grades=graded(untouched=(EXERCISE,)))
    made = notebook()
    made.metadata["autograder"] = {"no_verdict": {"kind": "empty", "values": {}}}
    assert 'class="loud"' in page(made)


@pytest.mark.parametrize("text", RUNS)
def test_nothing_that_a_student_writes_runs_or_calls_anything_up(text):
    outputs = [
        new_output("display_data", {kind: text})
        for kind in ("text/html", "text/markdown", "text/latex", "image/svg+xml", "image/png")
    ]
    own = [new_markdown_cell(text), new_code_cell(text, outputs=outputs)]
    made = notebook(text, outputs=outputs, said=text, more=own, tests=outputs)
    said = parsed(made, graded({EXERCISE: text}))
    assert not said(["script", "iframe", "object", "form", "input", "svg", "base", "link"])
    assert len(said("style")) == 1
    assert [each["http-equiv"] for each in said("meta") if each.get("http-equiv")] == [
        "Content-Security-Policy"
    ]
    for element in said(True):
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
        assert "javascript:" not in element.get("href", "")
        assert element.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")


def test_the_policy_lets_the_pages_own_style_in_and_nothing_else():
    said = parsed()
    digest = base64.b64encode(hashlib.sha256(said.style.string.encode()).digest()).decode()
    policy = said.find("meta", attrs={"http-equiv": True})["content"]
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "script" not in policy


@pytest.mark.parametrize(
    ("data", "is_shown"),
    [
        ({"image/png": PNG}, True),
        ({"image/png": f"{PNG}\n"}, True),
        ({"image/webp": PNG, "application/vnd.jupyter.widget-view+json": {"model_id": "x"}}, True),
        ({"image/gif": PNG, "text/html": "<p>html</p>"}, True),
        ({"image/svg+xml": "<svg></svg>", "text/plain": "a figure"}, False),
        ({"image/png": 'x" onerror="ran()', "text/plain": "a figure"}, False),
        ({"image/png": "A" * 2_800_000, "text/plain": "a figure"}, False),
    ],
)
def test_pictures_are_part_of_the_page(data, is_shown):
    output = new_output("display_data", data, metadata={"image/png": {"alt": 'a "loss"'}})
    said = parsed(notebook(tests=[output]))
    assert bool(said("img")) == is_shown
    assert ("a figure" in said.get_text()) == (not is_shown)
    for picture in said("img"):
        assert picture["alt"] in ('a "loss"', rendering.say("picture"))


def test_long_outputs_lose_their_middle_and_say_so():
    lines = "".join(f"line {number}\n" for number in range(1_000))
    shown = [new_output("stream", text=lines), new_output("stream", text="y" * 50_000)]
    said = parsed(notebook(outputs=shown)).get_text()
    assert "line 99\n" in said
    assert "line 500" not in said
    assert "line 999" in said
    assert rendering.say("lines_left_out", count="800") in said
    left = f"{50_000 - rendering.LONGEST:,}"
    assert rendering.say("characters_left_out", count=left) in said


def test_it_speaks_the_courses_language():
    choose("zh")
    try:
        said = parsed(grades=graded(late=timedelta(hours=26)))
    finally:
        choose("en")
    assert said.html["lang"] == "zh"
    assert "小时" in said.get_text()
