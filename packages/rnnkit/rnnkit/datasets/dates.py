"""Dates as people write them and as ISO 8601 writes them, from Babel's locale data."""

import datetime
from functools import cache

import numpy as np

from rnnkit._extras import extra
from rnnkit.datasets._common import Dataset, Part, split_sizes

_LOCALES = "en_GB en_US de fr es it pt nl sv da nb fi pl cs hu ro tr id vi ru uk el ja zh ko"
LOCALES = tuple(_LOCALES.split())
SOURCE = "Unicode CLDR by way of Babel, https://babel.pocoo.org"
LICENCE = "Unicode License 3 (data), BSD-3-Clause (Babel)"
FORMATS = ("medium", "long", "full")
FIRST, LAST = datetime.date(1900, 1, 1).toordinal(), datetime.date(2099, 12, 31).toordinal()


@cache
def written_dates(
    count: int = 10_000, *, locales: tuple[str, ...] = LOCALES, seed: int = 0
) -> Dataset:
    """Return dates as written in many languages, and the same dates in ISO form.

    Parameters
    ----------
    count : int, default 10000
        Number of pairs, at least 10.
    locales : tuple of str
        Babel's names of languages and countries, such as "en_GB" or "zh".
    seed : int, default 0
        Which dates are drawn.

    Returns
    -------
    Dataset
        Each part has `x`, a tuple of str such as "lundi 4 mars 2024", and `y`, a tuple of
        str of ten characters such as "2024-03-04". `classes` holds the locales.

    Notes
    -----
    Translation in small (D1 §6; D2, sequence to sequence, "asynchronous"). Dates of the
    years 1900 to 2099 in Babel's medium, long and full formats. No day is in two parts, so a
    network cannot pass the test by heart. A spelling that two locales use for different days
    is left out. 80, 10 and 10 %.

    Source: Unicode CLDR by way of Babel. Licence: Unicode License 3 (data), BSD (Babel).

    References
    ----------
    Unicode Consortium, Common Locale Data Repository, https://cldr.unicode.org.
    """
    if not 10 <= count <= LAST - FIRST:
        raise ValueError(f"count must be from 10 to {LAST - FIRST}; got {count}.")
    rng = np.random.default_rng(seed)
    # Every day is drawn once at most: thus no day is in two parts.
    days = rng.permutation(np.arange(FIRST, LAST + 1))[:count].tolist()
    which = rng.integers(len(locales), size=count).tolist()
    styles = rng.integers(len(FORMATS), size=count).tolist()
    pairs = [
        (_spell(day, FORMATS[style], locales[locale]), datetime.date.fromordinal(day).isoformat())
        for day, locale, style in zip(days, which, styles, strict=True)
    ]
    pairs = _without_ambiguous(pairs)
    first, second = split_sizes(len(pairs))
    parts = (pairs[:first], pairs[first:second], pairs[second:])
    train, validation, test = (Part(*zip(*part, strict=True)) for part in parts)
    return Dataset(train, validation, test, locales, SOURCE, LICENCE)


def _spell(day: int, style: str, locale: str) -> str:
    with extra("data"):
        from babel.dates import format_date
    text = format_date(datetime.date.fromordinal(day), style, locale=locale)
    return " ".join(text.split())  # no-break spaces become plain ones


def _without_ambiguous(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    meanings: dict[str, set[str]] = {}
    for text, iso in pairs:
        meanings.setdefault(text, set()).add(iso)
    return [(text, iso) for text, iso in pairs if len(meanings[text]) == 1]
