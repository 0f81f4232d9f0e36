"""Chapter 06 as a student has solved it: the explorer on its own functions, by keyboard."""

import re

import nbformat
import pytest

from tests.support.jupyter_servers import REPOSITORY, solved
from tests.support.notebooks import without_demos_before

pytestmark = pytest.mark.browser

CHAPTER = "06-vanishing-gradients"
EXPLORER = "GradientExplorer(mine"


def test_explorer_of_the_solved_chapter_follows_the_keyboard(student_lab, notebook):
    from playwright.sync_api import expect

    address, workbook = student_lab
    path = workbook / "explorer" / f"{CHAPTER}.ipynb"
    path.parent.mkdir(parents=True)
    chapter = solved(REPOSITORY / "course", CHAPTER)
    nbformat.write(without_demos_before(chapter, EXPLORER), path)
    notebook.open(address, path.relative_to(workbook).as_posix())
    notebook.run_all()
    slider = notebook.page.get_by_role("slider", name="spectral radius")
    picture = notebook.page.locator(".jp-OutputArea:has(.widget-slider) img")
    slider.scroll_into_view_if_needed()
    expect(picture).to_have_attribute("alt", re.compile("spectral radius 0.9, .* it falls"))
    first = picture.get_attribute("src")
    notebook.shoot("chapter-06-explorer-before")
    slider.focus()
    for _ in range(4):
        notebook.page.keyboard.press("ArrowRight")
    expect(picture).to_have_attribute("alt", re.compile("spectral radius 1.1, "))
    assert picture.get_attribute("src") != first
    notebook.shoot("chapter-06-explorer-after")
