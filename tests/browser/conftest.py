"""A browser, and JupyterLab for a student and for an instructor."""

import os
from pathlib import Path

import pytest

from tests.support.chromium import launch
from tests.support.jupyter_servers import (
    BIN,
    copy_for_instructor,
    copy_for_student,
    environment,
    serving,
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    api = pytest.importorskip("playwright.sync_api", reason="pip install '.[browser]'")
    api.expect.set_options(timeout=30_000)  # milliseconds; a busy machine draws late
    with api.sync_playwright() as playwright:
        browser = launch(playwright, tmp_path_factory.mktemp("browser-home"))
        yield browser
        browser.close()


@pytest.fixture
def screenshots(tmp_path):
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1400, "height": 1200})
    yield context.new_page()
    context.close()


@pytest.fixture
def notebook(page, screenshots):
    from tests.support.notebook_page import NotebookPage  # needs playwright

    opened = NotebookPage(page, screenshots, every_window="SCREENSHOTS" in os.environ)
    yield opened
    opened.shut_down()


@pytest.fixture(scope="session")
def student_lab(tmp_path_factory):
    """`rnn-course lab` as a student runs it: its address and the workbook."""
    root = copy_for_student(tmp_path_factory.mktemp("student"))
    env = environment(root, tmp_path_factory.mktemp("student-home"))
    with serving([str(BIN / "rnnkit"), "lab"], root, env, root / "lab.log") as address:
        yield address, root / "workbook"


@pytest.fixture(scope="session")
def instructor(tmp_path_factory):
    """The nbgrader course directory, and the environment to work in it."""
    root = tmp_path_factory.mktemp("instructor")
    course = copy_for_instructor(root)
    return course, environment(root, tmp_path_factory.mktemp("instructor-home"))
