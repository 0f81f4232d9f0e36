"""A notebook's Python without a kernel: the same shell, its messages kept as outputs.

``ZMQInteractiveShell`` is what a kernel runs cells with. Here it is given a session that
keeps messages instead of sending them, so that displays, results and tracebacks come out
as from a kernel, in a third of its time.
"""

import builtins
import getpass
import os
import sys
import tempfile
from types import SimpleNamespace
from typing import NoReturn

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets import Instance
from traitlets.config import Config

from nbgrader_sandbox.kernel.outputs import OUTPUT_LIMIT, Outputs, Stream

NO_INPUT = "raw_input was called, but this frontend does not support input requests."


class _Session(Session):
    outputs = Instance(Outputs)

    def send(self, _stream: object, message: object, content: dict | None = None, *_, **__) -> None:
        kind = message if isinstance(message, str) else message["msg_type"]
        self.outputs.add(kind, content if isinstance(message, str) else message["content"])


class Shell:
    """Runs cells, one after the other, in one namespace.

    There can be one in a process, since IPython has one of everything.
    """

    def __init__(self) -> None:
        self.outputs = Outputs()
        settings = Config()
        settings.HistoryManager.enabled = False  # it would start a thread
        kernel = SimpleNamespace(eventloop=None)
        self.ip = ZMQInteractiveShell.instance(
            config=settings, compiler_class=XCachingCompiler, kernel=kernel
        )
        session = _Session(outputs=self.outputs)
        self.ip.displayhook.session = self.ip.display_pub.session = session
        self.ip.displayhook.topic = b"execute_result"

    @property
    def namespace(self) -> dict:
        """The names that cells see."""
        return self.ip.user_ns

    def take_over_streams(self) -> None:
        """Keep what this process and those that it starts print."""
        self._files = {name: tempfile.TemporaryFile() for name in ("stdout", "stderr")}  # noqa: SIM115
        self._restore_streams()
        builtins.input = getpass.getpass = _no_input

    def _restore_streams(self) -> None:
        """Also after a cell that closed or replaced them, as a kernel does not."""
        for descriptor, (name, file) in enumerate(self._files.items(), start=1):
            os.dup2(file.fileno(), descriptor)
            stream = getattr(sys, name, None)
            is_first = stream in (sys.__stdout__, sys.__stderr__)
            if is_first or stream is None or getattr(stream, "closed", False):
                setattr(sys, name, Stream(name, self.outputs, descriptor))

    def run(self, source: str, count: int) -> dict:
        """Run one cell.

        Parameters
        ----------
        source : str
            Code of a cell, magics included.
        count : int
            The number in ``In [ ]``.

        Returns
        -------
        result : dict
            ``outputs`` in the notebook format, ``updates`` of displays in earlier cells, and
            ``ok``: whether it ran to its end.
        """
        self._restore_streams()
        self.ip.execution_count = count
        result = self.ip.run_cell(source, store_history=True)
        self.ip.exit_now = False
        error = result.error_before_exec or result.error_in_exec
        self.collect_printed()
        kept = self.outputs.take()
        if error is not None and not any(o.get("output_type") == "error" for o in kept["outputs"]):
            kept["outputs"].append(_as_output(error, self.ip))  # SystemExit shows none itself
        return kept | {"ok": error is None}

    def collect_printed(self) -> None:
        """Take over what was written past Python, as ``os.system`` does."""
        for name, file in self._files.items():
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(0)
                self.outputs.write(name, file.read(OUTPUT_LIMIT).decode("utf-8", "replace"))
                file.seek(0)
                file.truncate()


def _as_output(error: BaseException, ip: ZMQInteractiveShell) -> dict:
    traceback = getattr(ip, "_last_traceback", None) or [str(error)]
    name, text = type(error).__name__, str(error)
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": traceback}


def _no_input(*_: object, **__: object) -> NoReturn:
    raise StdinNotImplementedError(NO_INPUT)
