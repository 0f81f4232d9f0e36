"""Classification of a notebook's cells: the course's and the student's."""

from collections.abc import Sequence

from nbgrader_sandbox.course.assignment import Role
from nbgrader_sandbox.source.dependencies import CellSources
from nbgrader_sandbox.source.names import imports_of
from nbgrader_sandbox.submission.matching import MatchedCell


def classify(cells: Sequence[MatchedCell]) -> CellSources:
    """Sort code cells by who wrote them.

    Indices are among the submitted cells here, since those are what runs.
    """
    released = {index: each.cell for index, each in enumerate(cells) if each.cell is not None}
    stubs = {index: cell for index, cell in released.items() if cell.role is Role.SOLUTION}
    given_roles = (Role.TEST, Role.GIVEN, Role.PLAIN)
    given = {index: cell.source for index, cell in released.items() if cell.role in given_roles}
    # What a stub imports, tests import by themselves.
    imported = {index: imports_of(cell.source) for index, cell in stubs.items()}
    locked = frozenset(index for index, cell in released.items() if cell.role is Role.GIVEN)
    return CellSources(
        given=given | {index: source for index, source in imported.items() if source},
        requested={index: cell.solution or cell.source for index, cell in stubs.items()},
        student={index: each.source for index, each in enumerate(cells) if each.is_untrusted},
        unchanged={index: each.source for index, each in enumerate(cells) if each.is_of_the_course},
        fixed=locked if any(cell.solution for cell in stubs.values()) else frozenset(),
    )
