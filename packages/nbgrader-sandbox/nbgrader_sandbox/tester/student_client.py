"""The student's process, as seen from the tests."""

import sys
from typing import TYPE_CHECKING

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.kernel.patches import Noted, attribute_of, is_mock
from nbgrader_sandbox.kernel.shell import Shell
from nbgrader_sandbox.protocol.connection import Wire, WireError
from nbgrader_sandbox.protocol.packing import Packer
from nbgrader_sandbox.protocol.unpacking import BadValue, Unpacker, write_back
from nbgrader_sandbox.tester import proxies, tracebacks

if TYPE_CHECKING:
    from collections.abc import Callable

STOPPED = "the function did not come back: its process ended, or was stopped"
NO_VALUE = "what the function returned cannot be read: {error}"


class Session:
    """The student's process, as seen from the tests."""

    def __init__(self, wire: Wire, shell: Shell, sources: tracebacks.Sources, noted: Noted) -> None:
        self._wire, self._shell, self._sources, self._noted = wire, shell, sources, noted
        self._lent: list[Callable] = []
        self._numbers: dict[int, int] = {}  # places in it, by id
        self._packer, self._unpacker = Packer(self._lend), Unpacker(self._resolve)
        self._made: dict[int, object] = {}
        self._asked = 0
        self.has_stopped = False
        self.is_odd = False  # whether it has said what honest processes do not say

    def begin(self, source: str, names: list[str]) -> None:
        """Note how things stand as a cell begins, and take mocks of cells before it back."""
        self._noted.begin(source, names)
        for number, each in enumerate(self._lent):
            if is_mock(each):
                del self._numbers[id(each)]
                self._lent[number] = _taken_back

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
        reply, content = self._run(request, data)
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
        return self._value(*self._run(request, data))

    def cell_file(self, cell: object) -> str | None:
        """Where the source of a cell is looked up."""
        return self._sources.file_of({"cell": cell})

    def _run(self, request: dict, data: bytes) -> tuple[dict, memoryview]:
        """Ask for what runs the student's code."""
        __tracebackhide__ = True
        return self._ask(request | {"around": self._noted.changes(self._known_there)}, data)

    def _ask(self, request: dict, data: bytes = b"") -> tuple[dict, memoryview]:
        """Wait for the answer; answer meanwhile what the student's code asks."""
        __tracebackhide__ = True
        if self.has_stopped:
            raise StudentStopped(STOPPED)
        try:
            self._asked = number = self._asked + 1
            self._wire.send(request | {"number": number}, data)
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
        number = self._numbers.setdefault(id(value), len(self._lent))
        if number == len(self._lent):
            self._lent.append(value)
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
