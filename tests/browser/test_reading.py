"""The page of written answers in Chromium: by keyboard, by two at once, and through a crash."""

import os
import re
import signal
import subprocess
from contextlib import contextmanager

import pytest
from nbformat.v4 import new_markdown_cell
from nbgrader.apps.api import NbGraderAPI

from grader_support.ports import free_port
from nbgrader_sandbox import GradingCourse, open_gradebook
from rnn_course.reading.words import KEYS, say
from tests.support import reading_class
from tests.support.axe import assert_accessible
from tests.support.jupyter_servers import BIN
from tests.support.reading_class import ASSIGNMENT

pytestmark = pytest.mark.browser

SIZE = 30
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 480, "height": 900}
HOSTILE = [
    "<script>console.log('ran')</script>",
    "<img src='data:image/png;base64,x' onerror=\"console.log('ran')\">",
    "<svg onload=\"console.log('ran')\"></svg>",
    "</div></article><script>console.log('ran')</script>",
    "<img src='http://127.0.0.1:9/away.png'>",
    "<div style='position: fixed; inset: 0; background: red'>all over</div>",
    "<button data-key='3'>x</button> <input id='points'> **bold**",
]


@pytest.fixture(scope="module")
def graded(sandbox, tmp_path_factory):
    course = reading_class.make_course(tmp_path_factory.mktemp("reading") / "course")
    for number in range(SIZE):
        text = f"Answer of one of {SIZE}: it squashes, and {number} gradients fade. " * 3
        reading_class.hand_in(course, f"student-{number:02}", {"why": text, "how": "So."})
    reading_class.hand_in(course, "blank", {})
    reading_class.grade(course)
    return course


@pytest.fixture
def course(graded, tmp_path):
    return reading_class.copy_course(graded, tmp_path / "course")


@contextmanager
def reading(course, port):
    """Run the command; yield its process and the address that it prints."""
    command = [BIN / "rnn-course", "read", ASSIGNMENT, "--no-browser", f"--port={port}"]
    process = subprocess.Popen(command, cwd=course.root, stdout=subprocess.PIPE, text=True)
    try:
        address = next(found[0] for line in process.stdout if (found := re.search("http.*", line)))
        yield process, address
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def address(course, port):
    with reading(course, port) as (_, found):
        yield found


@pytest.fixture
def opened(page, address):
    page.set_viewport_size(WIDE)
    return open_page(page, address)


def open_page(page, address):
    page.goto(address)
    page.locator("#digits button").first.wait_for()
    page.wait_for_url(lambda url: "token" not in url)
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def wait_until_saved(page):
    page.wait_for_function(
        "word => document.querySelector('#status').textContent === word", arg=say("saved")
    )


def marks(course, cell="why"):
    """Points, whether they wait, and comments, by student."""
    with open_gradebook(course.directory) as gradebook:
        return {
            each.student.id: (grade.manual_score, grade.needs_manual_grade, comment.manual_comment)
            for each in gradebook.notebook_submissions(ASSIGNMENT, ASSIGNMENT)
            for grade in each.grades
            for comment in each.comments
            if grade.name == comment.name == cell
        }


def current_of(page):
    return page.locator("article.current")


def test_thirty_answers_by_keyboard_alone_and_formgrader_agrees(course, opened):
    for number in range(SIZE):
        if number % 5 == 0:
            press(opened, "a", "c")
        else:
            press(opened, str(number % 4))
        if number == 1:
            press(opened, "m")
            opened.keyboard.type("Say why.")
            press(opened, "Escape", "s", "+")
            opened.wait_for_function("() => !document.querySelector('dialog[open]')")
        if number in (2, 3):
            press(opened, "s", "1")
        press(opened, "n")
    wait_until_saved(opened)
    given = marks(course)
    blank = given.pop("blank")
    points = [2 if number % 5 == 0 else number % 4 for number in range(SIZE)]
    assert sorted(mark for mark, _, _ in given.values()) == sorted(map(float, points))
    assert not any(waits for _, waits, _ in given.values())
    assert [comment for *_, comment in given.values() if comment] == ["Say why."] * 3
    assert blank == (None, False, None)
    said = opened.locator("#read").inner_text()
    assert said == say("all_read")

    api = NbGraderAPI(course.directory)
    submissions = api.get_notebook_submissions(ASSIGNMENT, ASSIGNMENT)
    assert len(submissions) == SIZE + 1
    assert sum(each["written_score"] for each in submissions) == sum(points)
    assert all(each["needs_manual_grade"] for each in submissions if each["student"] != "blank")


def test_every_key_that_is_explained_does_something(opened, course):
    press(opened, "?")
    shown = opened.locator("#keys dt").all_inner_texts()
    assert shown == list(KEYS)
    press(opened, "Escape", "2", ".")
    assert current_of(opened).locator(".state").inner_text() == say("score", points="2.5", most="3")
    press(opened, "z")
    assert current_of(opened).locator(".state").inner_text() == say("score", points="2", most="3")
    press(opened, "x")
    assert current_of(opened).locator(".state").inner_text() == say("unread")
    press(opened, "z", "z", "z")
    assert opened.locator("#status").inner_text() == say("nothing_to_undo")
    press(opened, "3", "o")
    assert opened.locator("article:visible").count() == SIZE - 1
    press(opened, "k", "j", "n", "o")
    assert opened.locator("article:visible").count() == SIZE
    press(opened, "9")
    assert opened.locator("#status").inner_text() == say("points_range", most=3.0, got="9")
    press(opened, "q")
    opened.wait_for_url("**/?question=2")
    opened.locator("#digits button").first.wait_for()
    press(opened, "b")
    wait_until_saved(opened)
    assert sorted(marks(course, "how").values(), key=str)[0][0] == 1.0


def test_undo_brings_comments_and_lines_back(opened, course):
    press(opened, "a", "m")
    opened.keyboard.type("Good.")
    press(opened, "Escape", "b", "m")
    opened.keyboard.type(" Very.")
    press(opened, "Escape")
    written = current_of(opened).locator(".written")
    assert written.inner_text().endswith("Good. Very.")
    press(opened, "z")
    assert written.inner_text().endswith("Good.")
    press(opened, "z", "z", "z")
    assert written.inner_text() == ""
    wait_until_saved(opened)
    assert set(marks(course).values()) == {(None, True, None), (None, False, None)}


def test_names_are_hidden_until_asked_for(opened):
    def is_named():
        return "student-0" in opened.content()

    assert not is_named()
    press(opened, "p")
    opened.locator("article .name", has_text="student-07").wait_for()
    opened.locator("#empty .name", has_text="blank").wait_for()
    press(opened, "p")
    assert not is_named()


def test_two_graders_at_once_see_both_and_lose_nothing(chromium, address, course, screenshots):
    contexts = [chromium.new_context(viewport=WIDE) for _ in range(2)]
    one, two = (open_page(each.new_page(), address) for each in contexts)
    press(one, "2")
    wait_until_saved(one)
    press(two, "3", "m")
    two.keyboard.type("Mine.")
    press(two, "Escape")
    conflict = current_of(two).locator(".conflict")
    conflict.wait_for()
    said = conflict.inner_text()
    assert say("theirs", value=say("score", points="2", most="3")) in said
    assert say("yours", value=say("score", points="3", most="3")) in said
    two.screenshot(path=screenshots / "reading-conflict.png")
    two.wait_for_timeout(600)  # milliseconds: the comment has gone out
    assert sorted(marks(course).values(), key=str)[0] == (2.0, False, "Mine.")
    press(two, "w")
    wait_until_saved(two)
    assert sorted(marks(course).values(), key=str)[0] == (3.0, False, "Mine.")
    press(one, "1")
    current_of(one).locator(".conflict").wait_for()
    press(one, "t")
    assert current_of(one).locator(".state").inner_text() == say("score", points="3", most="3")
    assert sorted(marks(course).values(), key=str)[0] == (3.0, False, "Mine.")
    for each in contexts:
        each.close()


def test_a_server_that_is_killed_in_mid_word_loses_nothing(course, page, port):
    with reading(course, port) as (process, address):
        open_page(page, address)
        press(page, "2", "m")
        page.keyboard.type("It is sa")
        wait_until_saved(page)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        page.keyboard.type("id that")
        press(page, "Escape", "j", "3")
        page.locator("#status.loud", has_text=say("no_server")).wait_for()
    assert sorted(marks(course).values(), key=str)[-1][2] != "It is said that"
    with reading(course, port) as (_, address):
        page.locator("#status.loud", has_text=say("session")).wait_for()
        open_page(page, address)
        wait_until_saved(page)
    given = {mark for mark in marks(course).values() if mark[0] is not None}
    assert given == {(2.0, False, "It is said that"), (3.0, False, None)}


def test_a_draft_of_the_rubric_outlives_the_server(course, page, port):
    with reading(course, port) as (_, address):
        open_page(page, address)
        press(page, "l")
        page.locator("#rubric input[type=text]").first.fill("It squashes, from −1 to 1")
    with reading(course, port) as (_, address):
        open_page(page, address)
        page.locator("#rubric[open]").wait_for()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("#lines", has_text="from −1 to 1").wait_for()


def test_a_changed_rubric_changes_what_its_lines_gave(opened, course):
    press(opened, "a", "b", "j", "2")
    wait_until_saved(opened)
    press(opened, "l")
    opened.locator("#rubric input[type=number]").first.fill("0.5")
    with opened.expect_navigation():
        opened.keyboard.press("Enter")
    opened.locator("#digits button").first.wait_for()
    given = sorted(mark[0] for mark in marks(course).values() if mark[0] is not None)
    assert given == [1.5, 2.0]


def test_graded_again_the_old_answer_stands_beside_and_one_key_keeps(opened, course, screenshots):
    press(opened, "a", "b", "p")
    name = current_of(opened).locator(".name")
    name.filter(has_text="student").wait_for()
    student = name.inner_text()
    wait_until_saved(opened)
    reading_class.hand_in(course, student, {"why": "Another answer.", "how": "So."})
    reading_class.grade(GradingCourse(course.root), force=True)
    assert marks(course)[student][:2] == (2.0, True)
    opened.reload()
    both = opened.locator(".both")
    both.wait_for()
    opened.screenshot(path=screenshots / "reading-again.png")
    assert "it squashes, and" in both.locator("> div").first.inner_text()
    assert "Another answer." in both.locator("> div").last.inner_text()
    while not current_of(opened).locator(".both").count():
        press(opened, "j")
    press(opened, "y")
    wait_until_saved(opened)
    assert marks(course)[student][:2] == (2.0, False)
    press(opened, "z")
    opened.wait_for_function("() => !document.querySelector('[data-key=y]').hidden")
    wait_until_saved(opened)
    assert marks(course)[student][:2] == (2.0, True)
    opened.reload()
    both.wait_for()


def test_empty_answers_that_wait_get_no_points_with_one_key(opened, course):
    reading_class.hand_in(course, "student-03", {"why": " ", "how": "So."})
    reading_class.grade(GradingCourse(course.root), force=True)
    opened.reload()
    opened.locator("#empty", has_text=say("empty", count=2)).wait_for()
    press(opened, "r")
    wait_until_saved(opened)
    assert marks(course)["student-03"][:2] == (0.0, False)
    press(opened, "z")
    wait_until_saved(opened)
    assert marks(course)["student-03"][:2] == (None, True)


def test_hostile_answers_run_nothing_and_cover_nothing(course, page, port, screenshots):
    cells = [new_markdown_cell(text) for text in HOSTILE]
    reading_class.hand_in(course, "mallory", {"why": cells, "how": "So."})
    reading_class.grade(course)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    with reading(course, port) as (_, address):
        page.on("request", lambda request: asked.append(request.url))
        open_page(page, address)
        bad = page.locator("article", has_text="all over")
        bad.locator("strong", has_text="bold").wait_for()
        bad.click()
        page.screenshot(path=screenshots / "reading-hostile.png")
        assert "ran" not in said
        assert all(url.startswith(f"http://127.0.0.1:{port}/") or "data:" in url for url in asked)
        assert bad.locator("button, input").count() == 0
        box = bad.locator("div", has_text=re.compile("^all over$")).last.bounding_box()
        assert box["height"] < 100


def test_the_page_is_accessible_and_fits(opened, screenshots):
    for size, name in ((WIDE, "wide"), (NARROW, "narrow"), ({"width": 700, "height": 450}, "zoom")):
        for scheme in ("light", "dark"):
            opened.set_viewport_size(size)
            opened.emulate_media(color_scheme=scheme)
            press(opened, "j", "2")
            wait_until_saved(opened)
            opened.screenshot(path=screenshots / f"reading-{name}-{scheme}.png")
            assert opened.evaluate("document.documentElement.scrollWidth") == size["width"]
            assert_accessible(opened)
    for key in "?sl":
        press(opened, key)
        assert_accessible(opened)
        press(opened, "Escape")


def test_keys_can_be_switched_off(opened, course):
    press(opened, "?")
    opened.locator("#keys-on").uncheck()
    press(opened, "Escape", "3")
    opened.reload()
    opened.locator("#digits button").first.wait_for()
    press(opened, "3")
    assert current_of(opened).locator(".state").inner_text() == say("unread")
    opened.locator("#digits button").last.click()
    wait_until_saved(opened)
    assert sorted(marks(course).values(), key=str)[0][0] == 3.0
