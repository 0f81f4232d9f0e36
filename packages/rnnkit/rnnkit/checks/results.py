"""Results of students' functions, for the given cells that go on with them."""

import contextlib

import numpy as np

from rnnkit.checks.casefile import Value


def as_arrays(results: Value) -> Value:
    """Return results with arrays in place of lists: given cells take whatever checks take.

    Parameters
    ----------
    results : object
        What a function returned; several results, and caches, are tuples or lists of them.
    """
    if isinstance(results, list):
        with contextlib.suppress(ValueError):  # parts of several shapes
            array = np.asarray(results)
            if array.dtype.kind in "biuf":
                return array
    return type(results)(map(as_arrays, results)) if isinstance(results, tuple | list) else results
