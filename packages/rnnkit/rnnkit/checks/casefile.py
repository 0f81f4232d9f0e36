"""Case files: an exercise's cases as arrays, without code.

One ``.npz`` holds one exercise. Its member ``description`` is JSON in which an array is
its type, shape and offset in the member ``data``, so that nothing needs pickle. One member
holds them all, since a check would spend most of its time opening a hundred.
"""

import io
import json
import math
import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

import numpy as np

from rnnkit._atomic import write_bytes_if_changed
from rnnkit.checks import functions
from rnnkit.checks.messages import message

Value = Any  # of an argument or an output: arrays, numbers, text, and containers of them

# The outputs that a sentence names; whether it calls them right, or wrong, or only names them, or
# says that an argument makes no difference to them.
Claim = tuple[tuple[int, ...], Literal["right", "wrong", "names", "idle"]]

FORMAT = 2
INTEGER = np.intp  # of this machine: 32 bits in the browser, where NumPy indexes with no others

TIME, BATCH = "T", "N"
# Gates stand side by side in the last axis, as in (D, 4H); 2H would be two directions.
_GATES = re.compile(r"([3-9])H,?\)$")

VISIBLE_CASES = Path(__file__).parent.parent / "cases"


@dataclass(frozen=True)
class Output:
    """One result of an exercise: its name and its shape in letters, as in ``(N, H)``.

    ``fresh`` says that it must not share memory with an argument, ``truths`` that True and
    False may stand for 1 and 0, as in a mask, ``single`` that a list of arrays will not do, since
    what follows cuts along several axes, ``exact`` that what is 0 may not be anything else, however
    small. ``parts`` are the names of a tuple's entries, where
    the docstring lists them. ``uses`` are the arguments that change it when they are changed.
    """

    name: str
    shape: str
    fresh: bool = False
    truths: bool = False
    single: bool = False
    exact: bool = False
    parts: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """The axes of ``(T + 1, N, 4H)`` as they are written; none for "float"."""
        if not (self.shape.startswith("(") and self.shape.endswith(")")):
            return ()
        return tuple(axis.strip() for axis in self.shape[1:-1].split(",") if axis.strip())

    @property
    def has_time(self) -> bool:
        """Whether the first axis is time."""
        return self.shape.startswith(f"({TIME}")

    @property
    def gates(self) -> int:
        """How many gates stand side by side in the last axis: 4 in ``(D, 4H)``."""
        found = _GATES.search(self.shape)
        return int(found[1]) if found else 1


@dataclass(frozen=True)
class Result:
    """The outputs of a call, arguments it changed, and by output the one whose memory it shares."""

    outputs: tuple
    mutated: tuple[str, ...] = ()
    aliases: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """Arguments of one call, and the reference's outputs.

    ``sizes`` are those of the letters in the exercise's shapes; ``edge`` is the id of the
    condition that the case was made for, if it is no random one.
    """

    sizes: dict[str, int]
    arguments: tuple
    outputs: tuple
    edge: str = ""


@dataclass(frozen=True)
class Form:
    """A wrong program: the mistakes in it, two where a pair meets in one output, and how it shows.

    ``explains`` are the outputs that are wrong with so many digits that no other program agrees by
    chance, ``mutated`` the arguments that it changes, by case.
    """

    mistakes: tuple[str, ...]
    explains: tuple[int, ...]
    mutated: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Exercise:
    """One function to write, with all that a check needs.

    ``position`` is its place in the chapter, ``tolerance`` the relative error up to which a result
    is right, ``meaning`` a function of `rnnkit.checks.meanings` by which outputs are compared.
    ``mistakes`` holds by id what each sentence of a message claims; the sentences stand in a table
    by the same id. ``sketches``, (forms, cases, outputs, 3), is what each form gave in each case.
    """

    name: str
    chapter: str
    position: int
    points: float
    tolerance: float
    parameters: tuple[str, ...]
    outputs: tuple[Output, ...]
    cases: tuple[Case, ...]
    meaning: str = ""
    mistakes: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    sketches: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0, 3)))


class UnknownFormat(Exception):
    """A case file was built by another version."""


def save(exercise: Exercise, folder: Path) -> Path:
    """Write one exercise into ``folder``; the same exercise gives the same bytes."""
    data, archive = bytearray(), io.BytesIO()
    # The dataclasses as dicts, but not the arguments, which may hold functions.
    parts = {n: [*map(vars, getattr(exercise, n))] for n in ("outputs", "cases", "forms")}
    fields = {"format": FORMAT} | vars(exercise) | parts
    description = np.array(json.dumps(_encode(fields, data), ensure_ascii=False))
    np.savez_compressed(archive, description=description, data=np.frombuffer(data, np.uint8))
    path = folder / f"{exercise.name}.npz"
    write_bytes_if_changed(path, archive.getvalue())
    return path


def load(path: Path) -> Exercise:
    """Read one exercise; repeated reads of an unchanged file cost nothing."""
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _load(path: Path, _modified: int) -> Exercise:
    with np.load(path, allow_pickle=False) as archive:
        description, data = str(archive["description"]), archive["data"].tobytes()
    fields = json.loads(description, object_hook=partial(_decode, data))  # innermost first
    if fields.pop("format", None) != FORMAT:
        raise UnknownFormat(message("unknown_format", file=path.name))
    for name, kind in (("outputs", Output), ("cases", Case), ("forms", Form)):
        fields[name] = tuple(kind(**item) for item in fields[name])
    return Exercise(**fields)


def _encode(value: Value, data: bytearray) -> Value:
    if isinstance(value, np.ndarray):
        offset = len(data)
        data += value.tobytes()
        return {"array": [value.dtype.str, value.shape, offset]}
    if isinstance(value, tuple | list):
        items = [_encode(item, data) for item in value]
        return {"tuple": items} if isinstance(value, tuple) else items
    if isinstance(value, dict):
        return {"dict": [[_encode(k, data), _encode(v, data)] for k, v in value.items()]}
    if callable(value):
        return {"function": value.__name__}
    return value.item() if isinstance(value, np.generic) else value


def _decode(data: bytes, item: dict) -> Value:
    ((kind, content),) = item.items()
    match kind:
        case "array":
            kind, shape, offset = content
            found = np.frombuffer(data, kind, math.prod(shape), offset).reshape(shape)
            # A copy can be written to, and its numbers start where they should.
            return found.astype(INTEGER if found.dtype == np.int64 else found.dtype)
        case "tuple":
            return tuple(content)
        case "function":
            return getattr(functions, content)
    return dict(content)
