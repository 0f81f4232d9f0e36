"""A notebook's Python without a kernel: the same shell, its messages collected as outputs.

``ZMQInteractiveShell`` is what a kernel runs cells with. Here it is given a session that
keeps messages instead of sending them, so that displays, results and tracebacks come out
as from a kernel, in a third of its time.
"""

import builtins
import getpass
import os
import re
import sys
import tempfile
import zlib
from types import ModuleType, SimpleNamespace
from typing import Any, NoReturn

from ipykernel.compiler import XCachingCompiler, get_tmp_directory
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from IPython.core.inputtransformer2 import TransformerManager
from jupyter_client.session import Session, json_packer, json_unpacker
from traitlets import Instance
from traitlets.config import Config

from nbgrader_sandbox.kernel.outputs import OUTPUT_LIMIT, OutputCollector, Stream
from nbgrader_sandbox.protocol.connection import Message

# What IPython's syntax begins or ends with: magics, commands, help, quoting of arguments.
ESCAPE = re.compile(r"[%!?]|^\s*[,;/]")
AWAIT = re.compile("async|await")
OWN_TRANSFORMERS = len(TransformerManager().token_transformers)  # an extension may add to them
NO_INPUT = "raw_input was called, but this frontend does not support input requests."


class _Session(Session):
    outputs = Instance(OutputCollector)

    def send(
        self, stream: Any, msg_or_type: Message | str, content: Any = None, *_: Any, **__: Any
    ) -> None:
        if isinstance(msg_or_type, str):
            kind, shown = msg_or_type, content or {}
        else:
            kind, shown = msg_or_type["msg_type"], msg_or_type["content"]
        # As a kernel does: bytes of pictures become text, and what is no JSON fails here.
        self.outputs.add(kind, json_unpacker(json_packer(shown)))


class _Compiler(XCachingCompiler):
    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        """Name a cell as a kernel does, by a hash, but by one that is not written in Python."""
        return f"{get_tmp_directory()}{os.sep}{zlib.crc32(raw_code.encode())}.py"


class _Transformer(TransformerManager):
    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Look for IPython's own syntax where it can be: its tokens cost more than most cells."""
        is_extended = len(self.token_transformers) > OWN_TRANSFORMERS
        if is_extended or any(map(ESCAPE.search, lines)):
            lines = super().do_token_transforms(lines)
        return lines


class _Shell(ZMQInteractiveShell):
    def enable_gui(self, gui: object = None) -> None:
        """Do nothing: a window's loop has no kernel here that would run it beside cells."""

    def should_run_async(self, raw_cell: str, **more: Any) -> bool:
        """Whether a cell awaits; one without that word need not be compiled to find out."""
        may_await = AWAIT.search(more.get("transformed_cell") or "") is not None
        return may_await and bool(super().should_run_async(raw_cell, **more))

    def _format_exception_for_storage(self, *_: object, **__: object) -> Message:
        """Keep no second copy of a traceback: to write one takes most of the time of an error."""
        return {}


class Shell:
    """Runs cells, one after the other, in one namespace; one in a process, as IPython is."""

    def __init__(self) -> None:
        self.outputs = OutputCollector()
        self.loaded_modules: dict[str, ModuleType] = {}  # before the first cell, by name
        settings = Config()
        settings.HistoryManager.enabled = False  # it would start a thread
        kernel = SimpleNamespace(eventloop=None)
        self.ip = _Shell.instance(config=settings, compiler_class=_Compiler, kernel=kernel)
        self.ip.input_transformer_manager = _Transformer()
        session = _Session(outputs=self.outputs)
        hook: Any = self.ip.displayhook  # ipykernel's, which has more than IPython's types know
        publisher: Any = self.ip.display_pub
        hook.session = publisher.session = session

    @property
    def namespace(self) -> dict[str, object]:
        """The names that cells see."""
        names: dict[str, object] = self.ip.user_ns
        return names

    def warm_up(self, times: int) -> None:
        """Run a cell that leaves nothing behind, so many times, and write a traceback."""
        for _ in range(times):
            self.ip.run_cell("if True:\n    pass  # nothing\n", silent=True)
        try:  # the first is slow, which imports what colours them
            raise ValueError
        except ValueError:
            self.ip.InteractiveTB.structured_traceback(*sys.exc_info())

    def take_over_streams(self) -> None:
        """Collect what this process and those that it starts print."""
        # Open as long as the process.
        self._files = {name: tempfile.TemporaryFile() for name in ("stdout", "stderr")}  # noqa: SIM115
        self._restore_streams()
        builtins.input = getpass.getpass = _no_input

    def _restore_streams(self) -> None:
        """Restore them also after a cell that closed or replaced them, as a kernel does not."""
        for descriptor, (name, file) in enumerate(self._files.items(), start=1):
            os.dup2(file.fileno(), descriptor)
            stream = getattr(sys, name, None)
            is_first = stream in (sys.__stdout__, sys.__stderr__)
            if is_first or stream is None or getattr(stream, "closed", False):
                setattr(sys, name, Stream(name, self.outputs, descriptor))

    def run(self, source: str, count: int) -> Message:
        """Run one cell, magics included; ``count`` is the number in ``In [ ]``.

        Returns ``outputs`` in the notebook format, ``updates`` of displays in earlier cells, and
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
            name, text = type(error).__name__, str(error)  # SystemExit shows none itself
            lines = getattr(self.ip, "_last_traceback", None) or [text]
            shown = {"ename": name, "evalue": text, "traceback": lines}
            kept["outputs"].append({"output_type": "error", **shown})
        return kept | {"ok": error is None}

    def collect_printed(self) -> None:
        """Collect what was written past Python, as ``os.system`` does."""
        for name, file in self._files.items():
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(0)
                self.outputs.write(name, file.read(OUTPUT_LIMIT).decode("utf-8", "replace"))
                file.seek(0)
                file.truncate()


def _no_input(*_: object, **__: object) -> NoReturn:
    raise StdinNotImplementedError(NO_INPUT)
