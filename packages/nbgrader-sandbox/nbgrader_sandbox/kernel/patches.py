"""Patches that a test makes around a student's function before it calls it.

In one kernel, a test can take a name away to see whether a function needs it, put a mock in
its place, or seed the random generators. Here the function is in another process, so such
patches are sent there with each call. We forward deleted names, names bound to another of the
student's objects, mocks, and seeds. Other values of a test stay here: a student's code could
wait for them under their names.
"""

import builtins
import functools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import NonCallableMock

import numpy as np

from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.protocol.packing import Reference

ABSENT = object()
SEEDING = (("numpy", np.random, ("seed", "set_state")), ("random", random, ("seed", "setstate")))
Namespace = dict[str, object]
Binding = tuple[Namespace, str, object]  # a name in a namespace, and its value or ``ABSENT``
Refer = Callable[[object], Reference | None]
State = list[object]  # of a random generator, as JSON


class PatchRecorder:
    """Records how tests' names stand when a cell of theirs begins, to find what it patches."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace
        self._before: Namespace = {}  # the student's names as the cell began
        self._may_mock = self._may_seed = False  # to look takes time
        self._states: Mapping[str, tuple[int, State]] = {}
        # How often each was seeded: the same seed starts it anew, too.
        self._seed_counts = {"numpy": 0, "random": 0}
        for name, module, functions in SEEDING:
            for function in functions:
                setattr(module, function, self._counting(name, getattr(module, function)))

    def begin(self, source: str, names: Iterable[str]) -> None:
        """Record the present state. ``names`` are those that have the student's definition."""
        self._before = {name: self._namespace.get(name, ABSENT) for name in names}
        self._may_mock |= "mock" in source
        self._may_seed |= "seed" in source
        self._states = self._generators()

    def diff(self, refer: Refer) -> Message:
        """Return what is to be patched there now; ``refer`` returns None for what stays here."""
        before, self._states = self._states, self._generators()
        now, names = self._states.items(), self._namespace
        bound = [name for name, was in self._before.items() if names.get(name, was) is not was]
        patches = {
            "gone": [name for name in self._before if name not in names],
            "names": _references({n: names[n] for n in bound} | self._mocks_in(names), refer),
            "builtins": _references(self._mocks_in(vars(builtins)), refer),
            "generators": {name: each[1] for name, each in now if each != before.get(name)},
        }
        return {name: value for name, value in patches.items() if value}

    def _mocks_in(self, names: Namespace) -> Namespace:
        return {n: value for n, value in names.items() if is_mock(value)} if self._may_mock else {}

    def _generators(self) -> dict[str, tuple[int, State]]:
        if not self._may_seed:
            return {}
        return {name: (self._seed_counts[name], state) for name, state in generators().items()}

    def _counting(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(function)
        def counting(*arguments: object, **named: object) -> object:
            self._seed_counts[name] += 1
            return function(*arguments, **named)

        return counting


def _references(values: Namespace, refer: Refer) -> dict[str, Reference]:
    found = {name: refer(value) for name, value in values.items()}
    return {name: reference for name, reference in found.items() if reference is not None}


def is_mock(value: object) -> bool:
    """Whether it is a mock that stands for a function or module."""
    return isinstance(value, NonCallableMock) and callable(value) and not calls_on(value)


def calls_on(value: object) -> bool:
    """Whether it is a mock that calls something real, with what the student's code gives it."""
    if not isinstance(value, NonCallableMock):
        return False
    effect = value.side_effect
    is_tests_own = isinstance(effect, type) or getattr(effect, "__module__", "") == "__main__"
    return value._mock_wraps is not None or (callable(effect) and not is_tests_own)


def attribute_of(mock: object, name: str) -> object:
    """Return what a mock stands for, as ``plot`` of a module; AttributeError for all else."""
    if not is_mock(mock) or name.startswith("_") or hasattr(NonCallableMock, name):
        raise AttributeError(name)
    value: object = getattr(mock, name)
    return value


def generators() -> dict[str, State]:
    """Return the state of the global random generators, as JSON."""
    state = np.random.get_state(legacy=False)  # noqa: NPY002 (the one that tests seed)
    inner = state["state"]
    version, numbers, following = random.getstate()
    return {
        "numpy": [inner["key"].tolist(), inner["pos"], state["has_gauss"], state["gauss"]],
        "random": [version, list(numbers), following],
    }


def set_generators(states: Mapping[str, State]) -> None:
    """Let global random generators go on from given states."""
    match states.get("numpy"):
        case [list(key), int(position), int(has_gauss), int() | float() as gauss]:
            state = "MT19937", np.array(key, np.uint32), position, has_gauss, gauss
            np.random.set_state(state)  # noqa: NPY002
    match states.get("random"):
        case [version, list(numbers), following]:
            random.setstate((version, tuple(numbers), following))


def bindings(
    patches: Message, namespace: Namespace, resolve: Callable[[Reference], object]
) -> list[Binding]:
    """Return, in the student's process, the bindings that ``PatchRecorder.diff`` asks for."""
    gone: list[Binding] = [(namespace, name, ABSENT) for name in patches.get("gone", ())]
    scopes = (("names", namespace), ("builtins", vars(builtins)))
    return gone + [
        (scope, name, resolve(reference))
        for kind, scope in scopes
        for name, reference in patches.get(kind, {}).items()
    ]


@contextmanager
def temporarily_bound(wanted: Iterable[Binding]) -> Iterator[list[Binding]]:
    """Bind names for a while; yields what they were bound to before."""
    wanted = list(wanted)
    before = [(scope, name, scope.get(name, ABSENT)) for scope, name, _ in wanted]
    _bind(wanted)
    try:
        yield before
    finally:
        _bind(before)


def _bind(wanted: Iterable[Binding]) -> None:
    for scope, name, value in wanted:
        if value is ABSENT:
            scope.pop(name, None)
        else:
            scope[name] = value
