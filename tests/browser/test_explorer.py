"""The gradient explorer and the gate inspector, moved by keyboard in JupyterLab."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.browser

FINDINGS = (Path(__file__).parent / "findings.js").read_text(encoding="utf-8")
SOURCES = [
    "import numpy as np\nfrom rnnkit.widgets import GateInspector, GradientExplorer",
    "def rnn_forward(x, h_0, W_xh, W_hh, b_h):\n    raise NotImplementedError\n"
    "def rnn_backward(dh, cache):\n    raise NotImplementedError",
    "GradientExplorer()",
    'GradientExplorer({"RNN": (rnn_forward, rnn_backward)})',
    'tokens = "The cat , which ate fish and 米饭 , was full .".split()\n'
    "rng = np.random.default_rng(0)\n"
    "GateInspector(tokens, {gate: rng.random((len(tokens), 16)) for gate in 'ifo'})",
]


@pytest.fixture
def opened(student_lab, notebook):
    """A notebook with both explorers and the inspector, run."""
    address, workbook = student_lab
    cells = [new_code_cell(source) for source in SOURCES]
    kernel = {"name": "python3", "display_name": "Python 3"}
    made = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(made, workbook / "explorer.ipynb")
    notebook.open(address, "explorer.ipynb")
    notebook.run_all()
    return notebook


def panels(notebook):
    return notebook.page.locator(".jp-OutputArea:has(.widget-slider)")


def press(notebook, picture, key, words):
    """Press a key, and wait for a picture that says so."""
    from playwright.sync_api import expect

    notebook.page.keyboard.press(key)
    expect(picture).to_have_attribute("alt", re.compile(re.escape(words)))


def test_explorer_follows_the_keyboard(opened):
    from playwright.sync_api import expect

    panel = panels(opened).first
    picture = panel.locator("img")
    panel.scroll_into_view_if_needed()
    expect(picture).to_have_attribute("alt", re.compile("spectral radius 0.9"))
    opened.shoot("explorer-1-first-look")

    panel.get_by_role("slider", name="spectral radius").focus()
    seen = {picture.get_attribute("src")}
    for size in ("0.95", "1,", "1.05"):
        press(opened, picture, "ArrowRight", f"spectral radius {size}")
        seen.add(picture.get_attribute("src"))
    assert len(seen) == 4
    panel.get_by_role("slider", name="steps T").focus()
    press(opened, picture, "ArrowRight", "at t = 55")
    panel.get_by_role("slider", name="clip at norm").focus()
    press(opened, picture, "ArrowRight", "clipped at 100")

    panel.get_by_role("button", name=re.compile("keep")).focus()
    press(opened, picture, "Enter", "In grey")
    panel.get_by_label("cell", exact=True).focus()
    press(opened, picture, "l", "with LSTM")
    panel.get_by_role("slider", name="forget-gate bias").focus()
    press(opened, picture, "ArrowRight", "forget-gate bias 0.5")
    expect(panel.get_by_label("nonlinearity")).to_be_disabled()
    opened.shoot("explorer-2-compared")


def test_every_handle_has_a_name(opened):
    handles = opened.page.locator(".jp-OutputArea .noUi-handle")
    names = handles.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    explorer = ["spectral radius", "steps T", "forget-gate bias", "clip at norm"]
    assert names == [*explorer, *explorer, "token"]


def test_functions_that_are_not_written_are_told_of_in_words(opened):
    panel = panels(opened).nth(1)
    panel.scroll_into_view_if_needed()
    panel.get_by_text("rnn_forward is not implemented yet").wait_for()
    assert "Traceback" not in panel.inner_text()
    opened.shoot("explorer-3-unwritten")


def test_inspector_follows_the_keyboard(opened):
    panel = panels(opened).last
    picture = panel.locator("img")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("slider", name="token").focus()
    press(opened, picture, "ArrowRight", "“cat”, number 2")
    panel.get_by_label("gate", exact=True).focus()
    press(opened, picture, "f", "The gate below is f.")
    opened.shoot("inspector")


def test_both_read_well_in_both_themes_and_in_a_narrow_window(opened):
    wide = opened.page.evaluate(FINDINGS, True)
    opened.shoot_all("explorer-1400")
    opened.use_theme("JupyterLab Dark")
    opened.shoot_all("explorer-dark")
    opened.use_theme("JupyterLab Light")
    opened.hide_side_bar()
    opened.resize(700)
    narrow = opened.page.evaluate(FINDINGS, False)
    opened.shoot_all("explorer-700")
    assert wide + narrow == []
