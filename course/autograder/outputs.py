"""Outputs of cells, taken from a process that may say anything."""

from collections.abc import Sequence

TIMED_OUT = "CellTimeoutError"
STOPPED = "DeadKernelError"


def cleaned(outputs: object) -> list[dict]:
    """Keep what has the form of an output, and nothing else of it."""
    found = outputs if isinstance(outputs, list) else []
    return [kept for kept in map(_clean, found) if kept is not None]


def _clean(output: object) -> dict | None:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": text}
        case {"output_type": "display_data", "data": dict(data)}:
            return {"output_type": "display_data", **_shown(data, output)}
        case {"output_type": "execute_result", "data": dict(data), "execution_count": int(count)}:
            shown = _shown(data, output)
            return {"output_type": "execute_result", "execution_count": count, **shown}
        case {"output_type": "error", "ename": str(name), "evalue": str(value)}:
            return error(name, value, output.get("traceback"))
    return None


def _shown(data: dict, output: dict) -> dict:
    metadata = output.get("metadata")
    kept = {kind: item for kind, item in data.items() if "/" in kind and _is_shown(kind, item)}
    return {"data": kept, "metadata": metadata if isinstance(metadata, dict) else {}}


def _is_shown(kind: str, item: object) -> bool:
    return isinstance(item, str) or kind.endswith("json")


def error(name: str, value: str, traceback: object = None) -> dict:
    """An error as an output."""
    lines = traceback if isinstance(traceback, list) else [f"{name}: {value}"]
    lines = [line for line in lines if isinstance(line, str)]
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}


class Displays:
    """Displays that later cells may change."""

    def __init__(self) -> None:
        self._by_id: dict[str, list[dict]] = {}

    def remember(self, raw: object, outputs: Sequence[dict]) -> None:
        """Note which of a cell's outputs have a name. ``raw`` is what they were made of."""
        shown = [o for o in raw if _clean(o) is not None] if isinstance(raw, list) else []
        for before, output in zip(shown, outputs, strict=False):
            name = before.get("display_id")
            if isinstance(name, str):
                self._by_id.setdefault(name, []).append(output)

    def update(self, updates: object) -> None:
        """Change what has been shown before."""
        for change in updates if isinstance(updates, list) else ():
            match change:
                case [str(name), dict(data), dict(metadata)]:
                    for output in self._by_id.get(name, ()):
                        output |= _shown(data, {"metadata": metadata})
