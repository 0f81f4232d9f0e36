"""Case files: an exercise's cases as arrays, without code.

One ``.npz`` holds one exercise. Its member ``description`` is JSON in which an array is
its type, shape and offset in the member ``data``, so that nothing needs pickle. One member
holds them all, since a check would spend most of its time opening a hundred.
"""

import io
import json
import math
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from rnnkit._atomic import write_bytes_if_changed
from rnnkit.checks import functions

Value = Any  # of an argument or an output: arrays, numbers, text, and containers of them

VISIBLE_CASES = Path(__file__).parent.parent / "cases"


@dataclass(frozen=True)
class Output:
    """One result of an exercise: its name and its shape in letters, as in ``(N, H)``."""

    name: str
    shape: str


@dataclass(frozen=True)
class Result:
    """The outputs of a call, and the names of the arguments that it changed."""

    outputs: tuple
    mutated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """Arguments of one call, the reference's outputs, and what each known mistake gives.

    ``edge`` names the condition that the case was made for, if it is no random one.
    """

    sizes: dict[str, int]
    arguments: tuple
    outputs: tuple
    edge: str = ""
    mistakes: dict[str, Result] = field(default_factory=dict)


@dataclass(frozen=True)
class Exercise:
    """One function to write, with all that a check needs.

    ``messages`` maps the id of each known mistake, ``exercise.mistake``, to its message for
    students. ``tolerance`` is a relative error, ``position`` counts the chapter's exercises.
    """

    name: str
    chapter: str
    position: int
    points: float
    tolerance: float
    parameters: tuple[str, ...]
    outputs: tuple[Output, ...]
    messages: dict[str, str]
    cases: tuple[Case, ...]


def save(exercise: Exercise, folder: Path) -> Path:
    """Write one exercise into ``folder``; the same exercise gives the same bytes."""
    data = bytearray()
    description = json.dumps(_encode(_as_dict(exercise), data), ensure_ascii=False)
    archive = io.BytesIO()
    np.savez_compressed(
        archive, description=np.array(description), data=np.frombuffer(data, np.uint8)
    )
    path = folder / f"{exercise.name}.npz"
    write_bytes_if_changed(path, archive.getvalue())
    return path


def load(path: Path) -> Exercise:
    """Read one exercise; repeated reads of an unchanged file cost nothing."""
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _load(path: Path, _modified: int) -> Exercise:
    with np.load(path, allow_pickle=False) as archive:
        description, data = str(archive["description"]), archive["data"].tobytes()
    fields = json.loads(description, object_hook=partial(_decode, data))  # innermost first
    fields["outputs"] = tuple(Output(**output) for output in fields["outputs"])
    fields["cases"] = tuple(_case(case) for case in fields["cases"])
    return Exercise(**fields)


def _case(fields: dict) -> Case:
    mistakes = {name: Result(**result) for name, result in fields.pop("mistakes").items()}
    return Case(**fields, mistakes=mistakes)


def _as_dict(exercise: Exercise) -> dict:
    """Return the dataclasses as dicts, but not the arguments, which may hold functions."""
    fields = vars(exercise) | {"outputs": tuple(asdict(output) for output in exercise.outputs)}
    fields["cases"] = tuple(
        vars(case) | {"mistakes": {name: vars(r) for name, r in case.mistakes.items()}}
        for case in exercise.cases
    )
    return fields


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
            return _array(data, *content)
        case "tuple":
            return tuple(content)
        case "function":
            return getattr(functions, content)
    return dict(content)


def _array(data: bytes, kind: str, shape: list[int], offset: int) -> np.ndarray:
    found = np.frombuffer(data, kind, math.prod(shape), offset).reshape(shape)
    return found.copy()  # that can be written to, and whose numbers start where they should
