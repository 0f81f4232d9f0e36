"""What both processes of a notebook have: files, and an end to patience."""

import tempfile
import time
from collections.abc import Mapping

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.notebook.output_cleaning import error
from nbgrader_sandbox.sandbox.fork_client import START, CannotStart, Copy, Zygote, ask

ATTEMPTS = 3
FAILED: Mapping = {"outputs": [], "updates": [], "ok": False}
NO_TIME = "the notebook has used up its time"


class WorkFiles:
    """Files that a process finds in its working folder.

    Parameters
    ----------
    content : dict of str to bytes
        By path.
    has_folder : bool
        Whether the process has an empty folder of its own; else it gets one here.
    """

    def __init__(self, content: Mapping[str, bytes], has_folder: bool) -> None:
        self._content, self._has_folder = content, has_folder
        self._folders: list[tempfile.TemporaryDirectory] = []

    def start(self, zygote: Zygote) -> Copy:
        """Get a new process and give it its files.

        Raises
        ------
        CannotStart
            If that fails three times, which is no fault of the student's.
        """
        for _ in range(ATTEMPTS):
            copy = zygote.fork()
            try:
                self._put(copy)
            except (StudentStopped, TimeoutError):
                copy.kill()
            else:
                return copy
        raise CannotStart("a process ends as soon as it gets its files; is there memory?")

    def _put(self, copy: Copy) -> None:
        places, content, folder = {}, bytearray(), ""
        for name, data in self._content.items():
            places[name] = [len(content), len(data)]
            content += data
        if not self._has_folder:
            self._folders.append(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            folder = self._folders[-1].name
        request = {"op": "files", "folder": folder, "names": places}
        ask(copy, request, bytes(content), time.monotonic() + START)

    def close(self) -> None:
        """Remove the folders."""
        while self._folders:
            self._folders.pop().cleanup()


def failed(name: str, text: str) -> dict:
    """The result of a cell that came to no end."""
    return {**FAILED, "outputs": [error(name, text)], "stuck": True}
