"""How many updates a training run makes: the one place where that is lowered."""

import os
import sys

LIMIT = "RNNKIT_UPDATES"
# An update takes 4 to 14 times as long there as outside: NumPy has no BLAS.
IN_BROWSER = sys.platform == "emscripten"
BROWSERS_SHARE, BROWSERS_LEAST = 4, 150


def budget(updates: int | None) -> int | None:
    """Return how many updates to make: all that a chapter asks for, or fewer.

    In the browser a quarter, but no fewer than 150 if so many are asked for; anywhere at most what
    the environment variable RNNKIT_UPDATES says, to try out quickly what comes after training. None
    is any number. ValueError if the variable is no whole number.
    """
    limits = [updates, _whole(os.environ.get(LIMIT))]
    if IN_BROWSER and updates is not None:
        limits.append(max(updates // BROWSERS_SHARE, BROWSERS_LEAST))
    return min((limit for limit in limits if limit is not None), default=None)


def _whole(limit: str | None) -> int | None:
    if limit and not limit.isdecimal():
        raise ValueError(f"{LIMIT} must be a whole number; got {limit!r}. Change or unset it.")
    return int(limit) if limit else None
