"""Proxies, which test cells hold in place of a student's functions and objects."""

import builtins
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType, TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.protocol.packing import is_name
from nbgrader_sandbox.tester.tracebacks import code_at

if TYPE_CHECKING:
    from nbgrader_sandbox.tester.student_client import StudentClient

Told = TypeVar("Told")
NOT_COMPARED = (
    "test cells cannot compare or compute with an object of the student's own ({kind}), since "
    "it could decide the outcome. Have the function return numbers, text, lists, dicts or arrays."
)
NOT_ONE = "an object of the student's own ({kind}) has {first} as its {what}, and then {then}"
BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor"]
# What is asked where the object is. Python itself refuses an answer of the wrong type.
ASKED = ["bool", "delitem", "getitem", "next", "repr", "setitem", "str"]
CHANGING = ("delitem", "setattr", "setitem")
OPERATORS = [
    *("eq", "ne", "lt", "le", "gt", "ge", "contains", "neg", "pos", "abs", "invert"),
    *("int", "float", "complex", "index", "round"),
    *BINARY,
    *(f"r{name}" for name in BINARY),
]


def make(client: "StudentClient", handle: int, about: Message) -> object:
    """Make a proxy of the student's object number ``handle``."""
    if isinstance(about.get("name"), str) and not about.get("is_class"):
        return _function(client, handle, about)
    bases: list[type[Remote]] = [Remote]
    if about.get("callable"):
        bases.insert(0, RemoteCallable)
    if about.get("array"):
        bases.insert(0, RemoteArray)
    name = about.get("type")
    kind = type(name if is_name(name) else "object", tuple(bases), {})
    return kind(client, handle)


def _function(client: "StudentClient", handle: int, about: Message) -> Callable[..., object]:
    def function(*arguments: object, **named: object) -> object:
        __tracebackhide__ = True
        return client.call(handle, arguments, named)

    function.__name__ = function.__qualname__ = about["name"]
    function.__doc__ = about["doc"] if isinstance(about.get("doc"), str) else None
    function.__module__ = "__main__"
    vars(function)["handle"] = handle
    signature = _signature(about["parameters"]) if "parameters" in about else None
    if signature is not None:
        vars(function)["__signature__"] = signature
    file = client.sources.file_of({"cell": about.get("cell")})
    if file is not None:
        # For inspect.getsource, which looks behind what is wrapped.
        code = code_at(file, about["name"], about.get("line", 1), "pass")
        vars(function)["__wrapped__"] = FunctionType(code, {}, about["name"])
    return function


def _signature(parameters: Iterable[tuple[str, int, bool]]) -> inspect.Signature | None:
    made = []
    try:
        for name, kind, is_optional in parameters:
            default = ... if is_optional else inspect.Parameter.empty
            made.append(inspect.Parameter(name, inspect._ParameterKind(kind), default=default))
        return inspect.Signature(made)
    except (TypeError, ValueError):  # it may be anything
        return None


class Remote:
    """An object that stays in the student's process; its answers come over as values."""

    _client: "StudentClient"
    _ask: Callable[..., Any]
    _told: dict[str, tuple[int, Any]]  # what a test heard: after how many changes, and what
    handle: int

    def __init__(self, client: "StudentClient", handle: int) -> None:
        ask = functools.partial(client.operate, handle)
        self.__dict__.update(_client=client, _ask=ask, handle=handle, _told={})

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = self._ask("getattr", name)
        if name == "shape" and isinstance(value, tuple):
            self._tell_shape(value)
        return value

    def __len__(self) -> int:
        length: int = self._ask("len")
        return self._tell("length", length)

    def __iter__(self) -> Iterator[object]:
        iterator = self._ask("iter")
        return self if iterator is self else self._counted(iterator)

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        number = 0
        for item in items:
            number += 1
            yield item
        self._tell("length", number)

    def _tell_shape(self, shape: tuple[int, ...]) -> None:
        self._tell("shape", shape)
        if shape:
            self._tell("length", shape[0])

    def _tell(self, what: str, value: Told) -> Told:
        """Let a test hear one thing only: an object that is long, and empty in a loop, lies."""
        changes, first = self._told.get(what, (None, value))
        is_lie = changes == self._client.changes and first != value
        if is_lie and self._client.is_rehearsed:  # else nobody knows that tests can do without
            kind = type(self).__name__
            raise TypeError(NOT_ONE.format(kind=kind, what=what, first=first, then=value))
        self._told[what] = self._client.changes, value
        return value

    def __setattr__(self, name: str, value: object) -> None:
        self._ask("setattr", name, value)

    def __deepcopy__(self, _memo: object) -> "Remote":
        return self

    __hash__ = object.__hash__


class RemoteCallable(Remote):
    """One that can be called: a class, a method, an object with ``__call__``."""

    def __call__(self, *arguments: object, **named: object) -> object:
        """Call it where it is."""
        __tracebackhide__ = True
        return self._client.call(self.handle, arguments, named)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, Remote) and bool(self._ask("isinstance", value))


class RemoteArray(Remote):
    """One that NumPy can make an array of."""

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> object:
        array = self._ask("array")
        if isinstance(array, np.ndarray):
            self._tell_shape(array.shape)
        if dtype is not None and isinstance(array, np.ndarray):
            return array.astype(dtype)
        return array


def _asking(name: str) -> Callable[..., object]:
    def operator(self: Remote, *operands: object) -> object:
        return self._ask(name, *operands)

    return operator


def _refuse(name: str) -> Callable[..., None]:
    def operator(self: Remote, *_: object) -> None:
        raise TypeError(NOT_COMPARED.format(kind=type(self).__name__))

    operator.__name__ = f"__{name}__"
    return operator


for _name in ASKED:
    setattr(Remote, f"__{_name}__", _asking(_name))
for _name in OPERATORS:
    setattr(Remote, f"__{_name}__", _refuse(_name))


def error_of(description: Message, trace: TracebackType | None) -> BaseException:
    """Rebuild what a student's code raised: a built-in exception, or a new one based on one."""
    base = getattr(builtins, str(description.get("base")), Exception)
    if not (isinstance(base, type) and issubclass(base, BaseException)):
        base = Exception
    claimed, text = description.get("name"), str(description.get("text"))
    name = claimed if is_name(claimed) else base.__name__
    is_plain = name == base.__name__ and base is not KeyError  # which would put quotes around
    try:
        error = (base if is_plain else _kind(name, base.__name__))(text)
    except TypeError:  # UnicodeDecodeError takes five arguments
        error = _kind(name, "Exception")(text)
    return error.with_traceback(trace)


@functools.lru_cache(maxsize=256)
def _kind(name: str, base: str) -> type[BaseException]:
    return type(name, (getattr(builtins, base),), {"__str__": lambda self: str(self.args[0])})
