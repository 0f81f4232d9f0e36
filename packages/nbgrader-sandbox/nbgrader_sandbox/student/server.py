"""The process of one student's notebook: runs cells, answers calls, sends values only.

It runs untrusted code in the same interpreter, so nothing in its messages is believed: an
answer of its is only ever taken for what the student's code returned.
"""

import builtins
import math
import operator
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import numpy as np

from nbgrader_sandbox.kernel.patches import Binding, bindings, set_generators, temporarily_bound
from nbgrader_sandbox.kernel.shell import Shell
from nbgrader_sandbox.protocol import pure
from nbgrader_sandbox.protocol.connection import Connection, Message
from nbgrader_sandbox.protocol.packing import Json, Packer, Reference
from nbgrader_sandbox.protocol.sharing import Sharing
from nbgrader_sandbox.protocol.unpacking import Unpacker
from nbgrader_sandbox.student import descriptions

Reply = tuple[Message, bytes]
OPERATIONS: dict[str, Callable[..., object]] = {  # of tests on an object, other than to call it
    **{f.__name__: f for f in (bool, getattr, iter, len, next, repr, setattr, str)},
    **{f.__name__: f for f in (operator.delitem, operator.getitem, operator.setitem)},
    "isinstance": lambda kind, value: isinstance(value, kind),
    "array": np.asarray,
}
LATELY = 1.0  # seconds; an older interrupt was meant for a test that has ended


class Student:
    """Serves requests until the other side closes the connection."""

    def __init__(self, connection: Connection, shell: Shell) -> None:
        self._connection, self._shell = connection, shell
        self._objects: list[object] = []  # a handle is an index in it
        self._handles: dict[int, int] = {}  # by id, which holds as the object is kept
        self._copied: dict[int, int] = {}  # numbers of pure functions of the tests, by their ids
        self._packer, self._unpacker = Packer(self._refer), Unpacker(self._resolve)
        self._lock = threading.RLock()  # of the connection, where the student's code has threads
        self._is_busy = False  # whether an interrupt is meant for the student's code
        self._interrupted = -math.inf  # when, if nothing of the student's was running
        self._patches: Message = {}  # by the tests, around the next thing to run
        self._real: list[Binding] = []  # built-in functions, where mocks are in their place
        self._modules = sys.modules

    def serve(self) -> None:
        """Answer requests, one at a time; EOFError when there is nobody any more."""
        while True:
            message, data = self._connection.receive()
            signal.signal(signal.SIGINT, self._interrupt)
            self._answer(message, data)

    def _answer(self, message: Message, data: memoryview) -> None:
        operation: Callable[..., Reply] = getattr(self, f"_do_{message.pop('op')}")
        number = message.pop("number", None)
        self._patches = message.pop("patches", {})
        reply, content = operation(data, **message)
        self._restore_modules()
        self._connection.send(reply | {"number": number}, content)

    def _restore_modules(self) -> None:
        """Undo that a cell cleared the table of modules, without which no later one could run."""
        loaded = self._shell.loaded_modules
        if sys.modules is not self._modules or len(self._modules) < len(loaded):
            sys.modules = self._modules
            for name, module in loaded.items():
                self._modules.setdefault(name, module)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        __tracebackhide__ = True
        if self._is_busy:
            self._is_busy = False
            raise KeyboardInterrupt
        self._interrupted = time.monotonic()

    def _guarded(
        self, function: Callable[..., object], *arguments: object, sharing: Sharing | None = None
    ) -> Reply:
        """Run what may be the student's code; return its value, or what it raised."""
        is_done = False
        try:
            self._is_busy = True
            try:
                with self._patched():
                    value = function(*arguments)
            finally:
                self._is_busy = False
            is_done = True
            packed, data = self._packer.pack(value, sharing)
            return {"value": packed}, data
        except BaseException as error:
            # A value that cannot be sent is odd, or something here is broken.
            description = descriptions.describe_error(error, self._counts())
            return {"error": description, "unsent": is_done}, b""

    @contextmanager
    def _patched(self) -> Iterator[None]:
        """Apply to what runs what the tests have patched around their request."""
        patches, self._patches = self._patches, {}
        if not patches:
            yield
            return
        set_generators(patches.get("generators", {}))
        before_all = self._real
        wanted = bindings(patches, self._shell.namespace, self._resolve)
        with temporarily_bound(wanted) as before:
            self._real = [each for each in before if each[0] is vars(builtins)]
            try:
                yield
            finally:
                self._real = before_all

    def _do_run(self, _data: memoryview, source: str, count: int) -> Reply:
        try:
            self._is_busy = True
            return self._shell.run(source, count), b""
        except BaseException as error:  # an interrupt that came between two lines of the grader
            return self._shell.outputs.take() | {"ok": False, "error": repr(error)}, b""
        finally:
            self._is_busy = False

    def _do_get(self, _data: memoryview, name: str) -> Reply:
        if name not in self._shell.namespace:
            return {"missing": True}, b""
        return self._guarded(lambda: self._shell.namespace[name])

    def _do_call(self, data: memoryview, handle: int, arguments: Json) -> Reply:
        """Call something of the student's; what it changes in its arguments is sent back."""
        sharing = Sharing()
        positional, named = self._unpacker.unpack(arguments, data, sharing)
        before = [descriptions.content_of(each) for each in sharing.objects]
        function = self._objects[handle]
        reply, content = self._guarded(self._call, function, positional, named, sharing=sharing)
        changed = []
        for number, old in enumerate(before):
            value = sharing.objects[number]
            with suppress(Exception):  # an argument was filled with what cannot be packed
                if not descriptions.is_same(old, descriptions.content_of(value)):
                    packed, more = self._packer.pack_content(value, sharing)
                    changed.append([number, packed, len(content), len(more)])
                    content += more
        return reply | {"changed": changed, "shown": self._shown()}, content

    def _shown(self) -> object:
        self._shell.collect_printed()
        return self._shell.outputs.take()["outputs"]

    def _call(
        self, function: Callable[..., object], positional: list[object], named: dict[str, object]
    ) -> object:
        # A test that calls without end is hardly ever met in the middle of a call.
        since, self._interrupted = time.monotonic() - self._interrupted, -math.inf
        if since < LATELY:
            raise KeyboardInterrupt
        return function(*positional, **named)

    def _do_operate(self, data: memoryview, handle: int, name: str, arguments: Json) -> Reply:
        operands = self._unpacker.unpack(arguments, data)
        reply, content = self._guarded(OPERATIONS[name], self._objects[handle], *operands)
        return reply | {"shown": self._shown()}, content

    def _refer(self, value: object) -> Reference:
        """Make a handle; what was lent by the other side goes back as it came."""
        if isinstance(value, Lent):
            return ["lent", value.number]
        if id(value) in self._copied:
            return ["lent", self._copied[id(value)]]
        handle = self._handles.setdefault(id(value), len(self._objects))
        if handle == len(self._objects):
            self._objects.append(value)
        return ["handle", handle, descriptions.describe_object(value, self._counts())]

    def _resolve(self, reference: Reference) -> object:
        match reference:
            case ["handle", int(handle)]:
                return self._objects[handle]
            case ["lent", int(number), str(name), bool(is_mock), str(home)]:
                copy = pure.copy_of(home, name)
                if copy is None:
                    return Lent(number, name, self._call_back, is_mock)
                if not pure.is_of_a_library(copy):  # which the tests would run there, not here
                    self._copied[id(copy)] = number
                return copy
        raise ValueError(f"unknown reference {reference}")

    def _call_back(
        self, number: int, arguments: tuple[object, ...], named: dict[str, object], **more: str
    ) -> object:
        # What runs here must not meet mocks.
        with self._lock, temporarily_bound(self._real):
            packed, data = self._packer.pack([list(arguments), named])
            self._connection.send({"call_back": number, "arguments": packed, **more}, data)
            reply, content = self._connection.receive()
            while "op" in reply:  # the tests' function calls one of the student's
                self._answer(reply, content)
                self._is_busy = True
                reply, content = self._connection.receive()
            if "error" in reply:
                kind = descriptions.BUILTIN_ERRORS.get(reply["error"], RuntimeError)
                raise kind(reply["text"])
            value: object = self._unpacker.unpack(reply["value"], content)
            return value

    def _counts(self) -> dict[str, int]:
        counts: dict[str, int] = self._shell.ip.compile._filename_map  # no public name has them
        return counts


class Lent:
    """A function of the tests, or a mock, as the student's code sees it."""

    def __init__(self, number: int, name: str, call: Callable[..., object], is_mock: bool) -> None:
        self.number, self.__name__, self._call, self._is_mock = number, name, call, is_mock

    def __call__(self, *arguments: object, **named: object) -> object:
        """Call it on the other side."""
        return self._call(self.number, arguments, named)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or not self._is_mock:
            raise AttributeError(f"a function of the tests has no attribute {name!r}")
        return self._call(self.number, (), {}, attribute=name)
