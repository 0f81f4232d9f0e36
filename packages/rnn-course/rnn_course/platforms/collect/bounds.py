"""Bounds of what is unpacked: bytes, files, and lengths of paths."""

import datetime
import os
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Self

MAX_BYTES = 20 * 2**30  # of everything that is unpacked for an assignment
MAX_FILES = 100_000
MAX_NAME_BYTES = 240  # a file system takes 255, and numbers may be added
MAX_PATH_BYTES, MAX_DEPTH = 1000, 50  # below the folder that is unpacked to
# Of an archive in the archive, which is one student's.
MAX_NESTED_BYTES, MAX_NESTED_FILES = 200 * 2**20, 1000
TOO_MUCH = "more than {gigabytes:.1f} GB or {files} files"


@dataclass
class Unpacked:
    """The state of unpacking: what was refused, and how much may still come."""

    zone: datetime.tzinfo | None
    refused: dict[str, str] = field(default_factory=dict)  # why, by path below the folder
    room: int = MAX_BYTES  # and files: how much may still come
    files: int = MAX_FILES

    def __post_init__(self) -> None:
        self._most = self.room, self.files

    def of_one_student(self) -> Self:
        """Return one for an archive within: it writes down the same list, and has its own room."""
        return type(self)(self.zone, self.refused, MAX_NESTED_BYTES, MAX_NESTED_FILES)

    def take(self, size: int = 0, files: int = 0) -> None:
        """Count what comes."""
        self.room -= size
        self.files -= files
        if self.room < 0 or self.files < 0:
            most, files = self._most
            raise TooMuchError(TOO_MUCH.format(gigabytes=most / 2**30, files=files))


class TooMuchError(Exception):
    """An archive holds more than is unpacked."""


def too_long(name: str) -> str:
    """Return why a path is not taken, if it is too long for what copies it later."""
    parts = PurePosixPath(name).parts
    is_long = any(len(os.fsencode(part)) > MAX_NAME_BYTES for part in parts)
    if is_long or len(os.fsencode(name)) > MAX_PATH_BYTES or len(parts) > MAX_DEPTH:
        return "its name is too long"
    return ""
