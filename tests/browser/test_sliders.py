"""Widgets by keyboard: each arrow key changes the picture or the words, and names are read out."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.browser

CELLS = {
    "z": "z = np.linspace(-5, 5, 101)\nTangentSlider(z, np.tanh(z), 1 - np.tanh(z) ** 2)",
    "length of the first sentence": """
mask = np.array([[1, 1], [1, 0], [1, 0]])
PaddingSlider([["a", "b"], ["a", "<pad>"], ["a", "<pad>"]], np.random.rand(3, 2, 2), mask)""",
    "temperature": """
tokens, logits = np.array([0, 1, 2, 1]), np.random.rand(4, 3)
TemperatureSlider({1 + k / 4: (tokens, logits) for k in range(4)}, "abc", "")""",
    "gain": """
StatesSlider("gain", {g: np.tanh(g * np.random.rand(4, 2)) for g in (1, 2, 3)}, "0101", "ab")""",
    "bias": """
x = np.arange(1, 9)
CurveSlider("bias", x, {b: x ** (b - 3.0) for b in (0, 1, 2)}, {"fixed": 1.0 / x}, "x", "y")""",
    "round": "scan_stepper(8)",
    "width of the beam": "BeamBox(lambda text, n: (text * n, -n), ['5 mai'], '5 mai')",
}


@pytest.fixture(scope="module")
def cells():
    imports = "import numpy as np\nfrom rnnkit.widgets import *"
    kernel = {"name": "python3", "display_name": "Python 3"}
    return new_notebook(
        cells=[new_code_cell(cell) for cell in (imports, *CELLS.values())],
        metadata={"kernelspec": kernel},
    )


def test_every_widget_follows_the_arrow_keys_and_the_box_what_is_typed(
    cells, student_lab, notebook
):
    from playwright.sync_api import expect

    address, workbook = student_lab
    nbformat.write(cells, workbook / "sliders.ipynb")
    notebook.open(address, "sliders.ipynb")
    notebook.run_all()
    panels = notebook.page.locator(".jp-OutputArea:has(.widget-slider)")
    for name in CELLS:
        handle = notebook.page.get_by_role("slider", name=name, exact=True)
        view = panels.filter(has=handle).locator(".widget-html-content")
        before = view.inner_html()
        handle.scroll_into_view_if_needed()
        handle.focus()
        notebook.page.keyboard.press("ArrowRight")
        notebook.page.wait_for_function(
            "([view, before]) => view.innerHTML !== before", arg=[view.element_handle(), before]
        )
        notebook.shoot(f"slider-{name.replace(' ', '-')}")
    box = panels.last.get_by_role("textbox").first
    box.fill("6 mai")
    expect(panels.last).to_contain_text("6 mai6 mai6 mai")
    expect(panels.last).to_contain_text("Never seen while learning")
