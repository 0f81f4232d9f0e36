"""Every sentence of a check that students read, by a stable id.

The message of a known mistake is written beside the mistake and comes with the case file.
"""

MESSAGES = {
    "not_a_function": (
        "check() takes the function itself, as in check({name}), but it was given "
        "something of type {got}. Leave out the parentheses after the function's name."
    ),
    "no_exercise": "There is no exercise called '{name}'. {hint}",
    "did_you_mean": "Did you mean {name}?",
    "exercises": "There are: {names}.",
    "no_hidden_cases": (
        "The hidden cases of {name} are missing. Instructors: build them with `rnn-course build` "
        "and let the environment variable RNNKIT_HIDDEN_CASES name their folder, as "
        "nbgrader_config.py does."
    ),
    "not_implemented": (
        "{name} is not implemented yet. Write it in the cell above, in place of "
        "`raise NotImplementedError()`, run that cell, then this one."
    ),
    "wrong_call": (
        "{name} could not be called with ({parameters}): {error}. Has its first line been "
        "changed? It must take these arguments, in this order."
    ),
    "exception": "{error} in line {line} of {function}:",
    "exception_shapes": "There: {shapes}.",
    "returned_nothing": (
        "{name} returned None. Does it end with a `return`, and is that line reached?"
    ),
    "wrong_count": "{name} must return {expected}, but it returned {got}.",
    "expected_results": "{count} results ({names})",
    "array": "an array of shape {shape}",
    "sequence": "a {kind} of {length}",
    "in_letters": "{shape}, which is {letters}",
    "wrong_type": "wrong type: expected {expected}, got {got}",
    "wrong_shape": "wrong shape: expected {expected}, got {got}",
    "transposed": "The axes are in the opposite order.",
    "batch_not_summed": (
        "One row for each sequence in the batch is left. What does the batch add up to?"
    ),
    "bias_broadcast": (
        "A bias has one number a unit. This one was stretched into a matrix, as happens when a "
        "row meets a column: check the shapes of what you add to it."
    ),
    "not_finite": "contains {what}{steps}",
    "wrong_entries": "wrong: {count} of {total} entries, the first at {first}",
    "wrong": "wrong: relative error {error}{places}{cases}",
    "later_case": ", first in case {case} ({sizes})",
    "hidden_case": ", in the hidden cases only",
    "hidden_only": (
        "All visible cases are right and a hidden one is not. Does the function rely on something "
        "that the visible cases happen to share: a size, a value, a sign?"
    ),
    "at_steps": ", at {steps}",
    "every_step": "every step t",
    "in_gates": ", in gate {gates} of {count}",
    "some_steps": "t = {steps} of 0 … {last}",
    "ok": "ok",
    "not_float64": "ok, but not in float64: relative error {error}",
    "not_float64_note": (
        "The results are right, but only to a few digits, as with float32 or a rounded number on "
        "the way. That costs nothing here."
    ),
    "mutated": (
        "changed in place: {names}. An exercise leaves its arguments as they were, since the "
        "caller still needs them: work on a copy, or build a new array."
    ),
    "points": "{points} of {max_points} points",
    "progress": "{done} of {total} exercises done",
    "hidden_same": "With the hidden cases: the same.",
}


def message(message_id: str, **values: str | float | tuple | BaseException | None) -> str:
    """Fill in one message."""
    return MESSAGES[message_id].format(**values)
