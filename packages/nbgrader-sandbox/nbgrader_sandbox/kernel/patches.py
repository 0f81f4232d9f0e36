"""What a test changes around a student's function before it calls it.

In one kernel, a test can take a name away to see whether a function needs it, put a mock in
its place, or seed the random generators. Here the function is in another process, which has
to be told. Told are names that mean nothing, names that mean another object of the student's
own, mocks, and generators that were seeded. Other values of a test are not: a student's code
could wait for them under their names.
"""

import builtins
import functools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import NonCallableMock

import numpy as np

NOTHING = object()
SEEDING = (("numpy", np.random, ("seed", "set_state")), ("random", random, ("seed", "setstate")))
# A dict, a name in it, and what it means there; ``NOTHING`` if it is not there.
Meaning = tuple[dict, str, object]


class Noted:
    """How things stood when a cell of the tests began.

    Parameters
    ----------
    namespace : dict
        The names that tests see.
    """

    def __init__(self, namespace: dict) -> None:
        self._namespace = namespace
        self._theirs: Mapping[str, object] = {}
        self._mocks = self._seeds = False  # whether there can be any; to look takes time
        self._states: Mapping[str, tuple] = {}
        self._seeded = {"numpy": 0, "random": 0}  # how often: also the same seed starts anew
        for name, module, functions in SEEDING:
            for function in functions:
                setattr(module, function, self._counting(name, getattr(module, function)))

    def begin(self, source: str, names: Iterable[str]) -> None:
        """Note it. ``names`` are those that have the student's meaning."""
        self._theirs = {name: self._namespace.get(name, NOTHING) for name in names}
        self._mocks |= "mock" in source
        self._seeds |= "seed" in source
        self._states = self._generators()

    def changes(self, refer: Callable[[object], list | None]) -> dict:
        """What a student's process has to be told now; mostly nothing.

        Parameters
        ----------
        refer : callable
            Takes a value; returns a reference, or None if it stays with the tests.
        """
        changes = {
            "gone": [name for name in self._theirs if name not in self._namespace],
            "names": self._names(refer),
            "builtins": self._mocks_in(vars(builtins), refer),
            "generators": self._started_anew(),
        }
        return {name: value for name, value in changes.items() if value}

    def _names(self, refer: Callable) -> dict[str, list]:
        now = self._namespace
        others = {
            name: refer(now[name])
            for name, was in self._theirs.items()
            if name in now and now[name] is not was
        }
        known = {name: reference for name, reference in others.items() if reference is not None}
        return known | self._mocks_in(now, refer)

    def _mocks_in(self, names: dict, refer: Callable) -> dict[str, list]:
        if not self._mocks:
            return {}
        return {name: refer(value) for name, value in names.items() if is_mock(value)}

    def _started_anew(self) -> dict[str, list]:
        before, self._states = self._states, self._generators()
        changed = {name: now for name, now in self._states.items() if now != before.get(name)}
        return {name: state for name, (_, state) in changed.items()}

    def _generators(self) -> dict[str, tuple[int, list]]:
        if not self._seeds:
            return {}
        return {name: (self._seeded[name], state) for name, state in generators().items()}

    def _counting(self, name: str, function: Callable) -> Callable:
        @functools.wraps(function)
        def counting(*arguments: object, **named: object) -> object:
            self._seeded[name] += 1
            return function(*arguments, **named)

        return counting


def is_mock(value: object) -> bool:
    """Tell what ``unittest.mock`` puts in the place of functions and modules."""
    return isinstance(value, NonCallableMock) and callable(value)


def attribute_of(mock: object, name: str) -> object:
    """What hangs below a mock, as ``plot`` below that of a module; not what it has noted.

    Raises
    ------
    AttributeError
        If it is no mock, or has that name for its own ends.
    """
    if not is_mock(mock) or name.startswith("_") or hasattr(NonCallableMock, name):
        raise AttributeError(name)
    return getattr(mock, name)


def generators() -> dict[str, list]:
    """The state of the global random generators, in a form for JSON."""
    _, key, *place = np.random.get_state()  # noqa: NPY002 (the one that tests seed)
    version, numbers, following = random.getstate()
    return {"numpy": [key.tolist(), *place], "random": [version, list(numbers), following]}


def set_generators(states: Mapping[str, list]) -> None:
    """Let global random generators go on from given states."""
    if "numpy" in states:
        np.random.set_state(("MT19937", *states["numpy"]))  # noqa: NPY002
    if "random" in states:
        version, numbers, following = states["random"]
        random.setstate((version, tuple(numbers), following))


def meanings(changes: Mapping, namespace: dict, resolve: Callable) -> list[Meaning]:
    """Read, in the student's process, what names mean according to ``Noted.changes``."""
    gone = [(namespace, name, NOTHING) for name in changes.get("gone", ())]
    places = (("names", namespace), ("builtins", vars(builtins)))
    return gone + [
        (place, name, resolve(reference))
        for kind, place in places
        for name, reference in changes.get(kind, {}).items()
    ]


@contextmanager
def replaced(wanted: Iterable[Meaning]) -> Iterator[list[Meaning]]:
    """Let names mean something else for a while; yields what they meant before."""
    wanted = list(wanted)
    before = [(place, name, place.get(name, NOTHING)) for place, name, _ in wanted]
    _set(wanted)
    try:
        yield before
    finally:
        _set(before)


def _set(wanted: Iterable[Meaning]) -> None:
    for place, name, value in wanted:
        if value is NOTHING:
            place.pop(name, None)
        else:
            place[name] = value
