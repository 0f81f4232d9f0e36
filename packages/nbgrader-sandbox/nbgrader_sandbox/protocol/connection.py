"""Messages on a socket: a JSON object and raw bytes, both of limited length."""

import json
import socket
import struct
import time
from contextlib import suppress
from typing import Any

Message = dict[str, Any]  # a JSON object: what is in it is checked where it is used
HEADER = struct.Struct("!II")  # bytes of JSON, raw bytes
MAX_MESSAGE = 512 * 2**20  # bytes; what a sandbox may hold is less than half of it
AT_ONCE, CHUNK = 2**16, 2**20  # bytes read at a time: of what is short, and at most
MAX_VALUES = 5_000_000  # in the JSON of a message; each takes many times its length


class MessageError(Exception):
    """What arrived is no message, or too long a one."""


class Connection:
    """One end of a connection, on a stream socket."""

    def __init__(self, stream: socket.socket) -> None:
        self.socket, self._received = stream, bytearray()

    def send(self, message: Message, data: bytes = b"", deadline: float | None = None) -> None:
        """Send one message. After a TimeoutError, at the deadline, nothing can be sent."""
        text = json.dumps(message).encode("ascii")
        self.socket.settimeout(_seconds_to(deadline))
        self.socket.sendall(HEADER.pack(len(text), len(data)) + text + data)

    def receive(self, deadline: float | None = None) -> tuple[Message, memoryview]:
        """Wait for one message, until ``deadline`` in seconds on the clock of ``time.monotonic``.

        TimeoutError at the deadline, even in the middle of a message: the next call goes on with
        it. EOFError if the other side has closed, MessageError if it is no message, or too long.
        """
        self._fill(HEADER.size, deadline)
        text_length, data_length = HEADER.unpack_from(self._received)
        length = text_length + data_length
        if length > MAX_MESSAGE:
            raise MessageError(f"a message of {length} bytes; limit {MAX_MESSAGE}")
        end = HEADER.size + length
        self._fill(end, deadline)
        text = bytes(self._received[HEADER.size : HEADER.size + text_length])
        data = bytes(self._received[HEADER.size + text_length : end])
        del self._received[:end]
        return _parse(text), memoryview(data)

    def _fill(self, length: int, deadline: float | None) -> None:
        while len(self._received) < length:
            self.socket.settimeout(_seconds_to(deadline))
            missing = length - len(self._received)
            # All of a short message at once, with its header.
            with suppress(ConnectionError):
                chunk = self.socket.recv(min(max(missing, AT_ONCE), CHUNK))
                self._received += chunk
                if chunk:
                    continue
            raise EOFError


def _seconds_to(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _parse(text: bytes) -> Message:
    if text.count(b",") > MAX_VALUES:
        raise MessageError("too many values in it")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MessageError(f"no JSON: {type(error).__name__}") from None
    if not isinstance(message, dict):
        raise MessageError("not a JSON object")
    return message
