"""Safe unpacking of archives: within one folder, regular files only, of bounded size."""

import contextlib
import datetime
import lzma
import os
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from nbgrader_sandbox import MAX_NOTEBOOK_BYTES, GradingError, is_of_the_machine, readable

DAMAGED = (
    "{name} cannot be unpacked: {error}. Download it once more, or unpack it and give the folder."
)
NO_CLASS = "{name} holds {error}: no class hands in as much. Nothing was collected."
_UTF8_NAME = 0x800  # the flag that says so
_ENCRYPTED = 0x1
_UNIX_TIME = 0x5455  # an extra field with seconds since 1970, in UTC
_CHUNK = 2**20
_DRIVE = re.compile(r"[A-Za-z]:")
# What the standard library raises for archives that are damaged or made up.
_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, RuntimeError, ValueError, OverflowError, MemoryError, LookupError),
)

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


def unpack(archive: Path, folder: Path, state: Unpacked, below: str, nested: bool = True) -> None:
    """Unpack a zip archive into ``folder``; its paths are noted as below ``below``."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _Members(opened, folder, state, below, nested)
            for entry in opened.infolist():
                members.unpack(entry)
    except TooMuchError as error:
        if nested:
            raise GradingError(NO_CLASS.format(name=archive.name, error=error)) from None
        state.refused[below] = f"holds {error}"
    except _DAMAGE as error:
        if is_of_the_machine(error):  # nothing else could be written either
            raise
        if nested:
            raise GradingError(DAMAGED.format(name=archive.name, error=error)) from None
        state.refused[below] = f"cannot be unpacked: {error}"


def check_archive(archive: Path) -> None:
    """Make sure that a zip archive has its list of contents, which a broken download lacks."""
    try:
        with zipfile.ZipFile(archive):
            pass
    except _DAMAGE as error:
        raise GradingError(DAMAGED.format(name=archive.name, error=error)) from None


@dataclass(frozen=True)
class _Members:
    archive: zipfile.ZipFile
    folder: Path
    unpacked: Unpacked
    below: str
    nested: bool

    def unpack(self, entry: zipfile.ZipInfo) -> None:
        if entry.is_dir():
            return
        name = _name(entry)
        if reason := _why_not(entry, name):
            self.unpacked.refused[f"{self.below}/{name}"] = reason
            return
        target = _free(self.folder / usable(name))
        try:
            self.unpacked.take(files=1)
            self._write(entry, target)
        except TooMuchError:
            target.unlink(missing_ok=True)
            raise
        except _DAMAGE as error:
            if is_of_the_machine(error):
                raise
            target.unlink(missing_ok=True)
            self.unpacked.refused[f"{self.below}/{name}"] = f"cannot be unpacked: {error}"
            return
        seconds = _seconds(entry, self.unpacked.zone)
        os.utime(target, (seconds, seconds))
        if self.nested and target.suffix.lower() == ".zip":
            self._unpack_nested(target, name)

    def _unpack_nested(self, archive: Path, name: str) -> None:
        folder = _free(archive.with_name(archive.name[: -len(".zip")] or "zip"))
        below = f"{self.below}/{name}"
        # With room of its own, and the same list of what is refused.
        whole = self.unpacked
        own = Unpacked(whole.zone, whole.refused, MAX_NESTED_BYTES, MAX_NESTED_FILES)
        unpack(archive, folder, own, below, nested=False)
        if folder.is_dir():
            archive.unlink()

    def _write(self, entry: zipfile.ZipInfo, target: Path) -> None:
        """Write what really comes out, whatever size the archive gives."""
        written = 0
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(entry) as source, target.open("xb") as file:
            while piece := source.read(_CHUNK):
                written += len(piece)
                self.unpacked.take(len(piece))
                if written > MAX_NOTEBOOK_BYTES:
                    raise OSError(f"larger than {MAX_NOTEBOOK_BYTES / 2**20:.0f} MB")
                file.write(piece)


def _name(entry: zipfile.ZipInfo) -> str:
    """Read an entry's name as it was meant: many a packer writes UTF-8 and does not say so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _why_not(entry: zipfile.ZipInfo, name: str) -> str:
    parts = PurePosixPath(name).parts
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not parts or ".." in parts or name.startswith("/") or _DRIVE.match(name):
        return "its path leads out of the archive"
    if kind not in (0, stat.S_IFREG):
        return "a link or a device, which is not followed"
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted"
    return too_long(name)


def usable(name: str) -> str:
    """Return a name that counts where a notebook's has lost its ending: ``a.ipynb.txt``."""
    lowered = PurePosixPath(name).name.lower()
    looks = ".ipynb" in lowered and not name.endswith(".ipynb")
    return f"{name}.ipynb" if looks else name


def original(name: str) -> str:
    """Undo ``usable``."""
    shorter = name.removesuffix(".ipynb")
    return shorter if usable(shorter) == name else name


def _free(target: Path) -> Path:
    """Return a free path: two entries may have one name, or names that are one on this disk."""
    path, number = target, 1
    while path.exists():
        number += 1
        path = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return path


def _seconds(entry: zipfile.ZipInfo, zone: datetime.tzinfo | None) -> float:
    """Return when an entry was last changed; its plain time is in the zone of whoever packed it."""
    extra = entry.extra
    while len(extra) >= 4:
        tag, length = struct.unpack("<HH", extra[:4])
        value, extra = extra[4 : 4 + length], extra[4 + length :]
        if tag == _UNIX_TIME and len(value) >= 5 and value[0] & 1:
            return float(struct.unpack("<i", value[1:5])[0])
    try:
        return datetime.datetime(*entry.date_time, tzinfo=zone).timestamp()
    except ValueError:  # zip has room for the 35th of May
        return 0.0


def copy_tree(source: Path, target: Path) -> dict[str, str]:
    """Copy a file or the regular files of a folder, with their times; return why one was not."""
    refused, waiting = {}, [(source, "")]
    while waiting:
        path, name = waiting.pop()
        try:
            if reason := too_long(name):
                refused[name] = reason
            elif path.is_dir():
                inner = sorted(each for each in path.iterdir() if not each.is_symlink())
                waiting += [(p, str(PurePosixPath(name, readable(p.name)))) for p in inner]
            elif path.is_file():
                place = target / name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, place)
        except OSError as error:
            if is_of_the_machine(error):
                raise
            refused[name] = f"cannot be read: {error.strerror}"
    return refused
