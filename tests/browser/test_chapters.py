"""Whole chapters, solved, from the first cell to the last, as a reader sees them."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from rnn_course.cells import checked_exercises
from tests.support.jupyter_servers import REPOSITORY, solved
from tests.support.notebooks import needs_training
from tests.support.samples import sample

pytestmark = pytest.mark.browser

CHAPTERS = sorted(path.stem for path in (REPOSITORY / "course/release").glob("*/*.ipynb"))


FINDINGS = (Path(__file__).parent / "findings.js").read_text(encoding="utf-8")
HAN = re.compile("[\u3400-\u9fff]")
WIDGET = ".jp-OutputArea-child > .jp-OutputArea-output.jupyter-widgets"
FLAWED = {
    "red output: careful": new_code_cell("import sys\nprint('careful', file=sys.stderr)"),
    "picture without alt text": new_code_cell(
        "from IPython.display import HTML\n"
        "HTML('<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=\">')"
    ),
    "too wide": new_code_cell("HTML('<div style=\"width: 3000px\">wide</div>')"),
    "<table> cut off": new_code_cell(
        "HTML('<table style=\"width: 3000px\"><tr><td>wide</td></tr></table>')"
    ),
    "code": new_code_cell(f"long = {'1 + ' * 80}1"),
    "stray TeX": new_markdown_cell("a lonely $, or a lonely \\\\frac"),
    "stray TeX: an open brace": new_markdown_cell(r"an open brace $\frac{1}{$"),
    "broken formula: a missing argument": new_markdown_cell(r"a missing argument $\frac{1}$"),
    "broken formula: an unknown command": new_markdown_cell(r"an unknown command $\nosuch x$"),
    "bare object: <object at": new_code_cell("object()"),
    "red output: ---": new_code_cell("1 / 0"),
}


# Those with the most formulas, pictures and widgets, and the first that a student sees.
@pytest.mark.parametrize("chapter", sample(CHAPTERS, "00", "01", "06", "07", "13"))
def test_solved_chapter_runs_and_reads_well(chapter, student_lab, notebook):
    address, workbook = student_lab
    path = workbook / "solved" / chapter / f"{chapter}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(solved(REPOSITORY / "course", chapter), path)
    notebook.open(address, path.relative_to(workbook).as_posix())
    notebook.run_all()
    wide = notebook.page.evaluate(FINDINGS, True)
    notebook.shoot_all(f"{chapter}-1400")
    notebook.use_theme("JupyterLab Dark")
    notebook.shoot_all(f"{chapter}-dark")
    notebook.use_theme("JupyterLab Light")
    notebook.hide_side_bar()
    notebook.resize(700)
    # Lines of code are as long as they are: a narrow window scrolls them.
    narrow = notebook.page.evaluate(FINDINGS, False)
    notebook.shoot_all(f"{chapter}-700")
    found = [f"1400 px, {one}" for one in wide] + [f"700 px, {one}" for one in narrow]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "06", "12"))
def test_chinese_chapter_runs_and_speaks_chinese(chapter, student_lab, notebook):
    """With two updates wherever it trains; the progress and a wrong answer stand at its end."""
    from tests.support.notebook_page import wait_for_words  # needs playwright

    address, workbook = student_lab
    path = workbook / "solved-zh" / chapter / f"{chapter}.ipynb"
    path.parent.mkdir(parents=True)
    chinese = solved(REPOSITORY / "course", chapter, "-zh")
    exercise = next(name for cell in chinese.cells for name in checked_exercises(cell.source))
    chinese.cells.insert(0, new_code_cell("%env RNNKIT_UPDATES=2"))
    chinese.cells += [
        new_code_cell("rnnkit.progress()"),
        wrong := new_code_cell(f"check(lambda *arguments: None, {exercise!r})"),
    ]
    cells = enumerate(chinese.cells)
    failing = [n for n, each in cells if needs_training(each) or each.id == wrong.id]
    for number in failing:
        chinese.cells[number].metadata.tags = ["raises-exception"]
    nbformat.write(chinese, path)
    notebook.open(address, path.relative_to(workbook).as_posix())
    notebook.run_all()
    for cell in (-2, -1):  # JupyterLab calls it done at the first failure, and goes on
        output = notebook.page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea-output")
        wait_for_words(output.first, HAN, timeout=300_000)  # milliseconds
    notebook.shoot_all(f"{chapter}-zh")
    expected = tuple(f"cell {number}: " for number in failing)
    found = notebook.page.evaluate(FINDINGS, True)
    assert [one for one in found if not one.startswith(expected)] == []
    widgets = notebook.page.locator(WIDGET).all()
    assert [each for each in widgets if not HAN.search(each.inner_text())] == []


def test_every_kind_of_flaw_is_found(student_lab, notebook):
    address, workbook = student_lab
    kernel = {"name": "python3", "display_name": "Python 3"}
    cells = [cell.copy() for cell in FLAWED.values()]
    flawed = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(flawed, workbook / "flawed.ipynb")
    notebook.open(address, "flawed.ipynb")
    notebook.run_all()
    notebook.shoot("flawed")
    found = notebook.page.evaluate(FINDINGS, True)
    missed = {
        kind
        for index, kind in enumerate(FLAWED)
        if not any(one.startswith(f"cell {index}: ") and kind in one for one in found)
    }
    assert missed == set()
