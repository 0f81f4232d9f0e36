"""Parts of the loop: batches again and again, and updates that no interrupt cuts in two."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

Batches = Iterable[Any] | Callable[[np.random.Generator], Iterable[Any]]


def endless(batches: Batches, rng: np.random.Generator) -> Iterator[Any]:
    """Go through the batches again and again; without end, unless they are an iterator.

    A callable gets ``rng`` in each epoch, see `Training`.
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


@contextmanager
def interrupt_held_back() -> Iterator[None]:
    """Hold an interrupt back until the block is done, so that no parameter is half updated."""
    handler = signal.getsignal(signal.SIGINT)
    # Only the main thread may set handlers, and only it gets interrupts.
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    waiting = []
    signal.signal(signal.SIGINT, lambda *event: waiting.append(event))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if waiting:
        handler(*waiting[0])
