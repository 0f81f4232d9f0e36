"""Extensions as people write them: until when, or how much longer."""

import re
from datetime import UTC, date, datetime, timedelta

DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # as spreadsheets of Europe write a date
DATE = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)(?: ?d(?:ays?)?)?")
MOST_DAYS = 366  # more is a year, or a date that a spreadsheet made a number of
Extension = timedelta | date  # a datetime is a date, too: in UTC, without a zone


def days_in(text: str) -> float:
    """Read a number of days, at most a year; anything else is a ValueError."""
    found = NUMBER.fullmatch(text)
    if not found or (number := float(found[1].replace(",", "."))) > MOST_DAYS:
        raise ValueError(text)
    return number


def extension_in(text: str) -> Extension:
    """Read an extension: days as ``2``, a date, or a time in UTC or with its zone; or raise."""
    if NUMBER.fullmatch(text):
        return timedelta(days=days_in(text))
    text = DAY_FIRST.sub(lambda found: f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}", text)
    if DATE.fullmatch(text):
        return date.fromisoformat(text)
    time = datetime.fromisoformat(text.removesuffix("UTC").strip())
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def length(extension: Extension, due: datetime) -> timedelta:
    """Return how much longer an extension makes it; a date keeps the hour of the due date."""
    if isinstance(extension, timedelta):
        return extension
    if not isinstance(extension, datetime):
        extension = datetime.combine(extension, due.time())
    return max(extension - due, timedelta())
