"""A verdict looks the same with no, some and all points, on light and dark and on a page."""

import subprocess

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.support.jupyter_servers import BIN

pytestmark = pytest.mark.browser

ANSWER = """import numpy as np
from rnnkit import check

def output_backward(dlogits, h, W_hy):
    dh = {dh}
    dW_hy = {dW_hy}
    return dh, dW_hy, {db_y}

check(output_backward, "output_backward")
"""
RIGHT = {
    "dh": "dlogits @ W_hy.T",
    "dW_hy": 'np.einsum("tnh,tnv->hv", h, dlogits)',
    "db_y": "dlogits.sum(axis=(0, 1))",
}
WRONG = {"dh": "dlogits * 2", "dW_hy": f"-{RIGHT['dW_hy']}", "db_y": "0 * dlogits[0, 0]"}
ANSWERS = {
    "no": ANSWER.format(**WRONG),
    "some": ANSWER.format(**RIGHT | {"dW_hy": WRONG["dW_hy"]}),
    "all": ANSWER.format(**RIGHT),
    "error": ANSWER.format(**RIGHT | {"dh": "dlogits @ W_hy"}),
}
BARS = {"no": "rgb(213, 94, 0)", "some": "rgb(192, 127, 0)", "all": "rgb(0, 158, 115)"}
BOX = ".jp-RenderedHTML div[style*='border-left']"
# The text has the colour of the page: WCAG asks for a contrast of 4.5 to what is behind it.
CONTRAST = """box => {
    const numbers = color => color.match(/[\\d.]+/g).map(Number);
    const over = (top, below) => {
        const alpha = top[3] ?? 1;
        return [0, 1, 2].map(i => alpha * top[i] + (1 - alpha) * below[i]);
    };
    let behind = [255, 255, 255];
    const all = [];
    for (let e = box; e; e = e.parentElement) all.unshift(e);
    for (const e of all) behind = over(numbers(getComputedStyle(e).backgroundColor), behind);
    const light = color => color.slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const text = [...box.querySelectorAll('td, div')].map(e => getComputedStyle(e).color);
    return Math.min(...text.map(color => {
        const [a, b] = [light(numbers(color)), light(behind)];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }));
}"""


def made() -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_code_cell(f"# {name}\n{source}") for name, source in ANSWERS.items()]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture
def opened(student_lab, notebook):
    """The notebook with the four answers, in JupyterLab."""
    address, workbook = student_lab
    nbformat.write(made(), workbook / "verdicts.ipynb")
    notebook.open(address, "verdicts.ipynb")
    notebook.hide_side_bar()
    return notebook


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_one_box_whatever_the_points(theme, opened):
    opened.use_theme(theme)
    for name in ANSWERS:
        cell = opened.cell(f"# {name}")
        said = opened.run(f"# {name}", "points")
        box = cell.locator(BOX)
        assert box.count() == 1
        color = box.evaluate("box => getComputedStyle(box).borderLeftColor")
        assert color == BARS.get(name, BARS["no"])
        assert box.evaluate(CONTRAST) >= 4.5
        assert "Traceback" not in said
        earned = {"some": "2 of 3 points", "all": "3 of 3 points"}
        last = cell.locator(".jp-OutputArea-output").last.inner_text()
        assert last == earned.get(name, "0 of 3 points. The reasons stand above.")
    opened.shoot_all(f"verdicts-{theme.split()[-1].lower()}")
    opened.shoot(f"verdicts-{theme.split()[-1].lower()}")


def test_the_page_has_the_boxes_too(page, screenshots, tmp_path):
    """As feedback is made: executed, then turned into HTML by nbconvert."""
    nbformat.write(made(), tmp_path / "verdicts.ipynb")
    command = [BIN / "jupyter-nbconvert", "--to=html", "--execute", "--allow-errors"]
    subprocess.run([*command, "verdicts.ipynb"], cwd=tmp_path, check=True, capture_output=True)
    page.goto((tmp_path / "verdicts.html").as_uri())
    boxes = page.locator("div[style*='border-left']")
    assert boxes.count() == len(ANSWERS)
    assert min(box.evaluate(CONTRAST) for box in boxes.all()) >= 4.5
    page.screenshot(path=screenshots / "verdicts-page.png", full_page=True)
