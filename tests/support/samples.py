"""What `make test-all` tries where all of it takes long: `make test-patient` tries the others."""

from collections.abc import Collection

import pytest


def waiting(is_kept: bool) -> list[pytest.MarkDecorator]:
    """Marks for a parameter that is kept in `make test-all`, or waits for `make test-patient`."""
    return [] if is_kept else [pytest.mark.patient]


def sample(chapters: Collection[str], *numbers: str) -> list:
    """All chapters as parameters, of which those of these numbers are kept."""
    return [pytest.param(name, marks=waiting(name[:2] in numbers)) for name in chapters]
