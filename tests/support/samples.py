"""What the quicker commands try where all of it takes long: the others wait for a slower one.

`make test` leaves what is slow to `make test-all`, and that what is patient to `make test-patient`.
"""

from collections.abc import Collection

import pytest


def waiting(is_kept: bool, mark: str = "patient") -> list[pytest.MarkDecorator]:
    """Marks for a parameter that is kept, or waits."""
    return [] if is_kept else [getattr(pytest.mark, mark)]


def sample(values: Collection[str], *beginnings: str, mark: str = "patient") -> list:
    """All values as parameters, of which those that begin so are kept."""
    return [pytest.param(v, marks=waiting(v.startswith(beginnings), mark)) for v in values]
