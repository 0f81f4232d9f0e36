"""Origin of a file by its name in a platform's archive: who handed it in, and its own name."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

MOODLE, CANVAS, BY_NAME = "moodle", "canvas", "file"

# Moodle from 4.1: a folder «Ada Lovelace_123_assignsubmission_file»; from 3.1 to 4.0 with one
# more underscore at its end; where "Download submissions in folders" is off, no folder but
# «Ada Lovelace_123_assignsubmission_file_homework.ipynb». Underscores in names are blanks there.
_MOODLE = re.compile(
    r"(?P<before>(?P<name>[^_]*)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+))"
    r"(?P<rest>_.*)?"
)
# Canvas: «lovelaceada_LATE_55_7788_Home work.ipynb»: the sortable name in small letters, without
# blanks and signs, the numbers of the user and of the file, and the file's own name. Where names
# are hidden, «anon_aB3dE_7788_…». What was typed, not uploaded, has no number of a file.
_CANVAS = re.compile(
    r"(?!\d+_\d+_)"  # somebody else's name: Canvas's begins with the person's
    r"(?P<before>(?:(?P<name>.+?)_)??(?:(?P<late>LATE)_)?(?P<number>\d+|anon_[0-9A-Za-z]+)_"
    r"(?P<attachment>\d+))_(?P<rest>.+)",
    re.IGNORECASE,
)
_CANVAS_TEXT = re.compile(
    r"(?P<before>(?P<name>.+?)_(?:(?P<late>LATE)_)?(?P<number>\d+))_(?P<rest>(?:text|link).*\.html)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Origin:
    """Where a file comes from, as far as its name shows."""

    platform: str  # ``moodle``, ``canvas``, or ``file`` where a pattern of the course's own fits
    # The platform's number for the person: in Canvas of the user, in Moodle another one for each
    # assignment. For ``file``, the student id.
    participant: str
    name: str  # as it stands there; empty where it is hidden
    file: str  # the file as the student called it
    before: str  # what stands before that: the way back
    attachment: int = 0  # Canvas's number of the file, which grows from upload to upload
    late: bool = False
    typed: bool = False  # on the platform: text, no file


NO_ORIGIN = Origin("", "", "", "", "")


def origin_of(path: str) -> Origin | None:
    """Return the origin of a file by its path in the archive; None if no platform names it so."""
    parts = PurePosixPath(path).parts
    for number, part in enumerate(parts, 1):
        if origin := _moodle(part, parts[number:]) or _canvas(part, parts[number:]):
            return origin
    return None


def _moodle(part: str, below: tuple[str, ...]) -> Origin | None:
    found = _MOODLE.fullmatch(part)
    if not found:
        return None
    if below:  # a folder: what stands behind its own name is at most an underscore
        file, before = "/".join(below), f"{part}/"
    else:
        file, before = (found["rest"] or "").removeprefix("_"), f"{found['before']}_"
    typed = found["kind"] != "file"
    return Origin(MOODLE, found["number"], found["name"].strip(), file, before, typed=typed)


def _canvas(part: str, below: tuple[str, ...]) -> Origin | None:
    found = _CANVAS.fullmatch(part) or _CANVAS_TEXT.fullmatch(part)
    if not found:
        return None
    number = found.groupdict().get("attachment")
    file, before = "/".join([found["rest"], *below]), f"{found['before']}_"
    name, late, typed = found["name"] or "", bool(found["late"]), number is None
    return Origin(CANVAS, found["number"], name, file, before, int(number or 0), late, typed)
