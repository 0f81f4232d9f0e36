"""Idioms of test cells, collected from what teachers do: the points are those of stock nbgrader."""

import multiprocessing
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from grader_support import idioms, whole
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

TOPICS = idioms.read_topics()
# A notebook that reads what another one of the same student wrote: each starts from the files
# that were handed in, so that none depends on how another ended.
READS_ANOTHERS_FILE = "right", "test_read"


def grade(root: Path) -> tuple[dict[str, idioms.Points], dict[str, idioms.Points]]:
    """Points from stock nbgrader and from here, which run beside each other."""
    stock, ours = root / "stock", root / "ours"
    shutil.copytree(idioms.make_course(stock, TOPICS), ours)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as beside:
        graded = beside.submit(idioms.grade_by_stock, stock)
        grade_course(GradingCourse(ours), GradingOptions(jobs=2))
        graded.result()
    return idioms.points(stock), idioms.points(ours)


@pytest.mark.slow
def test_points_are_those_of_stock_nbgrader(sandbox, tmp_path):
    """One test, so that the course is graded once, however tests are spread over processes."""
    stock, ours = grade(tmp_path)
    full = {
        (topic.name, test): points
        for topic in TOPICS
        for test, points in idioms.full_points(topic.name, TOPICS).items()
    }
    assert stock["right"] == full
    assert {key for key in full if not stock["wrong"][key] < full[key]} == set()
    assert ours == stock


@pytest.fixture(scope="module")
def assignment(tmp_path_factory) -> Path:
    return whole.make_course(tmp_path_factory.mktemp("whole") / "course")


@pytest.mark.slow
def test_whole_assignments_are_graded_as_by_stock_nbgrader(assignment, one_worker, tmp_path):
    """Twice: between the two, an instructor gives points and a bonus by hand."""
    stock = Path(shutil.copytree(assignment, tmp_path / "stock"))
    ours = Path(shutil.copytree(assignment, tmp_path / "ours"))
    for again in (False, True):
        idioms.grade_by_stock(stock, whole.ASSIGNMENT, **({"force": True} if again else {}))
        grade_course(GradingCourse(ours), GradingOptions(force=again), one_worker)
        found, expected = whole.grades(ours), whole.grades(stock)
        assert found.pop(READS_ANOTHERS_FILE)[0] < expected.pop(READS_ANOTHERS_FILE)[0]
        assert found == expected
        whole.grade_by_hand(stock)
        whole.grade_by_hand(ours)
