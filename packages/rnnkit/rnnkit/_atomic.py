"""Atomic file writes: a file is there as a whole or not at all."""

import os
import stat
from pathlib import Path


def write_if_changed(path: Path, text: str) -> bool:
    """Write text with newlines as they are; return whether the file changed.

    A run that is killed leaves the old file; one beside it writes the same.
    """
    return write_bytes_if_changed(path, text.encode("utf-8"))


def write_bytes_if_changed(path: Path, content: bytes) -> bool:
    """Write bytes as `write_if_changed` writes text; return whether the file changed."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        if path.exists():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows replaces no read-only file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def create(path: Path, text: str) -> bool:
    """Write a file that must not be there yet; return whether this call wrote it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    unfinished.write_bytes(text.encode("utf-8"))
    try:
        os.link(unfinished, path)  # unlike a rename, fails where a file is
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True
