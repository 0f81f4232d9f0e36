"""Packages that only parts of rnnkit need: the extras ``data`` and ``lab`` of its distribution."""

from collections.abc import Iterator
from contextlib import contextmanager

from rnnkit.language import Words

_ENGLISH = {
    "data": (
        "This data set needs {what}, which is not installed here. Run\n"
        "    python -m pip {command} {package}\n"
        "in a terminal, or\n    %pip {command} {package}\n"
        "in a notebook cell; then restart the kernel. For every data set:\n"
        "    python -m pip install 'rnnkit[data]'"
    ),
    "lab": (
        "Opening the course needs {what}, which is not installed here. Run\n"
        "    python -m pip install 'rnnkit[lab]'"
    ),
}
MESSAGES = Words("extras", _ENGLISH)


class MissingPackageError(ImportError):
    """A package that holds data is not installed; the message has the command that mends it."""


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import packages of an extra in the block; a missing one is a `MissingPackageError`."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise missing(name, (error.name or "").partition(".")[0]) from error


def missing(name: str, package: str, what: str = "", command: str = "install") -> ImportError:
    """Return the error for a package, or a part of it, that an extra should have brought."""
    what = what or f"the package {package}"
    return MissingPackageError(MESSAGES[name].format(what=what, package=package, command=command))
