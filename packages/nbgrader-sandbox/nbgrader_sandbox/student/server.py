"""The process of one student's notebook: runs cells, answers calls, sends values only.

It runs untrusted code in the same interpreter, so nothing that it says is believed: an
answer of its is only ever taken for what the student's code returned.
"""

import builtins
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType

from nbgrader_sandbox.kernel.files import put_files
from nbgrader_sandbox.kernel.patches import Meaning, meanings, replaced, set_generators
from nbgrader_sandbox.kernel.shell import Shell
from nbgrader_sandbox.protocol.connection import Wire
from nbgrader_sandbox.protocol.packing import Packer
from nbgrader_sandbox.protocol.unpacking import Unpacker
from nbgrader_sandbox.student.descriptions import BUILTIN_ERRORS, describe_error, describe_object
from nbgrader_sandbox.student.operations import OPERATIONS


class Student:
    """Serves requests until the other side closes the connection."""

    def __init__(self, wire: Wire, shell: Shell) -> None:
        self._wire, self._shell = wire, shell
        self._objects: list[object] = []  # a handle is a place in it
        self._places: dict[int, int] = {}  # by id, which holds as the object is kept
        self._packer, self._unpacker = Packer(self._refer), Unpacker(self._resolve)
        self._is_busy = False  # whether an interrupt is meant for the student's code
        self._around: dict = {}  # what the tests changed around the next thing to run
        self._real: list[Meaning] = []  # built-in functions, where mocks are in their place
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
            signal.signal(signal.SIGINT, self._interrupt)
            self._answer(message, data)

    def _answer(self, message: dict, data: memoryview) -> None:
        operation, number = self._operations[message.pop("op")], message.pop("number", None)
        self._around = message.pop("around", {})
        reply, content = operation(data, **message)
        self._wire.send(reply | {"number": number}, content)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        __tracebackhide__ = True
        if self._is_busy:
            self._is_busy = False
            raise KeyboardInterrupt

    def _guarded(self, function: Callable, *arguments: object) -> tuple[dict, bytes]:
        """Run what may be the student's code: its value, or what it raised."""
        is_done = False
        try:
            self._is_busy = True
            try:
                with self._changed():
                    value = function(*arguments)
            finally:
                self._is_busy = False
            is_done = True
            packed, data = self._packer.pack(value)
            return {"value": packed}, data
        except BaseException as error:
            # A value that cannot be sent is odd, or something here is broken.
            return {"error": describe_error(error, self._counts()), "unsent": is_done}, b""

    @contextmanager
    def _changed(self) -> Iterator[None]:
        """Have around what runs what the tests have around their request."""
        changes, self._around = self._around, {}
        if not changes:
            yield
            return
        set_generators(changes.get("generators", {}))
        before_all = self._real
        with replaced(meanings(changes, self._shell.namespace, self._resolve)) as before:
            self._real = [each for each in before if each[0] is vars(builtins)]
            try:
                yield
            finally:
                self._real = before_all

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
        return ["handle", number, describe_object(value, self._counts())]

    def _resolve(self, reference: list) -> object:
        match reference:
            case ["handle", int(number)]:
                return self._objects[number]
            case ["lent", int(number), str(name), bool(is_mock)]:
                return Lent(number, name, self._call_back, is_mock)
        raise ValueError(f"unknown reference {reference}")

    def _call_back(self, number: int, arguments: tuple, named: dict, **more: str) -> object:
        with replaced(self._real):  # what runs here must not meet mocks
            return self._ask_back(number, arguments, named, **more)

    def _ask_back(self, number: int, arguments: tuple, named: dict, **more: str) -> object:
        packed, data = self._packer.pack([list(arguments), named])
        self._wire.send({"call_back": number, "arguments": packed, **more}, data)
        reply, content = self._wire.receive()
        while "op" in reply:  # the tests' function calls one of the student's
            self._answer(reply, content)
            self._is_busy = True
            reply, content = self._wire.receive()
        if "error" in reply:
            raise BUILTIN_ERRORS.get(reply["error"], RuntimeError)(reply["text"])
        return self._unpacker.unpack(reply["value"], content)

    def _counts(self) -> dict[str, int]:
        return self._shell.ip.compile._filename_map


class Lent:
    """A function of the tests, or a mock, as the student's code sees it."""

    def __init__(self, number: int, name: str, call: Callable, is_mock: bool) -> None:
        self.number, self.__name__, self._call, self._is_mock = number, name, call, is_mock

    def __call__(self, *arguments: object, **named: object) -> object:
        """Have it called on the other side."""
        return self._call(self.number, arguments, named)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or not self._is_mock:
            raise AttributeError(f"a function of the tests has no attribute {name!r}")
        return self._call(self.number, (), {}, attribute=name)
