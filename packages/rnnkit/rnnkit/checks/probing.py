"""What a function does with its arguments: each is changed by itself, and the function called."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from rnnkit.checks.calling import identical, run
from rnnkit.checks.casefile import Case, Output, Value


def unused(
    function: Callable, case: Case, parameters: tuple[str, ...], outputs: Sequence[Output]
) -> dict[str, set[int]]:
    """Return, for each argument that can be changed, the outputs that stay as they were.

    Parameters
    ----------
    function : callable
        A solution, right or wrong.
    case : Case
        In which it returns something.
    parameters : tuple of str
        Names of the arguments.
    outputs : sequence of Output
        What it returns.

    Returns
    -------
    dict of str to set of int
        Indices of outputs by argument; an argument with which it raises is left out.
    """
    before = run(function, case, parameters, outputs).outputs
    found = {}
    for name, changed in _changed(case, parameters):
        try:
            after = run(function, changed, parameters, outputs).outputs
        except Exception:  # a wrong solution may refuse anything
            continue
        found[name] = {
            i for i, (a, b) in enumerate(zip(before, after, strict=True)) if identical(a, b)
        }
    return found


def _changed(case: Case, parameters: tuple[str, ...]) -> Iterator[tuple[str, Case]]:
    for i, (name, value) in enumerate(zip(parameters, case.arguments, strict=True)):
        if is_real(value):
            # So little that no choice falls otherwise, as between two tokens: a choice that
            # stays says nothing.
            arguments = (*case.arguments[:i], value * 1.001 + 1e-4, *case.arguments[i + 1 :])
            yield name, replace(case, arguments=arguments)


def is_real(value: Value) -> bool:
    """Return whether it is a number, or an array of numbers, and no count or index."""
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
