import pytest
from classroom import Classroom


@pytest.fixture(scope="session")
def classroom(fresh, tmp_path_factory) -> Classroom:
    """One course for all tests of a process; each test sends students of its own."""
    return Classroom(fresh, tmp_path_factory.mktemp("classroom") / "course")
