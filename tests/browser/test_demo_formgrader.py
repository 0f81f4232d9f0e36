"""`rnn-course formgrader` on a simulated class: assignments, answers that wait, the gradebook."""

import re
import shutil
import subprocess

import pytest

from tests.support.jupyter_servers import BIN, REPOSITORY, environment, serving

pytestmark = pytest.mark.browser

CHAPTERS = ("02-rnn-forward", "03-rnn-backward")
SIZE = 6


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Address of a formgrader on a demo of its own."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    place = tmp_path_factory.mktemp("demo")
    env = environment(REPOSITORY, tmp_path_factory.mktemp("demo-home"))
    command = [str(BIN / "rnn-course"), "demo", "--to", str(place / "demo"), "--size", str(SIZE)]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    command = [str(BIN / "rnn-course"), "formgrader", "--course", str(place / "demo")]
    with serving(command, place, env, place / "lab.log") as address:
        yield address


@pytest.fixture
def shoot(page, screenshots):
    return lambda name: page.screenshot(path=screenshots / f"demo_{name}.png")


def test_first_page_lists_the_assignments_with_their_submissions(demo, page, shoot):
    from playwright.sync_api import expect

    page.goto(demo)
    for chapter in CHAPTERS:
        row = page.locator("tr", has_text=chapter)
        expect(row.locator("td.num-submissions a")).to_have_text(str(SIZE))
        expect(row).to_contain_text("UTC")  # when it was due
    assert not page.locator(".alert").count()  # the exchange is there
    shoot("assignments")


def test_students_are_listed_with_their_names_and_points(demo, page, shoot):
    from playwright.sync_api import expect

    page.goto(f"{demo}/formgrader/manage_students")
    expect(page.locator("tbody tr", has_text=re.compile(r"\d+ / 33"))).to_have_count(SIZE)
    shoot("students")


def test_an_answer_that_waits_gets_its_points(demo, page, shoot):
    waiting = find_one_that_waits(demo, page)
    shoot("manual")
    waiting.get_by_role("link", name=re.compile("Submission #")).click()
    page.locator("textarea.comment").last.wait_for()
    # The page listens to its inputs only once it has loaded the grades: then it sets these.
    page.locator("input.extra-credit[placeholder]").last.wait_for(state="attached")
    score = page.locator("input.score").last
    score.scroll_into_view_if_needed()
    assert not score.input_value()
    shoot("answer")
    with page.expect_response(lambda r: "/api/grade/" in r.url and r.request.method == "PUT"):
        score.fill("2")
        score.press("Tab")
    page.reload()
    page.wait_for_function(
        "() => [...document.querySelectorAll('input.score')].at(-1)?.value === '2'"
    )


def find_one_that_waits(address, page):
    """The row of a submission that needs a person, whichever chapter has one."""
    for chapter in CHAPTERS:
        page.goto(f"{address}/formgrader/gradebook/{chapter}/{chapter}")
        page.get_by_role("link", name=re.compile("Submission #1$")).wait_for()
        rows = page.locator("tbody tr").filter(has=page.locator(".needs-manual-grade .glyphicon"))
        read = rows.filter(has=page.locator("[data-search='needs manual grade']"))
        found = read if read.count() else rows
        for row in found.all():
            if row.locator(".code-score").get_attribute("data-order") not in ("0", "0.0"):
                return row
    raise AssertionError("no answer waits for a person")
