"""Call a student's function: on copies, in silence, watched for side effects."""

import contextlib
import copy
import io
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from unittest import mock

import numpy as np

from rnnkit.checks.casefile import Case, Output, Result, Value
from rnnkit.checks.sketches import arrays_in

TWICE = "itself"  # in place of an argument: one array stands twice in an output


class WrongReturn(TypeError):
    """The function did not return as many outputs as the exercise has."""

    def __init__(self, returned: Value, expected: int) -> None:
        super().__init__(f"expected {expected} outputs, got {type(returned).__name__}")
        self.returned = returned


def run(
    function: Callable, case: Case, parameters: tuple[str, ...], expected: Sequence[Output]
) -> Result:
    """Call ``function`` on a copy of the arguments of ``case``; what it raises passes through."""
    arguments = copy.deepcopy(case.arguments)
    with silence():
        returned = function(*arguments)
    outputs = (returned,) if len(expected) == 1 else _results_in(returned)
    if len(outputs) != len(expected):
        raise WrongReturn(returned, len(expected))
    named = dict(zip(parameters, arguments, strict=True))
    pairs = zip(named.items(), case.arguments, strict=True)
    # What x + ε − ε leaves is no change.
    mutated = tuple(n for (n, after), b in pairs if not identical(after, b, rounding=1e-12))
    found = {i: alias_of(outputs[i], named) for i, each in enumerate(expected) if each.fresh}
    # An argument that was changed costs its share already.
    aliases = {i: alias for i, alias in found.items() if alias and alias not in mutated}
    return Result(tuple(map(_copied, outputs)), mutated, aliases)


def _copied(output: Value) -> Value:
    """Return a copy, since the next call may write into an array that this one returned."""
    try:
        return copy.deepcopy(output)
    except Exception:  # a generator has no copy, and can be right nowhere
        return output


def _results_in(returned: Value) -> tuple:
    """Return several results one by one: a tuple, a list, or an array of them."""
    is_array = isinstance(returned, np.ndarray) and returned.ndim > 0
    return tuple(returned) if is_array or isinstance(returned, tuple | list) else (returned,)


def alias_of(output: Value, arguments: dict[str, Value]) -> str:
    """Return the argument that shares memory with an output, or the output that is there twice."""
    arrays = list(arrays_in(output))
    for name, argument in arguments.items():
        if output is argument and isinstance(output, list | dict):
            return name
        owned = list(arrays_in(argument))
        # Their bounds are enough: a new array lies elsewhere as a whole.
        if any(np.may_share_memory(a, b) for a in arrays for b in owned):
            return name
    twice = any(np.may_share_memory(a, b) for a, b in combinations(arrays, 2))
    return TWICE if twice else ""


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Let nothing reach stderr, and no setting of a notebook make errors of rounding."""
    # nbgrader takes any text on stderr for a failed test. Loggers, and whoever imported stderr by
    # name, kept the stream itself: redirecting the name alone would miss them.
    kept = mock.patch.object(sys.stderr, "write", len)
    unseen = contextlib.redirect_stderr(io.StringIO())
    with kept, unseen, warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def identical(a: Value, b: Value, rounding: float = 0.0) -> bool:
    """Return whether two nested values are the same, to the bit by default; NaN equals NaN."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        if np.array_equal(a, b):
            return True
        is_real = a.dtype.kind in "fc"
        return is_real and np.allclose(a, b, rtol=rounding, atol=rounding, equal_nan=True)
    same = partial(identical, rounding=rounding)
    if isinstance(a, tuple | list) and isinstance(b, tuple | list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return type(a) is type(b) and (a == b or a != a)
