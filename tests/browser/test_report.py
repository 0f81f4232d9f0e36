"""The class report in Chromium: read before the lecture, by everybody, and printed."""

import re

import pytest

from rnn_course.report.page import Remark, page_html
from tests.support.axe import assert_accessible
from tests.support.simulated_work import part_of

pytestmark = pytest.mark.browser

CHAPTERS = ("13-attention", "03-rnn-backward")  # the most known mistakes; the most exercises
SIZE = 100
SECTIONS = {f"student{number:03}": "ABC"[number % 3] for number in range(SIZE - 2)}
REMARKS = [
    Remark("03-rnn-backward", "ada", "no verdict", "the notebook is empty"),
    Remark("03-rnn-backward", "bob", "note", "cell x was missing", "a cell is soon deleted"),
]
PRINTED_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def parts():
    return [part_of(chapter, SIZE, SECTIONS) for chapter in CHAPTERS]


@pytest.fixture
def opened(parts, page, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(page_html("the course", parts, REMARKS, for_class=False), encoding="utf-8")
    page.goto(path.as_uri())
    return page


def test_what_is_to_be_known_before_the_lecture_stands_on_one_screen(opened, screenshots):
    opened.set_viewport_size({"width": 1400, "height": 900})
    first = opened.locator("#first")
    assert first.locator(".talk pre").count() == 3
    box = first.bounding_box()
    assert box["y"] + box["height"] <= 900
    opened.screenshot(path=screenshots / "report.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (700, "light"), (480, "dark")])
def test_everybody_can_read_it(width, scheme, opened):
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    assert_accessible(opened)


def test_a_chapter_is_two_printed_pages(parts, page):
    # The first page is the one to take along.
    for chosen in (parts, parts[:1], parts[1:]):
        page.set_content(page_html("the course", chosen, [], for_class=True))
        printed = page.pdf(prefer_css_page_size=True)
        assert len(PRINTED_PAGE.findall(printed)) <= 1 + 2 * len(chosen)
