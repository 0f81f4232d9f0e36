"""Tracebacks of another process, rebuilt so that everything that reads one can.

A frame cannot be made, but it can be had: compile a line that raises, under the name of the
student's function, and keep the frame that it leaves behind.
"""

import linecache
import sysconfig
import traceback
from collections.abc import Mapping
from types import CodeType, TracebackType

import numpy as np

from nbgrader_sandbox.protocol.connection import Message

LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})
ERROR = "raised_by_autograder"
MAX_LINE = 100_000


class Sources:
    """The student's cells, as ``linecache`` and IPython know cells: shown as ``Cell In[5]``."""

    def __init__(self, shown_as: dict[str, int]) -> None:
        self._shown_as = shown_as
        self._files: dict[int, str] = {}  # by the number in ``In [ ]``

    def add(self, sources: Mapping[int, str]) -> None:
        """Add cells by the number in ``In [ ]``."""
        for count, source in sources.items():
            name = self._files[count] = f"/notebook/cell-{count}.py"
            lines = source.splitlines(keepends=True)
            linecache.cache[name] = (len(source), None, lines, name)
            self._shown_as[name] = count

    def file_of(self, frame: Message) -> str | None:
        """Return the file that a frame claims to be in, if that can be so.

        A student's process is not believed: any other file could be one that
        the student may not read, and a traceback shows lines.
        """
        cell, file = frame.get("cell"), frame.get("file")
        if isinstance(cell, int) and cell in self._files:
            return self._files[cell]
        if not isinstance(file, str) or ".." in file:
            return None
        return file if file.startswith(LIBRARIES) and file.endswith(".py") else None


def code_at(file: str, name: str, line: int, source: str = f"raise {ERROR}") -> CodeType:
    """Compile ``source`` as if it stood in line ``line`` of ``file``, in function ``name``."""
    line = min(max(int(line), 1), MAX_LINE)
    code = compile("\n" * (line - 1) + source, file, "exec")
    return code.replace(co_name=name)


def rebuild(frames: list[Message], sources: Sources) -> TracebackType | None:
    """Make a traceback of a description of one; None if nothing of it can be shown.

    Frames go from the outermost to the one that raised: cell or file, line, function, and the
    shapes of the arrays in it by name.
    """
    trace = None
    for frame in reversed(frames):
        file = sources.file_of(frame)
        if file is not None:
            trace = _add(trace, file, frame)
    return trace


def _add(inner: TracebackType | None, file: str, frame: Message) -> TracebackType:
    code = code_at(file, str(frame.get("function")), frame.get("line", 1))
    shapes = frame.get("shapes", {})
    # Arrays of those shapes that take no memory.
    variables = {str(n): np.broadcast_to(np.float64(0), [*map(int, s)]) for n, s in shapes.items()}
    try:
        exec(code, {ERROR: Exception()}, variables)  # the grader's own line: `raise`
    except Exception as error:
        *_, (outer, line) = traceback.walk_tb(error.__traceback__)
    return TracebackType(inner, outer, outer.f_lasti, line)
