"""The feedback page in Chromium: wide and narrow, enlarged, printed, without a network."""

import re

import pytest

from rnn_course.build.answers import mistakes
from rnn_course.class_table.table import ClassCourse
from rnn_course.feedback.making import make_feedback
from tests.support.axe import assert_accessible
from tests.support.classroom import Classroom, OneChapter, environment, grade_here
from tests.support.packed_answers import mistaken_sources

pytestmark = pytest.mark.browser

CHAPTER = "03-rnn-backward"
MOST_SHEETS = 4
PRINTED_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def path(whole_course, sandbox, tmp_path_factory):
    """The page of somebody who has made a known mistake in each exercise."""
    built = OneChapter(whole_course.root, chapter=CHAPTER)
    room = Classroom(built, tmp_path_factory.mktemp("feedback") / "course")
    wrong = {each.exercise: each for each in mistakes(CHAPTER)}
    answers = mistaken_sources(CHAPTER, wrong) | {"two_gradients": "Both of $dh$ **add**."}
    room.hand_in("ada", CHAPTER, room.filled_in(CHAPTER, answers))
    grade_here(room.folder, CHAPTER)
    with environment(room.folder):
        course = ClassCourse(room.folder)
        (outcome,) = make_feedback(course, CHAPTER, jobs=1)
    assert outcome.made == 1
    return room.folder / "feedback" / "ada" / CHAPTER / f"{CHAPTER}.html"


@pytest.fixture
def opened(chromium, path):
    context = chromium.new_context(bypass_csp=True, offline=True)  # axe-core is a script
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (700, "dark"), (480, "light")])
def test_everybody_can_read_it(width, scheme, opened, screenshots):
    # 700 is a window of 1400 at 200 per cent.
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 900})
    opened.screenshot(path=screenshots / f"feedback-{width}.png", full_page=True)
    assert_accessible(opened)
    opened.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(opened)


def test_formulas_are_drawn_by_the_browser_itself(opened):
    opened.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    formula = opened.locator("math:has(mfrac)").first
    assert formula.bounding_box()["height"] > 20  # a fraction, in pixels
    assert "\\frac" not in opened.locator("main").inner_text()


def test_it_is_printed_on_few_sheets(opened, screenshots):
    printed = opened.pdf(path=screenshots / "feedback.pdf", prefer_css_page_size=True)
    assert len(PRINTED_PAGE.findall(printed)) <= MOST_SHEETS
    opened.emulate_media(media="print")
    assert opened.locator("details:visible").count() == 0


def test_nothing_is_asked_of_a_network(chromium, path):
    page = chromium.new_context().new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri(), wait_until="load")
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []  # what the policy refuses is said there
    page.context.close()
