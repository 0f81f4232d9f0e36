"""What a function does with its arguments: each is changed by itself, and the function called."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from rnnkit.checks.calling import identical, run
from rnnkit.checks.casefile import Case, Output, Value


def unused(
    function: Callable, case: Case, parameters: tuple[str, ...], outputs: Sequence[Output]
) -> dict[str, set[int]]:
    """Return, for each argument that can be changed, the outputs that stay as they were.

    Each is changed a little, and far, on either side: what is cut off or chosen stays after a
    little change, though the argument comes in. One with which the function raises is left out.
    """
    before = run(function, case, parameters, outputs).outputs
    found: dict[str, set[int]] = {}
    for k, (name, value) in enumerate(zip(parameters, case.arguments, strict=True)):
        if not is_real(value):
            continue
        same = set(range(len(before)))
        try:
            for other in (value * 1.001 + 1e-4, -2 * value - 0.3, 3 * value + 0.3):
                arguments = (*case.arguments[:k], other, *case.arguments[k + 1 :])
                changed = replace(case, arguments=arguments)
                after = run(function, changed, parameters, outputs).outputs
                same = {i for i in same if identical(before[i], after[i])}
        except Exception:  # a wrong solution may refuse anything
            continue
        found[name] = same
    return found


def is_real(value: Value) -> bool:
    """Return whether it is a number, or an array of numbers, and no count or index."""
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
