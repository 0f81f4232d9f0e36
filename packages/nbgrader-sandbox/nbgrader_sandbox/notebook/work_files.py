"""Work files of a notebook's two processes, and the results of cells that did not end."""

import tempfile
import time
from collections.abc import Mapping

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.notebook.output_cleaning import TIMED_OUT, error_output
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox.fork_client import (
    TRANSFER_TIMEOUT,
    CannotStart,
    ForkedProcess,
    ForkServerClient,
    ask,
)

ATTEMPTS = 3
FAILED: Message = {"outputs": [], "updates": [], "ok": False}
NO_TIME = "the notebook has used up its time"


class WorkFiles:
    """Files by path that a process finds in its folder: its own empty one, or one made here."""

    def __init__(self, content: Mapping[str, bytes], has_own_folder: bool) -> None:
        self._content, self._has_own_folder = content, has_own_folder
        self._folders: list[tempfile.TemporaryDirectory[str]] = []

    def start(self, fork_server: ForkServerClient) -> ForkedProcess:
        """Get a new process with its files; CannotStart after three attempts."""
        for _ in range(ATTEMPTS):
            process = fork_server.fork()
            try:
                self._send(process, fork_server.scratch)
            except (StudentStopped, TimeoutError):
                process.kill()
            else:
                return process
        raise CannotStart("a process ends as soon as it gets its files; is there memory?")

    def _send(self, process: ForkedProcess, scratch: str) -> None:
        spans, content, folder = {}, bytearray(), ""
        for name, data in self._content.items():
            spans[name] = [len(content), len(data)]
            content += data
        if not self._has_own_folder:
            place = tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True)
            self._folders.append(place)
            folder = place.name
        request = {"op": "files", "folder": folder, "spans": spans}
        ask(process, request, bytes(content), time.monotonic() + TRANSFER_TIMEOUT)

    def close(self) -> None:
        """Remove the folders."""
        while self._folders:
            self._folders.pop().cleanup()


def failed_result(name: str, text: str) -> Message:
    """Return the result of a cell that did not end."""
    return {**FAILED, "outputs": [error_output(name, text)], "stuck": True}


def late_result(outputs: object, text: str) -> Message:
    """Return the result of a cell that was ended for its time, after what it had shown."""
    shown = outputs if isinstance(outputs, list) else []
    late = error_output(TIMED_OUT, text)
    return {**FAILED, "outputs": [*shown, late], "stuck": True, "late": True}
