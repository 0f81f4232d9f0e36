"""The letters of an output's shape, as in ``(T, N, 4H)``, and what a check reads from them.

A course with other axes changes this module, `functions` and the messages.
"""

import re

TIME, BATCH = "T", "N"
# Gates stand side by side in the last axis, as in (D, 4H); 2H would be two directions.
_GATES = re.compile(r"([3-9])H,?\)$")


def has_time(shape: str) -> bool:
    """Return whether the first axis of an output is time."""
    return shape.startswith(f"({TIME}")


def gates_in(shape: str) -> int:
    """Return how many gates stand side by side in an output's last axis: 4 in ``(D, 4H)``."""
    found = _GATES.search(shape)
    return int(found[1]) if found else 1


def letters_of(shape: str) -> tuple[str, ...]:
    """Return the axes of ``(T + 1, N, 4H)`` as they are written; none for "float"."""
    inside = shape.strip()
    if not (inside.startswith("(") and inside.endswith(")")):
        return ()
    return tuple(axis.strip() for axis in inside[1:-1].split(",") if axis.strip())
