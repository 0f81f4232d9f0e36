"""Results of students' functions, for the given cells that go on with them."""

import numpy as np

from rnnkit.checks.casefile import Value


def as_arrays(results: Value) -> Value:
    """Return results with arrays in place of lists: given cells take whatever checks take.

    Parameters
    ----------
    results : object
        What a function returned; several results, and caches, are tuples or lists of them.
    """
    if not isinstance(results, tuple | list):
        return results
    parts = type(results)(map(as_arrays, results))
    is_even = not any(isinstance(part, tuple | list) for part in parts)
    if isinstance(results, tuple) or not is_even or len({np.shape(part) for part in parts}) != 1:
        return parts
    array = np.asarray(parts)
    return array if array.dtype.kind in "biuf" else parts
