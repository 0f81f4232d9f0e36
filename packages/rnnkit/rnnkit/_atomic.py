"""Atomic file writes: a file is there as a whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_if_changed(path: Path, text: str) -> bool:
    """Write text unless the file has it, newlines as they are; return whether it changed."""
    return write_bytes_if_changed(path, text.encode("utf-8"))


def write_bytes_if_changed(path: Path, content: bytes) -> bool:
    """Write bytes unless the file has them; return whether it changed."""
    if path.exists() and path.read_bytes() == content:
        return False
    with _written_beside(path, content) as unfinished:
        if path.exists():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows replaces no read-only file
        unfinished.replace(path)
    return True


def create(path: Path, text: str) -> bool:
    """Write a file that must not be there yet; return whether this call wrote it."""
    with _written_beside(path, text.encode("utf-8")) as unfinished:
        try:
            os.link(unfinished, path)  # unlike a rename, fails where a file is
        except OSError:  # a file is there, or the file system has no links
            if path.exists():
                return False
            unfinished.replace(path)
    return True


@contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)
