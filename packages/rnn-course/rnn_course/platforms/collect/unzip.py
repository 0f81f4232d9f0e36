"""Safe unpacking of archives: within one folder, regular files only, of bounded size."""

import contextlib
import datetime
import os
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from nbgrader_sandbox import MAX_NOTEBOOK_BYTES, GradingError

MAX_BYTES = 20 * 2**30  # of everything that is unpacked for an assignment
MAX_FILES = 100_000
MAX_NAME_BYTES = 240  # a file system takes 255, and numbers may be added
_UTF8_NAME = 0x800  # the flag that says so
_ENCRYPTED = 0x1
_UNIX_TIME = 0x5455  # an extra field with seconds since 1970, in UTC
_CHUNK = 2**20
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, RuntimeError)


@dataclass
class Unpacked:
    """The state of unpacking: what was refused, and how much may still come.

    Parameters
    ----------
    refused : dict of str to str
        Why an entry was not unpacked, by its path below the folder.
    files, room : int
        How many files and bytes may still come.
    """

    zone: datetime.tzinfo | None
    refused: dict[str, str] = field(default_factory=dict)
    files: int = MAX_FILES
    room: int = MAX_BYTES


def unpack(
    archive: Path, folder: Path, unpacked: Unpacked, below: str, nested: bool = True
) -> None:
    """Unpack a zip archive into ``folder``; its paths are noted as below ``below``.

    Raises
    ------
    GradingError
        If it is no zip archive, or holds more than any class hands in.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _Members(opened, folder, unpacked, below, nested)
            for entry in opened.infolist():
                members.unpack(entry)
    except _DAMAGE as error:
        if not nested:
            unpacked.refused[below] = f"cannot be unpacked: {error}"
            return
        remedy = "Download it once more, or unpack it and give the folder."
        raise GradingError(f"{archive.name} cannot be unpacked: {error}. {remedy}") from None


@dataclass(frozen=True)
class _Members:
    """The members of one archive, on their way into a folder."""

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
            self._write(entry, target)
        except _DAMAGE as error:
            target.unlink(missing_ok=True)
            self.unpacked.refused[f"{self.below}/{name}"] = f"cannot be unpacked: {error}"
            return
        seconds = _seconds(entry, self.unpacked.zone)
        os.utime(target, (seconds, seconds))
        if self.nested and target.suffix.lower() == ".zip":
            self._unpack_nested(target, name)

    def _unpack_nested(self, archive: Path, name: str) -> None:
        folder = archive.with_suffix("")
        unpack(archive, folder, self.unpacked, f"{self.below}/{name}", nested=False)
        if folder.is_dir():
            archive.unlink()

    def _write(self, entry: zipfile.ZipInfo, target: Path) -> None:
        """Write what really comes out, whatever size the archive gives."""
        self.unpacked.files -= 1
        written = 0
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(entry) as source, target.open("xb") as file:
            while piece := source.read(_CHUNK):
                written += len(piece)
                self.unpacked.room -= len(piece)
                if written > MAX_NOTEBOOK_BYTES:
                    raise OSError(f"larger than {MAX_NOTEBOOK_BYTES / 2**20:.0f} MB")
                if self.unpacked.room < 0 or self.unpacked.files < 0:
                    raise GradingError(
                        f"{self.archive.filename} holds more than {MAX_BYTES / 2**30:.0f} GB or "
                        f"{MAX_FILES} files: no class hands in as much. Nothing was collected."
                    )
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
    if any(len(os.fsencode(part)) > MAX_NAME_BYTES for part in parts) or "\0" in name:
        return "its name is too long"
    return ""


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
    for tag, value in _extras(entry.extra):
        if tag == _UNIX_TIME and len(value) >= 5 and value[0] & 1:
            return float(struct.unpack("<i", value[1:5])[0])
    try:
        return datetime.datetime(*entry.date_time, tzinfo=zone).timestamp()
    except ValueError:  # zip has room for the 35th of May
        return 0.0


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        tag, length = struct.unpack("<HH", extra[:4])
        yield tag, extra[4 : 4 + length]
        extra = extra[4 + length :]


def copy_tree(source: Path, target: Path) -> None:
    """Copy a file or the regular files of a folder, with their times."""
    if source.is_dir():
        for path in sorted(source.iterdir()):
            if not path.is_symlink():
                copy_tree(path, target / path.name)
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
