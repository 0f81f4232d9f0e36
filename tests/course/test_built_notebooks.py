"""Built notebooks run from top to bottom by themselves.

Here without the demo cells; tests/browser runs whole chapters, training and widgets included.
"""

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import PyFileConfigLoader

from rnnkit.workbook.paths import notebook_in
from tests.support.classroom import CHAPTERS, environment, grade_id, read
from tests.support.notebooks import without_demos
from tests.support.samples import sample

GUARD = """
import importlib.util
assert importlib.util.find_spec("solutions") is None
"""


def run(course, notebook, folder, **variables):
    """Run it as a grader would: nothing but the course directory on the path."""
    with environment(course.directory, **variables):
        # It also tells the kernel where the hidden cases are.
        config = PyFileConfigLoader(course.config.name, str(course.directory)).load_config()
        limits = {name: config.Execute[name] for name in ("timeout", "iopub_timeout")}
        paths = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, allow_errors=True, resources=paths, **limits).execute()
    return notebook


def is_trouble(output):
    return output.output_type == "error" or output.get("name") == "stderr"


def points_of(cell):
    results = [o for o in cell.outputs if o.output_type == "execute_result"]
    return float(results[-1].data["text/plain"])


def assert_every_check_passes(course, notebook, folder):
    notebook.cells.insert(0, nbformat.v4.new_code_cell(GUARD))
    code = [cell for cell in run(course, notebook, folder).cells if cell.cell_type == "code"]
    trouble = [(grade_id(c) or c.source, o) for c in code for o in c.outputs if is_trouble(o)]
    assert not trouble
    tests = {grade_id(c): c for c in code if grade_id(c).startswith("test_")}
    assert len(tests) > 0
    for name, cell in tests.items():
        assert points_of(cell) == cell.metadata.nbgrader.points, name


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "02", "09", mark="slow"))
def test_no_graded_or_locked_cell_needs_a_demo_cell(whole_course, chapter, tmp_path):
    notebook = without_demos(read(notebook_in(whole_course.source, chapter)))
    assert_every_check_passes(whole_course, notebook, tmp_path)


def test_guard_sees_solutions_where_they_are_in_reach(whole_course, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(GUARD)])
    (cell,) = run(whole_course, notebook, tmp_path, PYTHONPATH=str(whole_course.root)).cells
    assert [output.ename for output in cell.outputs] == ["AssertionError"]
