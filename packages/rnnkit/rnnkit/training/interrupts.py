"""Hold interrupts back during an update."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupt_held_back() -> Iterator[None]:
    """Hold an interrupt back until the block is done, so that no parameter is half updated.

    Raises
    ------
    KeyboardInterrupt
        After the block, if an interrupt came in it.
    """
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
