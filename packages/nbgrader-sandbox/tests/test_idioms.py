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
by_topic = pytest.mark.parametrize("topic", [topic.name for topic in TOPICS])


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory) -> Path:
    return idioms.make_course(tmp_path_factory.mktemp("idioms") / "course", TOPICS)


@pytest.fixture(scope="module")
def graded(handed_in, sandbox, tmp_path_factory) -> dict[str, dict[str, idioms.Points]]:
    """Points from stock nbgrader and from here, which run beside each other."""
    roots = {
        name: Path(shutil.copytree(handed_in, tmp_path_factory.mktemp(name) / "course"))
        for name in ("stock", "ours")
    }
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as beside:
        stock = beside.submit(idioms.grade_by_stock, roots["stock"])
        grade_course(GradingCourse(roots["ours"]), GradingOptions(jobs=2))
        stock.result()
    return {name: idioms.points(root) for name, root in roots.items()}


@pytest.fixture(scope="module")
def stock(graded) -> dict[str, idioms.Points]:
    return graded["stock"]


@pytest.fixture(scope="module")
def ours(graded) -> dict[str, idioms.Points]:
    return graded["ours"]


def of(topic: str, points: dict[str, idioms.Points]) -> dict[str, idioms.Points]:
    return {
        student: {key: value for key, value in found.items() if key[0] == topic}
        for student, found in points.items()
    }


@pytest.mark.slow
@by_topic
def test_stock_nbgrader_tells_right_and_wrong_apart(topic, stock):
    found = of(topic, stock)
    full = {(topic, test): points for test, points in idioms.full_points(topic, TOPICS).items()}
    assert found["right"] == full
    assert {key for key in full if not found["wrong"][key] < full[key]} == set()


@pytest.mark.slow
@by_topic
def test_points_are_those_of_stock_nbgrader(topic, stock, ours):
    assert of(topic, ours) == of(topic, stock)


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
        assert whole.grades(ours) == whole.grades(stock)
        whole.grade_by_hand(stock)
        whole.grade_by_hand(ours)
