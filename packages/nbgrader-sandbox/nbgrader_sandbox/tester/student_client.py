"""The student's process, as seen from the tests."""

import sys
import threading
import traceback
from collections.abc import Callable, Collection

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.kernel.patches import PatchRecorder, attribute_of, calls_on, is_mock
from nbgrader_sandbox.kernel.shell import Shell
from nbgrader_sandbox.protocol import pure
from nbgrader_sandbox.protocol.connection import Connection, Message, MessageError
from nbgrader_sandbox.protocol.packing import Json, Packer, Reference
from nbgrader_sandbox.protocol.sharing import Sharing
from nbgrader_sandbox.protocol.unpacking import BadValue, Unpacker
from nbgrader_sandbox.tester import proxies, tracebacks

STOPPED = "the function did not come back: its process ended, or was stopped"
LEFT_OUT = "(What a function shows while hidden tests run is left out.)"
# Modules that go by another name than their own.
USUAL = {"mpl": "matplotlib", "np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot"}
NOT_HERE = "{name} would run outside of the sandbox"
NO_VALUE = "what the function returned cannot be read: {error}"


class StudentClient:
    """Calls functions in the student's process, and answers its calls of the tests' functions."""

    def __init__(
        self,
        connection: Connection,
        shell: Shell,
        sources: tracebacks.Sources,
        recorder: PatchRecorder,
        tests_only: Collection[str],
    ) -> None:
        self._connection, self._shell = connection, shell
        self.sources, self._recorder, self._tests_only = sources, recorder, tests_only
        self._lent: list[Callable[..., object]] = []
        self._numbers: dict[int, int] = {}  # indices in it, by id
        self._packer, self._unpacker = Packer(self._lend), Unpacker(self._resolve)
        self._proxies: dict[int, object] = {}  # by handle
        self._hidden: set[tuple[int, int]] = set()  # number and line of cells
        self._has_left_out = False
        self._last_number = 0
        self._lock = threading.RLock()  # of the one connection, where tests have threads
        self.changes = 0  # what may have made objects of the student's own other than they were
        self.is_rehearsed = False  # what the tests need of objects is known
        self.has_stopped = False
        self.broke_protocol = False  # whether it sent what honest processes do not send

    def begin(self, source: str, names: list[str]) -> None:
        """Record how things stand as a cell begins, and take mocks of earlier cells back."""
        self._recorder.begin(source, names)
        for number, each in enumerate(self._lent):
            if is_mock(each):
                del self._numbers[id(each)]
                self._lent[number] = _taken_back

    def hide(self, count: int, lines: list[int]) -> None:
        """Leave out what is shown while some lines of cell ``count`` run."""
        self._hidden = {(count, line) for line in lines}
        self._has_left_out = False

    def get(self, name: str) -> object:
        """Look up a name; LookupError if there is none."""
        reply, data = self._ask({"op": "get", "name": name})
        if "missing" in reply:
            raise LookupError(name)
        match reply.get("value"):
            # No other than the one that the test means: its functions would run here, not there.
            case ["handle", _, {"module": str(module)}] if module == USUAL.get(name, name):
                if module in sys.modules:
                    return sys.modules[module]
        return self._value(reply, data)

    def call(self, handle: int, arguments: tuple[object, ...], named: dict[str, object]) -> object:
        """Call a function; what it changed in its arguments, changes here."""
        __tracebackhide__ = True
        sharing = Sharing()
        self.changes += 1
        with self._lock:
            packed, data = self._pack([list(arguments), named], sharing)
            reply, content = self._run({"op": "call", "handle": handle, "arguments": packed}, data)
            self._show(reply.get("shown"))
            try:
                return self._value(reply, content, sharing)
            finally:
                self._update(reply, content, sharing)

    def _update(self, reply: Message, data: memoryview, sharing: Sharing) -> None:
        __tracebackhide__ = True
        try:
            for number, packed, start, length in reply.get("changed", ()):
                content = data[start : start + length]
                self._unpacker.update(sharing.objects[number], packed, content, sharing)
        except (BadValue, IndexError, TypeError, ValueError) as error:
            self.broke_protocol = True
            raise TypeError(NO_VALUE.format(error=error)) from None

    def operate(self, handle: int, name: str, *arguments: object) -> object:
        """Ask an object for an attribute, an item, its length."""
        __tracebackhide__ = True
        with self._lock:
            packed, data = self._pack(list(arguments))
            request = {"op": "operate", "handle": handle, "name": name, "arguments": packed}
            self.changes += name in proxies.CHANGING
            reply, content = self._run(request, data)
            self._show(reply.get("shown"))
            return self._value(reply, content)

    def _pack(self, value: object, sharing: Sharing | None = None) -> tuple[Json, bytes]:
        __tracebackhide__ = True
        try:
            return self._packer.pack(value, sharing)
        except Exception as error:  # to show where in here is slow, and nobody's concern
            raise error.with_traceback(None) from None

    def _run(self, request: Message, data: bytes) -> tuple[Message, memoryview]:
        __tracebackhide__ = True
        patches = {"patches": self._recorder.diff(self._refer_known)}
        reply, content = self._ask(request | patches, data)
        error = reply.get("error") or {}
        # A test that maps would take it for its end, wherever it comes from but from next().
        if error.get("base") == "StopIteration" and request.get("name") != "next":
            error["base"] = "RuntimeError"
        return reply, content

    def _ask(self, request: Message, data: bytes = b"") -> tuple[Message, memoryview]:
        """Wait for the answer; answer meanwhile what the student's code asks."""
        __tracebackhide__ = True
        if self.has_stopped:
            raise StudentStopped(STOPPED)
        try:
            self._last_number = number = self._last_number + 1
            self._connection.send(request | {"number": number}, data)
            while True:
                reply, content = self._connection.receive()
                if "call_back" not in reply:
                    if reply.get("number") != number:  # not to be taken for the next answer
                        raise MessageError("not an answer to what was asked")
                    return reply, content
                self._connection.send(*self._call_back(reply, content))
        except (EOFError, OSError):
            self.has_stopped = True
            raise StudentStopped(STOPPED) from None
        except MessageError as error:
            self.has_stopped = True
            raise StudentStopped(NO_VALUE.format(error=error)) from None

    def _call_back(self, request: Message, data: memoryview) -> tuple[Message, bytes]:
        try:
            function = self._lent[int(request["call_back"])]
            if pure.is_of_a_library(function) or calls_on(function):
                raise TypeError(NOT_HERE.format(name=getattr(function, "__name__", "mock")))
            if "attribute" in request:
                value = attribute_of(function, str(request["attribute"]))
            else:
                arguments, named = self._unpacker.unpack(request["arguments"], data)
                value = function(*arguments, **named)
            packed, content = self._packer.pack(value)
        except Exception as error:  # the student's code gets it, as from any function
            return {"error": type(error).__name__, "text": str(error)}, b""
        return {"value": packed}, content

    def _value(self, reply: Message, data: memoryview, sharing: Sharing | None = None) -> object:
        __tracebackhide__ = True
        error = reply.get("error")
        if error is not None:
            self.broke_protocol |= bool(reply.get("unsent"))
            # Another cell may hold all memory.
            self.broke_protocol |= error.get("base") == "MemoryError"
            frames = error.get("frames", [])
            raise proxies.error_of(error, tracebacks.rebuild(frames, self.sources))
        try:
            value: object = self._unpacker.unpack(reply.get("value"), data, sharing)
        except BadValue as error:
            self.broke_protocol = True
            raise TypeError(NO_VALUE.format(error=error)) from None
        return value

    def _show(self, outputs: object) -> None:
        counts = self._shell.ip.compile._filename_map  # no public name has them
        frames = traceback.walk_stack(None)
        lines = ((counts.get(f.f_code.co_filename), line) for f, line in frames)
        if outputs and any(line in self._hidden for line in lines):
            # It can be what the function was called with.
            if not self._has_left_out:
                print(LEFT_OUT)
            self._has_left_out = True
            return
        for output in outputs if isinstance(outputs, list) else ():
            match output:
                case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(t)}:
                    getattr(sys, name).write(t)
                case {"output_type": "display_data", "data": dict(data)}:
                    # A report would take it for the test's own.
                    kept = {k: v for k, v in data.items() if k not in self._tests_only}
                    self._shell.ip.display_pub.publish(kept)

    def _refer_known(self, value: object) -> Reference | None:
        """Refer to the student's own objects and to mocks; other values stay here."""
        is_known = self._handle_of(value) is not None or is_mock(value)
        return self._lend(value) if is_known else None

    def _handle_of(self, value: object) -> int | None:
        handle = getattr(value, "handle", None)
        if isinstance(handle, int) and self._proxies.get(handle) is value:
            return handle
        return None

    def _lend(self, value: object) -> Reference:
        """Refer to something of the tests; the student's own goes back as a handle."""
        handle = self._handle_of(value)
        if handle is not None:
            return ["handle", handle]
        if not callable(value) or calls_on(value):
            raise TypeError(f"test cells cannot hand over an object of type {type(value).__name__}")
        number = self._numbers.setdefault(id(value), len(self._lent))
        if number == len(self._lent):
            self._lent.append(value)
        name = getattr(value, "__name__", None)  # of a mock of a function, another mock
        name = name if isinstance(name, str) else "function"
        return ["lent", number, name, is_mock(value), pure.home_of(value)]

    def _resolve(self, reference: Reference) -> object:
        match reference:
            case ["handle", int(handle), dict(about)]:
                if handle not in self._proxies:
                    self._proxies[handle] = proxies.make(self, handle, about)
                return self._proxies[handle]
            case ["lent", int(number)] if not pure.is_of_a_library(self._lent[number]):
                return self._lent[number]
        raise BadValue("unknown reference")


def _taken_back(*_: object, **__: object) -> None:
    raise RuntimeError("this mock belongs to a test that is over")
