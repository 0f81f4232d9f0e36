"""What the quicker commands try where all of it takes long: the others wait for a slower one.

`make test` leaves what is slow to `make test-all`, and that what is patient to `make test-patient`.
"""

from collections.abc import Collection

import pytest


def waiting(is_kept: bool, mark: str = "patient") -> list[pytest.MarkDecorator]:
    """Marks for a parameter that is kept, or waits."""
    return [] if is_kept else [getattr(pytest.mark, mark)]


def sample(chapters: Collection[str], *numbers: str, mark: str = "patient") -> list:
    """All chapters as parameters, of which those of these numbers are kept."""
    return [pytest.param(name, marks=waiting(name[:2] in numbers, mark)) for name in chapters]


def some_of(values: Collection[str], *kept: str) -> list:
    """All values as parameters, of which `make test` tries some."""
    return [pytest.param(value, marks=waiting(value in kept, "slow")) for value in values]
