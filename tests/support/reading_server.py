"""The real server of the reading page, in a thread, and a client that behaves as a browser."""

import asyncio
import json
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from socket import socket

from tornado.netutil import bind_sockets

from rnn_course.class_table.table import ClassCourse
from rnn_course.reading.access import Access
from rnn_course.reading.reader import Reader
from rnn_course.reading.server import make_server


@contextmanager
def in_thread(make) -> Iterator[None]:
    """Run what ``make`` starts in an event loop of its own, until the block ends."""
    started, loop, made = threading.Event(), asyncio.new_event_loop(), []

    async def start() -> None:
        made.append(make())
        started.set()

    def run() -> None:
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run)
    thread.start()
    assert started.wait(30)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(made[0].stop)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def listening() -> list[socket]:
    """Take a port that is free, at once: what is only looked at may be another's a moment later."""
    return bind_sockets(0, "127.0.0.1")


def port_of(sockets: Sequence[socket]) -> int:
    return sockets[0].getsockname()[1]


@contextmanager
def serving(
    course: ClassCourse, assignment: str, behind: str = "", sockets: Sequence[socket] = ()
) -> Iterator[Access]:
    sockets = sockets or listening()
    access = Access(port_of(sockets), behind)

    def make():
        server = make_server(Reader(course, assignment), access)
        server.add_sockets(sockets)
        return server

    with in_thread(make):
        yield access


class Client:
    """Opens the address that was printed, and then changes things as the page does."""

    def __init__(self, access: Access, at: str = "") -> None:
        self.at = at or f"http://127.0.0.1:{access.cookie.rpartition('-')[2]}/"
        self.headers: dict[str, str] = {}
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.origin = re.match("https?://[^/]+", self.at)[0]
        self.landed = self.get(f"?token={access.token}")
        self.state = self.page() if self.landed[0] == 200 else {}

    def page(self, number: int = 1) -> dict:
        status, text = self.get(f"?question={number}")
        assert status == 200, text
        found = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
        self.html = text
        return json.loads(found[1])

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.at + path, headers=headers))

    def post(self, path: str, body: object, **headers: str | None) -> tuple[int, dict]:
        sent = {"Origin": self.origin, "X-XSRFToken": self.state.get("xsrf", "")} | headers
        kept = {name: value for name, value in sent.items() if value is not None}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, text = self._open(urllib.request.Request(self.at + path, data, kept))
        return status, json.loads(text)

    def change(self, answer: str, field: str, was, now, ticked=()) -> tuple[int, dict]:
        body = {"id": answer, "field": field, "was": was, "now": now, "ticked": list(ticked)}
        return self.post("change", body)

    def _open(self, request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=60) as response:
                self.headers = dict(response.headers)
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
