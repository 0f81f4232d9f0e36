"""The reading site in Chromium: both languages, search, links, no other host, and no answer."""

import http.server
import re
import threading
from functools import partial

import nbformat
import pytest

from rnn_course.pages.rendering import WORDS
from rnn_course.site.building import build_site, is_answered
from rnnkit.workbook.paths import notebook_in
from tests.support.axe import assert_accessible
from tests.support.repository import COURSE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHAPTERS = ("00-start-here", "02-rnn-forward")
LANGUAGES = ("en", "zh")
ANSWER = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.S)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass


@pytest.fixture(scope="session")
def site(once):
    """Its folder, of two chapters; made once for all processes."""
    pytest.importorskip("sphinx_book_theme", reason="make .venv/.site")
    return once("site", make) / "site"


def make(folder):
    build_site(COURSE, CHAPTERS, folder / "site", work=folder / "work")


@pytest.fixture(scope="module")
def address(site):
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def others(page, address):
    """Requests to other hosts."""
    asked = []
    page.on("request", lambda each: asked.append(each.url))
    yield asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
@pytest.mark.parametrize("name", ["index", "02-rnn-forward", "glossary", "api-rnnkit.layers"])
def test_everybody_can_read_it(name, width, scheme, language, page, address, others, screenshots):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{language}/{name}.html")
    if name in CHAPTERS:
        page.wait_for_selector("mjx-container svg")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("html").get_attribute("lang").startswith(language)
    is_english = language == "en" or name.startswith("api-")
    if name not in CHAPTERS:
        told = page.locator("article h1").evaluate("h1 => h1.closest('[lang]').lang")
        assert told.startswith("en" if is_english else "zh")
    page.screenshot(path=screenshots / f"site-{language}-{name}-{width}.png")
    assert_accessible(page)


def test_no_page_is_wider_than_a_telephone(page, site, address):
    page.set_viewport_size({"width": 390, "height": 900})
    wide = {}
    for path in sorted(site.glob("*/*.html")):  # the page above them leads on at once
        name = f"{path.relative_to(site)}"
        page.goto(f"{address}/{name}")
        page.evaluate("window.MathJax?.startup?.promise")  # until then formulas are TeX
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 390} == {}


@pytest.mark.parametrize(("language", "words"), [("en", "clipping"), ("zh", "梯度截断")])
def test_the_search_finds_what_the_field_says(language, words, page, address, others):
    page.goto(f"{address}/{language}/search.html?q={words}")
    page.wait_for_selector("#search-results li")
    assert page.locator("#search-results li").count() > 0


def test_each_page_leads_to_the_same_one_in_the_other_language(page, address, others):
    page.goto(f"{address}/index.html")
    page.wait_for_url(f"{address}/en/index.html")
    for name in ("index", "02-rnn-forward"):
        page.goto(f"{address}/en/{name}.html")
        page.get_by_role("link", name="中文", exact=True).first.click()
        page.wait_for_url(f"{address}/zh/{name}.html")
        page.get_by_role("link", name="English", exact=True).first.click()
        page.wait_for_url(f"{address}/en/{name}.html")


def test_the_first_page_has_the_title_of_the_course(site):
    first = (site / "index.html").read_text("utf-8")
    assert f'<html lang="en"><meta charset="utf-8"><title>{WORDS["title"]}</title>' in first


def test_no_file_of_a_chapter_holds_its_answers(site):
    """A later chapter holds functions that it asks for, as the notebook does."""
    for chapter in CHAPTERS:
        paths = [*site.glob(f"*/{chapter}*"), *site.glob(f"*/_sources/{chapter}*")]
        assert len(paths) == 2 * len(LANGUAGES)
        text = "\n".join(path.read_text("utf-8") for path in paths)
        source = nbformat.read(notebook_in(COURSE.source, chapter), 4)
        solutions = [part for cell in source.cells for part in ANSWER.findall(cell.source)]
        assert len(solutions) > 0
        for solution in solutions:
            assert not [
                line for line in solution.split("\n") if len(line.strip()) > 30 and line in text
            ]


def test_pictures_and_results_are_there_and_nothing_of_an_exercise(site):
    for chapter in CHAPTERS:
        notebook = nbformat.read(site / "en" / "_sources" / f"{chapter}.ipynb", 4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert any("<img" in str(cell.outputs) for cell in code)
        assert not [cell.source for cell in code if is_answered(cell) and cell.outputs]
