"""How many updates a training run makes: the one place where that is lowered."""

import os

LIMIT = "RNNKIT_UPDATES"


def budget(updates: int | None) -> int | None:
    """Return how many updates to make: all that a chapter asks for, or fewer.

    Parameters
    ----------
    updates : int or None
        What the chapter asks for; None for any number.

    Returns
    -------
    int or None
        At most what the environment variable RNNKIT_UPDATES says, if it is set: to try out
        quickly what comes after a training run. Asking twice lowers nothing further.

    Raises
    ------
    ValueError
        If the variable is no whole number.
    """
    # Fewer in the browser would be one more limit: 100 if sys.platform == "emscripten".
    limits = [updates, _whole(os.environ.get(LIMIT))]
    return min((limit for limit in limits if limit is not None), default=None)


def _whole(limit: str | None) -> int | None:
    if limit and not limit.isdecimal():
        raise ValueError(f"{LIMIT} must be a whole number; got {limit!r}. Change or unset it.")
    return int(limit) if limit else None
