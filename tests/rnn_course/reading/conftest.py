import pytest

from tests.support import reading_class
from tests.support.reading_server import Client, serving

SAID = "**Every** value is between −1 and 1."


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """A course with two questions, released. Copy it."""
    return reading_class.make_course(tmp_path_factory.mktemp("reading") / "released")


@pytest.fixture(scope="session")
def graded(released, sandbox, tmp_path_factory):
    """Four have handed in, one of them an empty notebook. Copy it."""
    course = reading_class.copy_course(released, tmp_path_factory.mktemp("graded") / "course")
    for name in ("lovelace", "hypatia", "noether"):
        reading_class.hand_in(
            course, name, {"why": f"{SAID} So says {name[0]}.", "how": "By a product."}
        )
    reading_class.hand_in(course, "leibniz", {})
    reading_class.grade(course)
    return course


@pytest.fixture
def course(graded, tmp_path):
    return reading_class.copy_course(graded, tmp_path / "course")


@pytest.fixture
def access(course):
    with serving(course, reading_class.ASSIGNMENT) as opened:
        yield opened


@pytest.fixture
def client(access):
    return Client(access)
