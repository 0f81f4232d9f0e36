"""Widgets where nobody looks: a notebook run by nbclient, and its HTML by nbconvert."""

import re

import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

CELLS = {
    "explorer": "explorer = GradientExplorer(T=20)\nexplorer",
    "moved": "explorer.controls['scale'].value = 1.5; explorer.keep.value = True\nexplorer",
    "inspector": "GateInspector('abc', {'f': np.ones((3, 2))})",
    "stepper": "unrolling_stepper('abc', np.zeros((3, 2)))",
    "letters": "EarlierTokens('ab', {'RNN': np.zeros((2, 2))})",
    "chain": "backward_stepper([1, 0], 0.5, [1, 1])",
    "hand": "CellByHand()",
    "scan": "scan_stepper(4)",
    "states": "StatesSlider('gain', {1.0: np.zeros((3, 2))}, 'abc', 'uv')",
    "temperature": "TemperatureSlider({1.0: (np.array([2]), np.zeros((1, 3)))}, 'abc', '')",
}


@pytest.fixture(scope="module")
def run():
    """The notebook, run."""
    imports = "import numpy as np\nfrom rnnkit.widgets import *"
    notebook = new_notebook(cells=[new_code_cell(s) for s in (imports, *CELLS.values())])
    NotebookClient(notebook, kernel_name="python3", store_widget_state=False).execute()
    return notebook


def test_each_cell_shows_one_thing_and_says_nothing_else(run):
    _, *cells = run.cells
    assert [[output.output_type for output in cell.outputs] for cell in cells] == [
        ["execute_result"]
    ] * len(CELLS)


def test_the_page_has_a_picture_with_words_for_each(run):
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(run)
    assert len(re.findall(r'<img [^>]*src="data:image/', page)) == len(CELLS)
    assert page.count("alt=") == len(CELLS)
    assert "spectral radius 1.5" in page
