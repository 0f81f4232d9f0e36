"""Widgets by keyboard: each arrow key changes the picture or the words, and names are read out."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.support.sliders import IMPORTS, SLIDERS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cells():
    kernel = {"name": "python3", "display_name": "Python 3"}
    return new_notebook(
        cells=[new_code_cell(cell) for cell in (IMPORTS, *SLIDERS.values())],
        metadata={"kernelspec": kernel},
    )


def test_every_widget_follows_the_arrow_keys_and_the_box_what_is_typed(
    cells, student_lab, notebook
):
    from playwright.sync_api import expect

    from tests.support.notebook_page import SLIDER

    address, workbook = student_lab
    nbformat.write(cells, workbook / "sliders.ipynb")
    notebook.open(address, "sliders.ipynb")
    notebook.run_all()
    for name in SLIDERS:
        notebook.press_right(name)
        notebook.shoot(f"slider-{name.replace(' ', '-')}")
    panel = notebook.page.locator(SLIDER).last
    box = panel.get_by_role("textbox").first
    box.fill("6 mai")
    expect(panel).to_contain_text("6 mai6 mai6 mai")
    expect(panel).to_contain_text("Never seen while learning")
