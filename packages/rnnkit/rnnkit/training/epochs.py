"""Repeat batches, epoch after epoch."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np


def endless(
    batches: Iterable[Any] | Callable[[np.random.Generator], Iterable[Any]],
    rng: np.random.Generator,
) -> Iterator[Any]:
    """Go through the batches again and again.

    Parameters
    ----------
    batches : iterable or callable
        See `Training`.
    rng : Generator
        What a callable gets in each epoch.

    Yields
    ------
    batch
        Without end, unless `batches` is an iterator.

    Raises
    ------
    ValueError
        If an epoch has no batches.
    """
    while True:
        epoch = batches(rng) if callable(batches) else batches
        empty = True
        for batch in epoch:
            empty = False
            yield batch
        if epoch is iter(epoch) and not callable(batches):
            return  # an iterator can be gone through only once
        if empty:
            raise ValueError("batches must give at least one batch an epoch; got none.")
