"""The process of one student's notebook: runs cells, answers calls, sends values only.

It runs untrusted code in the same interpreter, so nothing that it says is believed: an
answer of its is only ever taken for what the student's code returned.
"""

import builtins
import inspect
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, FunctionType, ModuleType, TracebackType

import numpy as np

from autograder.shell import Shell
from autograder.unpacking import Unpacker
from autograder.values import Packer
from autograder.wire import Wire

FRAMES = 30  # of a traceback
BUILTIN_ERRORS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}


class Student:
    """Serves requests until the other side closes the connection."""

    def __init__(self, wire: Wire, shell: Shell) -> None:
        self._wire, self._shell = wire, shell
        self._objects: list[object] = []  # a handle is a place in it
        self._places: dict[int, int] = {}  # by id, which holds as the object is kept
        self._packer, self._unpacker = Packer(self._refer), Unpacker(self._resolve)
        self._is_busy = False  # whether an interrupt is meant for the student's code
        self._operations = {
            name.removeprefix("_do_"): getattr(self, name)
            for name in dir(self)
            if name.startswith("_do_")
        }

    def serve(self) -> None:
        """Answer requests, one at a time."""
        while True:
            try:
                message, data = self._wire.receive()
            except EOFError:
                return
            operation = self._operations[message.pop("op")]
            signal.signal(signal.SIGINT, self._interrupt)
            reply, content = operation(data, **message)
            self._wire.send(reply, content)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        __tracebackhide__ = True
        if self._is_busy:
            self._is_busy = False
            raise KeyboardInterrupt

    def _guarded(self, function: Callable, *arguments: object) -> tuple[dict, bytes]:
        """Run what may be the student's code: its value, or what it raised."""
        try:
            self._is_busy = True
            try:
                value = function(*arguments)
            finally:
                self._is_busy = False
            packed, data = self._packer.pack(value)
            return {"value": packed}, data
        except BaseException as error:
            return {"error": self._describe(error)}, b""

    def _do_files(self, data: memoryview, **where: object) -> tuple[dict, bytes]:
        """Put files into the working folder."""
        put_files(data, **where)
        return {}, b""

    def _do_run(self, _data: memoryview, source: str, count: int) -> tuple[dict, bytes]:
        """Run a cell."""
        try:
            self._is_busy = True
            return self._shell.run(source, count), b""
        except BaseException as error:  # an interrupt that came between two lines of ours
            return self._shell.outputs.take() | {"ok": False, "error": repr(error)}, b""
        finally:
            self._is_busy = False

    def _do_get(self, _data: memoryview, name: str) -> tuple[dict, bytes]:
        """Look a name up."""
        if name not in self._shell.namespace:
            return {"missing": True}, b""
        return self._guarded(lambda: self._shell.namespace[name])

    def _do_call(
        self, data: memoryview, handle: int, arguments: object, named: object
    ) -> tuple[dict, bytes]:
        """Call something of the student's; what it changes in its arguments is sent back."""
        arguments = self._unpacker.unpack(arguments, data)
        named = self._unpacker.unpack(named, data)
        before = self._packer.pack([arguments, named])
        reply, content = self._guarded(self._call, self._objects[handle], arguments, named)
        after = self._repacked(arguments, named, before)
        if after != before:
            reply |= {"changed": after[0], "split": len(content)}
            content += after[1]
        self._shell.collect_printed()
        return reply | {"shown": self._shell.outputs.take()["outputs"]}, content

    def _repacked(self, arguments: list, named: dict, before: tuple) -> tuple[object, bytes]:
        try:
            return self._packer.pack([arguments, named])
        except Exception:  # an argument was filled with what cannot be packed
            return before

    @staticmethod
    def _call(function: Callable, arguments: list, named: dict) -> object:
        return function(*arguments, **named)

    def _do_operate(
        self, data: memoryview, handle: int, name: str, arguments: object
    ) -> tuple[dict, bytes]:
        """Ask one of the student's objects for an attribute, an item, its length or text."""
        operand = self._objects[handle]
        arguments = self._unpacker.unpack(arguments, data)
        return self._guarded(OPERATIONS[name], operand, *arguments)

    def _refer(self, value: object) -> list:
        """Make a handle; what was lent by the other side goes back as it came."""
        if isinstance(value, Lent):
            return ["lent", value.number]
        if isinstance(value, ModuleType):
            return ["module", value.__name__]
        number = self._places.setdefault(id(value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)
        return ["handle", number, _about(value, self._counts())]

    def _resolve(self, reference: list) -> object:
        match reference:
            case ["handle", int(number)]:
                return self._objects[number]
            case ["lent", int(number), str(name)]:
                return Lent(number, name, self._call_back)
        raise ValueError(f"unknown reference {reference}")

    def _call_back(self, number: int, arguments: tuple, named: dict) -> object:
        packed, data = self._packer.pack([list(arguments), named])
        self._wire.send({"call_back": number, "arguments": packed}, data)
        reply, content = self._wire.receive()
        if "error" in reply:
            raise BUILTIN_ERRORS.get(reply["error"], RuntimeError)(reply["text"])
        return self._unpacker.unpack(reply["value"], content)

    def _counts(self) -> dict[str, int]:
        return self._shell.ip.compile._filename_map

    def _describe(self, error: BaseException) -> dict:
        """Say what was raised, and where, in words and numbers only."""
        kind = type(error)
        base = next((k.__name__ for k in kind.__mro__ if k in BUILTIN_ERRORS.values()), "Exception")
        try:
            text = str(error)
        except Exception:
            text = ""
        frames = list(_frames(error.__traceback__, self._counts()))[-FRAMES:]
        return {"name": kind.__name__, "base": base, "text": text, "frames": frames}


def put_files(data: memoryview, folder: str, names: dict[str, list[int]]) -> None:
    """Write files into ``folder``, or where this process is, and work there."""
    if folder:
        os.chdir(folder)
    for name, (start, length) in names.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + length])


class Lent:
    """A function of the tests, as the student's code sees it."""

    def __init__(self, number: int, name: str, call: Callable) -> None:
        self.number, self.__name__, self._call = number, name, call

    def __call__(self, *arguments: object, **named: object) -> object:
        """Have it called on the other side."""
        return self._call(self.number, arguments, named)


def _contains(container: object, item: object) -> bool:
    return item in container


OPERATIONS = {
    "getattr": getattr,
    "getitem": lambda value, key: value[key],
    "contains": _contains,
    "len": len,
    "iter": iter,
    "next": next,
    "bool": bool,
    "str": str,
    "repr": repr,
    "array": np.asarray,
    "dir": dir,
}


def _about(value: object, counts: dict[str, int]) -> dict:
    """What can be known of an object without its help, as far as it is honest."""
    about = {"type": type(value).__name__, "callable": callable(value)}
    about["array"] = hasattr(type(value), "__array__")
    if isinstance(value, FunctionType | type):
        about |= {"name": value.__name__, "doc": value.__doc__, "is_class": isinstance(value, type)}
        about["parameters"] = _parameters(value)
    if isinstance(value, FunctionType):
        code = value.__code__
        about |= {"cell": counts.get(code.co_filename), "line": code.co_firstlineno}
    return {key: item for key, item in about.items() if _is_plain(item)}


def _is_plain(item: object) -> bool:
    return item is None or isinstance(item, bool | int | str | list)


def _parameters(function: Callable) -> list | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [[p.name, int(p.kind), p.default is not p.empty] for p in found]


def _frames(trace: TracebackType | None, counts: dict[str, int]) -> Iterator[dict]:
    """The frames of the student's own cells, and of the libraries that they called."""
    here = os.path.dirname(__file__)  # noqa: PTH120 (a prefix of text)
    for frame, line in traceback.walk_tb(trace):
        file = frame.f_code.co_filename
        if file.startswith(here):
            continue
        shapes = {
            name: list(value.shape)
            for name, value in list(frame.f_locals.items())
            if isinstance(value, np.ndarray)
        }
        yield {
            "cell": counts.get(file),
            "file": file,
            "line": line,
            "function": frame.f_code.co_name,
            "shapes": shapes,
        }
