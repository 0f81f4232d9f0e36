"""The slider of chapter 02: the picture and the number follow an arrow key."""

import nbformat
import pytest

from tests.support.jupyter_servers import REPOSITORY, solved

pytestmark = pytest.mark.browser

CHAPTER = "02-rnn-forward"


def up_to_stepper():
    """The solved chapter up to the cell that shows the slider."""
    notebook = solved(REPOSITORY / "course", CHAPTER)
    last = next(i for i, cell in enumerate(notebook.cells) if "unrolling_stepper(" in cell.source)
    notebook.cells = [cell for cell in notebook.cells[: last + 1] if cell.cell_type == "code"]
    return notebook


def test_arrow_key_moves_picture_and_number(student_lab, notebook):
    from playwright.sync_api import expect

    address, workbook = student_lab
    nbformat.write(up_to_stepper(), workbook / "stepper.ipynb")
    notebook.open(address, "stepper.ipynb")
    notebook.run_all()
    output = notebook.page.locator(".jp-OutputArea:has(.widget-slider)")
    handle, number = output.locator(".noUi-handle"), output.locator(".widget-readout")
    picture = output.locator("img")
    seen = [picture.get_attribute("src")]
    expect(number).to_have_text("1")
    output.scroll_into_view_if_needed()
    notebook.shoot("stepper-1")

    handle.focus()
    for step in ("2", "3"):
        notebook.page.keyboard.press("ArrowRight")
        expect(picture).not_to_have_attribute("src", seen[-1])
        expect(number).to_have_text(step)
        seen.append(picture.get_attribute("src"))
        notebook.shoot(f"stepper-{step}")
    assert len(set(seen)) == len(seen)
