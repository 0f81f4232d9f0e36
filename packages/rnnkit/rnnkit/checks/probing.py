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

    An argument with which the function raises is left out.
    """
    before = run(function, case, parameters, outputs).outputs
    found: dict[str, set[int]] = {}
    for name, changed in _changed(case, parameters):
        try:
            after = [run(function, each, parameters, outputs).outputs for each in changed]
        except Exception:  # a wrong solution may refuse anything
            continue
        same = [{i for i, b in enumerate(before) if identical(b, each[i])} for each in after]
        found[name] = set.intersection(*same)
    return found


def _changed(case: Case, parameters: tuple[str, ...]) -> Iterator[tuple[str, list[Case]]]:
    """Yield cases in which one argument is changed a little, and far beyond its other sign.

    What is cut off or chosen stays after a little change, though the argument comes in.
    """
    for i, (name, value) in enumerate(zip(parameters, case.arguments, strict=True)):
        if is_real(value):
            before, after = case.arguments[:i], case.arguments[i + 1 :]
            values = value * 1.001 + 1e-4, -2 * value - 0.3
            yield name, [replace(case, arguments=(*before, v, *after)) for v in values]


def is_real(value: Value) -> bool:
    """Return whether it is a number, or an array of numbers, and no count or index."""
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
