"""Types of output that tests alone may show: a student's process shows them to nobody."""

import pytest

from grader_support import toy
from grader_support.trials import read
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.notebook.output_cleaning import Displays
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

VERDICT = "application/vnd.toys.verdict+json"
FORGED = """
from IPython.display import display

FORGED = {"application/vnd.toys.verdict+json": {"points": 2}, "text/plain": "forged"}
handle = display(FORGED, raw=True, display_id=True)


def square(x):
    display(FORGED, raw=True)
    return x * x


handle.update(FORGED, raw=True)
"""


def kinds_shown(course, is_dropped, workers):
    if is_dropped:
        config = course.root / "nbgrader_config.py"
        line = f"c.Autograder.tests_only_mime_types = [{VERDICT!r}]\n"
        config.write_text(config.read_text() + line)
    toy.hand_in(course, "ada", toy.filled_in(course, {"square": FORGED}))
    grade_course(GradingCourse(course.root), GradingOptions(), workers)
    assert toy.points(course)["ada"]["test_square"] == toy.FULL["test_square"]
    outputs = {cell.id: cell.get("outputs", []) for cell in read(course, "ada")}
    return {
        name: {kind for output in outputs[name] for kind in output.get("data", {})}
        for name in ("square", "test-square")
    }


@pytest.mark.parametrize("is_dropped", [True, False])
def test_students_cells_and_functions_show_all_but_that(course, one_worker, is_dropped):
    kinds = {"text/plain"} if is_dropped else {"text/plain", VERDICT}
    shown = kinds_shown(course, is_dropped, one_worker)
    assert shown == {"square": kinds, "test-square": kinds}


def test_an_update_of_a_display_cannot_bring_it_back():
    output = {"output_type": "display_data", "data": {"text/plain": "a"}, "display_id": "1"}
    displays = Displays([VERDICT])
    (clean,) = displays.clean([output], 1)
    displays.update([["1", {"text/plain": "b", VERDICT: {"points": 2}}, {}]])
    assert clean["data"] == {"text/plain": "b"}
