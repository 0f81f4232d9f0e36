import pytest

from rnn_course.build.pipeline import build
from rnn_course.paths import Course
from tests.support.tiny_course import write_course


@pytest.fixture
def course(tmp_path) -> Course:
    """A tiny course, not built yet. The test may do with it what it likes."""
    return write_course(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Course:
    """A tiny course, built. Not to be changed."""
    course = write_course(tmp_path_factory.mktemp("built"))
    build(course, [])
    return course
