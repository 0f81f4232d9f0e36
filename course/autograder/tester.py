"""The trusted process: runs test cells as they are, with stand-ins for the student's names."""

import socket
import sys
from typing import TYPE_CHECKING

from autograder import proxies, tracebacks
from autograder.around import Noted, attribute_of, is_mock
from autograder.errors import StudentStopped
from autograder.shell import Shell
from autograder.student import put_files
from autograder.unpacking import BadValue, Unpacker, write_back
from autograder.values import Packer
from autograder.wire import Wire, WireError

if TYPE_CHECKING:
    from collections.abc import Callable

STOPPED = "the function did not come back: its process ended, or was stopped"
NO_VALUE = "what the function returned cannot be read: {error}"


class Tester:
    """Serves the grader: runs given cells and test cells until it closes the connection."""

    def __init__(self, wire: Wire, shell: Shell) -> None:
        self._wire, self._shell = wire, shell
        self._sources = tracebacks.Sources(shell.ip.compile._filename_map)
        self._student: Student | None = None

    def serve(self) -> None:
        """Answer requests, one at a time."""
        while True:
            try:
                message, data = self._wire.receive()
            except EOFError:
                return
            operation = getattr(self, f"_do_{message.pop('op')}")
            self._wire.send(operation(data, **message))

    def _do_files(self, data: memoryview, **where: object) -> dict:
        """Put the course's files into the working folder."""
        put_files(data, **where)
        return {}

    def _do_meet(self, _data: memoryview) -> dict:
        """Take over the connection to a student's process, which follows."""
        self._wire.send({})
        self._wire.socket.settimeout(None)
        _, descriptors, _, _ = socket.recv_fds(self._wire.socket, 1, 1)
        wire = Wire(socket.socket(fileno=descriptors[0]))
        self._student = Student(wire, self._shell, self._sources)
        return {}

    def _do_given(self, _data: memoryview, source: str, count: int, names: list[str]) -> dict:
        """Run a cell that the course gives, since test cells rely on it."""
        self._begin(source, names)
        return self._shell.run(source, count)

    def _do_test(
        self, _data: memoryview, source: str, count: int, names: list[str], cells: dict
    ) -> dict:
        """Run a test cell."""
        self._sources.add({int(number): text for number, text in cells.items()})
        missing = self._begin(source, names)
        result = self._shell.run(source, count)
        student = self._student
        state = {"stopped": student.has_stopped, "is_odd": student.is_odd, "missing": missing}
        return result | state

    def _begin(self, source: str, names: list[str]) -> list[str]:
        missing = self._bind(names)
        self._student.begin(source, names)
        return missing

    def _bind(self, names: list[str]) -> list[str]:
        """Give names of the student's their present meaning; return those that have none."""
        missing = []
        for name in names:
            try:
                self._shell.namespace[name] = self._student.get(name)
            except LookupError:
                missing.append(name)
                self._shell.namespace.pop(name, None)
            except Exception:  # the cell that needs it says so
                self._shell.namespace.pop(name, None)
        return missing


class Student:
    """The student's process, as seen from the tests."""

    def __init__(self, wire: Wire, shell: Shell, sources: tracebacks.Sources) -> None:
        self._wire, self._shell, self._sources = wire, shell, sources
        self._lent: list[Callable] = []
        self._packer, self._unpacker = Packer(self._lend), Unpacker(self._resolve)
        self._made: dict[int, object] = {}
        self._asked = 0
        self._noted = Noted(shell.namespace)
        self.has_stopped = False
        self.is_odd = False  # whether it has said what honest processes do not say

    def begin(self, source: str, names: list[str]) -> None:
        """Note how things stand as a cell begins, and take mocks of cells before it back."""
        self._noted.begin(source, names)
        self._lent = [_taken_back if is_mock(each) else each for each in self._lent]

    def get(self, name: str) -> object:
        """Look up a name.

        Raises
        ------
        LookupError
            If there is no such name.
        """
        reply, data = self._ask({"op": "get", "name": name})
        if "missing" in reply:
            raise LookupError(name)
        return self._value(reply, data)

    def call(self, handle: int, arguments: tuple, named: dict) -> object:
        """Call a function; what it changed in its arguments, changes here."""
        __tracebackhide__ = True
        packed, data = self._packer.pack([list(arguments), named])
        request = {"op": "call", "handle": handle, "arguments": packed[1][0], "named": packed[1][1]}
        reply, content = self._ask(request, data)
        self._show(reply.get("shown"))
        error = reply.get("error") or {}
        if error.get("base") == "StopIteration":  # a test that maps would take it for its end
            error["base"] = "RuntimeError"
        split = reply.get("split", len(content))
        if "changed" in reply:
            changed = self._unpacker.unpack(reply["changed"], content[split:])
            write_back([list(arguments), named], changed)
        return self._value(reply, content[:split])

    def operate(self, handle: int, name: str, *arguments: object) -> object:
        """Ask an object for an attribute, an item, its length."""
        __tracebackhide__ = True
        packed, data = self._packer.pack(list(arguments))
        request = {"op": "operate", "handle": handle, "name": name, "arguments": packed}
        return self._value(*self._ask(request, data))

    def cell_file(self, cell: object) -> str | None:
        """Where the source of a cell is looked up."""
        return self._sources.file_of({"cell": cell})

    def _ask(self, request: dict, data: bytes = b"") -> tuple[dict, memoryview]:
        """Wait for the answer; answer meanwhile what the student's code asks."""
        __tracebackhide__ = True
        if self.has_stopped:
            raise StudentStopped(STOPPED)
        try:
            self._asked = number = self._asked + 1
            around = self._noted.changes(self._known_there)
            self._wire.send(request | {"number": number, "around": around}, data)
            while True:
                reply, content = self._wire.receive()
                if "call_back" not in reply:
                    _check_number(reply, number)
                    return reply, content
                self._wire.send(*self._call_back(reply, content))
        except (EOFError, OSError):
            self.has_stopped = True
            raise StudentStopped(STOPPED) from None
        except WireError as error:
            self.has_stopped = True
            raise StudentStopped(NO_VALUE.format(error=error)) from None

    def _call_back(self, request: dict, data: memoryview) -> tuple[dict, bytes]:
        """Call a function of the tests for the student's code."""
        try:
            function = self._lent[int(request["call_back"])]
            if "attribute" in request:
                value = attribute_of(function, str(request["attribute"]))
            else:
                arguments, named = self._unpacker.unpack(request["arguments"], data)
                value = function(*arguments, **named)
            value, content = self._packer.pack(value)
        except Exception as error:
            return {"error": type(error).__name__, "text": str(error)}, b""
        return {"value": value}, content

    def _value(self, reply: dict, data: memoryview) -> object:
        __tracebackhide__ = True
        error = reply.get("error")
        if error is not None:
            self.is_odd |= bool(reply.get("unsent"))
            self.is_odd |= error.get("base") == "MemoryError"  # another cell may hold it all
            frames = error.get("frames", [])
            raise proxies.error_of(error, tracebacks.rebuild(frames, self._sources))
        try:
            return self._unpacker.unpack(reply.get("value"), data)
        except BadValue as error:
            self.is_odd = True
            raise TypeError(NO_VALUE.format(error=error)) from None

    def _show(self, outputs: object) -> None:
        """Show what the student's code showed, where it was called."""
        for output in outputs if isinstance(outputs, list) else ():
            match output:
                case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(t)}:
                    getattr(sys, name).write(t)
                case {"output_type": "display_data", "data": dict(data)}:
                    self._shell.ip.display_pub.publish(data)

    def _known_there(self, value: object) -> list | None:
        """Refer to the student's own objects and to mocks; other values stay here."""
        return self._lend(value) if self._is_theirs(value) or is_mock(value) else None

    def _is_theirs(self, value: object) -> bool:
        handle = getattr(value, "handle", None)
        return isinstance(handle, int) and self._made.get(handle) is value

    def _lend(self, value: object) -> list:
        """Refer to something of the tests; the student's own goes back as a handle."""
        if self._is_theirs(value):
            return ["handle", value.handle]
        if not callable(value):
            raise TypeError(f"test cells cannot hand over an object of type {type(value).__name__}")
        if not any(value is other for other in self._lent):
            self._lent.append(value)
        number = next(i for i, other in enumerate(self._lent) if other is value)
        return ["lent", number, getattr(value, "__name__", "function"), is_mock(value)]

    def _resolve(self, reference: list) -> object:
        match reference:
            case ["handle", int(handle), dict(about)]:
                if handle not in self._made:
                    self._made[handle] = proxies.make(self, handle, about)
                return self._made[handle]
            case ["lent", int(number)]:
                return self._lent[number]
            case ["module", str(name)] if name in sys.modules:
                return sys.modules[name]
        raise BadValue("unknown reference")


def _taken_back(*_: object, **__: object) -> None:
    raise RuntimeError("this mock belongs to a test that is over")


def _check_number(reply: dict, number: int) -> None:
    """An answer that was not asked for would be taken for that to the next request."""
    __tracebackhide__ = True
    if reply.get("number") != number:
        raise WireError("not an answer to what was asked")
