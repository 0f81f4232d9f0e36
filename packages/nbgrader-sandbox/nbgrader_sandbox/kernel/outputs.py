"""The outputs of a cell, collected in the notebook format."""

import io

from nbgrader_sandbox.protocol.connection import Message

OUTPUT_LIMIT = 8 * 2**20  # characters a cell
TRUNCATED = "\n... Output truncated ...\n"
Update = tuple[str | None, Message, Message]  # of an earlier cell's display: id, data, metadata


class OutputCollector:
    """Collects messages and text of one cell after another."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin a new cell."""
        self.items: list[Message] = []
        self.updates: list[Update] = []
        self._room = OUTPUT_LIMIT
        self._clear_first = False

    def take(self) -> Message:
        """Return what has been collected, and begin anew."""
        taken: Message = {"outputs": self.items, "updates": self.updates}
        self.start()
        return taken

    def write(self, name: str, text: str) -> None:
        """Add text to a stream."""
        if not text or self._room <= 0:
            return
        self._room -= len(text)
        if self._room <= 0:
            text = text[: self._room + len(text)] + TRUNCATED
        self._clear_if_asked()
        last = self.items[-1] if self.items else {}
        if last.get("name") == name:
            last["text"] += text
        else:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def add(self, kind: str, content: Message) -> None:
        """Add a kernel's message."""
        match kind:
            case "clear_output":
                self._clear_first = bool(content.get("wait"))
                if not self._clear_first:
                    self.items.clear()
            case "update_display_data":
                self._update(content)
            case "display_data" | "execute_result" | "error":
                self._append(kind, content)

    def _append(self, kind: str, content: Message) -> None:
        self._clear_if_asked()
        shown = {key: value for key, value in content.items() if key != "transient"}
        # The size of a picture counts as text does.
        if self._room > 0:
            self._room -= _size(content.get("data", {}))
            display_id = content.get("transient", {}).get("display_id")
            name = {"display_id": display_id} if isinstance(display_id, str) else {}
            self.items.append({"output_type": kind, **shown, **name})

    def _update(self, content: Message) -> None:
        display_id = content.get("transient", {}).get("display_id")
        data, metadata = content.get("data", {}), content.get("metadata", {})
        if self._room <= 0:
            return
        self._room -= _size(data)
        for item in self.items:
            if display_id is not None and item.get("display_id") == display_id:
                item |= {"data": data, "metadata": metadata}
        self.updates.append((display_id, data, metadata))

    def _clear_if_asked(self) -> None:
        if self._clear_first:
            self.items.clear()
            self._clear_first = False


def _size(data: Message) -> int:
    return sum(len(kind) + len(str(value)) for kind, value in data.items())


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr``, as a notebook has them."""

    encoding = "UTF-8"

    def __init__(self, name: str, outputs: OutputCollector, descriptor: int) -> None:
        self.name = f"<{name}>"
        self._stream, self._outputs, self._descriptor = name, outputs, descriptor

    def write(self, text: str) -> int:
        """Show text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._outputs.write(self._stream, text)
        return len(text)

    def writable(self) -> bool:
        """Always True."""
        return True

    def fileno(self) -> int:
        """Return the file that programs started by a cell write to."""
        return self._descriptor
