"""What a mutant changes: each operator lists what may stand in place of one node of a program.

Operands are shared with the original, which no operator changes.
"""

from tests.support.mutants.operators.arrays import axis, function, index, missing_copy, transpose
from tests.support.mutants.operators.order import Operator, exchanged, loop, other_name
from tests.support.mutants.operators.values import (
    arithmetic,
    assigned,
    border,
    clipped,
    condition,
    constant,
    doubled_term,
    dropped_statement,
    dropped_term,
    sign,
)

__all__ = ["OPERATORS", "Operator", "clipped", "other_name"]

OPERATORS: dict[str, Operator] = {
    each.__name__: each
    for each in (
        arithmetic,
        sign,
        index,
        axis,
        transpose,
        dropped_term,
        doubled_term,
        assigned,
        missing_copy,
        border,
        condition,
        constant,
        loop,
        exchanged,
        dropped_statement,
        function,
    )
}
