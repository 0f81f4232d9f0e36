"""Cleaning of cells' outputs, which come from a process that may send anything."""

import re
from collections.abc import Callable, Collection, Sequence

from nbgrader_sandbox.kernel.outputs import OUTPUT_LIMIT, TRUNCATED
from nbgrader_sandbox.notes import writable

TIMED_OUT = "CellTimeoutError"
STOPPED = "DeadKernelError"
# Characters of a cell's outputs, twice what an honest process keeps; and what each output
# counts beside its text.
MAX_CHARACTERS, OUTPUT_COST = 2 * OUTPUT_LIMIT, 100
MAX_OF_ALL = 4 * MAX_CHARACTERS  # cells: what writes the notebook has no limit of memory
MAX_DEPTH = 40  # of JSON in an output; what writes notebooks cannot go much deeper
MAX_KIND = 100  # characters of the name of a MIME type
MAX_SIZE, MAX_ALTERNATIVE = 100_000, 1000  # pixels of a picture; characters that describe it
SIZE = re.compile(r"[0-9]{1,5}(\.[0-9]{1,9})?(px|em|%)?")  # nbconvert writes it without quotes


class Displays:
    """Outputs of cells, which later cells may change, without the MIME types ``dropped``."""

    def __init__(self, dropped: Collection[str] = ()) -> None:
        self._dropped = dropped
        self._by_id: dict[str, list[dict]] = {}
        self._room = MAX_OF_ALL

    def clean(self, outputs: object, count: int) -> list[dict]:
        """Return what has the form of an output; ``count`` is the number in ``In [ ]``."""
        room, kept = self._begin(), []
        for output in outputs if isinstance(outputs, list) else ():
            clean = _clean(output, count, self._dropped)
            if clean is None:
                continue
            cost = OUTPUT_COST + _size(clean)
            if cost > room:
                kept.append({"output_type": "stream", "name": "stderr", "text": TRUNCATED})
                break
            room -= cost
            kept.append(clean)
            name = output.get("display_id")
            if isinstance(name, str):
                self._by_id.setdefault(name, []).append(clean)
        self._room += room
        return kept

    def _begin(self) -> int:
        """Set room aside for a cell; what it does not need comes back."""
        room = min(MAX_CHARACTERS, self._room)
        self._room -= room
        return room

    def update(self, updates: object) -> None:
        """Change what has been shown before."""
        room = self._begin()
        for change in updates if isinstance(updates, list) else ():
            match change:
                case [str(name), dict(data), dict(metadata)]:
                    shown = _shown(data, {"metadata": metadata}, self._dropped)
                    cost = OUTPUT_COST + _size(shown)
                    for output in self._by_id.get(name, ())[: room // cost]:
                        room -= cost
                        output |= shown
        self._room += room


def _clean(output: object, count: int, dropped: Collection[str]) -> dict | None:
    if not isinstance(output, dict):
        return None
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": writable(text)}
        case {"output_type": "display_data", "data": dict(data)}:
            return {"output_type": "display_data", **_shown(data, output, dropped)}
        case {"output_type": "execute_result", "data": dict(data)}:
            shown = _shown(data, output, dropped)
            return {"output_type": "execute_result", "execution_count": count, **shown}
        case {"output_type": "error", "ename": str(name), "evalue": str(value)}:
            return error_output(name, value, output.get("traceback"))
    return None


def _shown(data: dict, output: dict, dropped: Collection[str]) -> dict:
    kept = {
        writable(kind): _plain(item)
        for kind, item in data.items()
        if _is_kind(kind)
        and kind not in dropped
        and (isinstance(item, str) or _is_json(kind, item))
    }
    return {"data": kept, "metadata": clean_metadata(output.get("metadata"))}


def clean_metadata(metadata: object) -> dict:
    """Return of an output's metadata what pages use, by key and type: for all of it and by kind."""
    if not isinstance(metadata, dict):
        return {}
    by_kind = {kind: _allowed(item) for kind, item in metadata.items() if isinstance(item, dict)}
    kept = {writable(kind): item for kind, item in by_kind.items() if item and _is_kind(kind)}
    return _allowed(metadata) | kept


def _is_kind(name: str) -> bool:
    return "/" in name and len(name) <= MAX_KIND


def _allowed(metadata: dict) -> dict:
    return {key: metadata[key] for key, fits in METADATA.items() if fits(metadata.get(key))}


def _is_size(value: object) -> bool:
    if isinstance(value, str):
        return SIZE.fullmatch(value) is not None
    return isinstance(value, int | float) and 1 <= value < MAX_SIZE


METADATA: dict[str, Callable[[object], bool]] = {
    "alt": lambda text: (
        isinstance(text, str) and text.isprintable() and len(text) <= MAX_ALTERNATIVE
    ),
    "height": _is_size,
    "isolated": lambda value: value is True,
    "needs_background": lambda value: value in ("dark", "light"),
    "unconfined": lambda value: value is True,
    "width": _is_size,
}


def _is_json(kind: str, item: object) -> bool:
    """Whether it is the kind, and not too deep."""
    if kind != "application/json" and not kind.endswith("+json"):
        return False
    level = [item]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return True
    return False


def _inside(item: object) -> Sequence:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else ()


def _size(item: object) -> int:
    if isinstance(item, str):
        return len(item)
    names = sum(map(len, item)) if isinstance(item, dict) else 0
    return names + sum(1 + _size(inner) for inner in _inside(item))


def _plain(item: object) -> object:
    if isinstance(item, str):
        return writable(item)
    if isinstance(item, dict):
        return {writable(key): _plain(value) for key, value in item.items()}
    return [_plain(inner) for inner in item] if isinstance(item, list) else item


def error_output(name: str, value: str, traceback: object = None) -> dict:
    """Return an error as an output."""
    lines = traceback if isinstance(traceback, list) else [f"{name}: {value}"]
    lines = [writable(line) for line in lines if isinstance(line, str)]
    named = {"ename": writable(name), "evalue": writable(value)}
    return {"output_type": "error", **named, "traceback": lines}
