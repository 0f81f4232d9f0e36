"""Who may open the reading page: addresses, tokens and headers."""

import hmac
import secrets
from concurrent.futures import Executor
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from rnn_course.reading.reader import Reader
from rnn_course.reading.words import say

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Access:
    """The addresses of one server, and what opens it; ``behind`` is that which a proxy has."""

    def __init__(self, port: int, behind: str = "") -> None:
        public = urlsplit(behind)
        here = [f"127.0.0.1:{port}", f"localhost:{port}"]
        self.hosts = {*here, public.netloc} - {""}
        self.origins = {f"http://{host}" for host in here}
        self.origins |= {f"{public.scheme}://{public.netloc}"} if behind else set()
        self.path = f"{public.path.rstrip('/')}/"
        self.address = f"{behind.rstrip('/')}/" if behind else f"http://127.0.0.1:{port}/"
        self.cookie = f"rnn-course-read-{port}"  # cookies of all ports of a host are one heap
        strict = {"httponly": True, "samesite": "Strict", "secure": public.scheme == "https"}
        self.cookie_options: dict[str, Any] = strict | {"path": self.path}
        self.token, self.session = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self.first_address = f"{self.address}?token={self.token}"  # to be opened once in a browser


class Refused(HTTPError):
    """A refusal with what is said about it."""

    def __init__(self, status: int, **said: object) -> None:
        super().__init__(status)
        self.said = said


def _is_same(got: str, expected: str) -> bool:
    return hmac.compare_digest(got.encode(), expected.encode())


class Guarded(RequestHandler):
    """A handler that answers nobody but the page that it has handed out."""

    def initialize(self, access: Access, reader: Reader, threads: Executor) -> None:
        """Take what opens it and what answers."""
        self.access, self.reader, self.threads = access, reader, threads
        self.nonce = secrets.token_urlsafe(16)

    def prepare(self) -> None:
        """Refuse other hosts (a name that was pointed here), other pages, and strangers."""
        if self.request.host not in self.access.hosts:
            raise Refused(403, error=say("not_here"))
        is_asking = self.request.method in ("GET", "HEAD")
        if not is_asking and self.request.headers.get("Origin") not in self.access.origins:
            raise Refused(403, error=say("not_here"))
        session = self.get_cookie(self.access.cookie) or ""
        if not self.is_first() and not _is_same(session, self.access.session):
            raise Refused(403, error=say("session"))

    def is_first(self) -> bool:
        """Return whether the address has the token in it."""
        return _is_same(self.get_query_argument("token", ""), self.access.token)

    def open_session(self) -> None:
        """Hand out the cookie by a page: after a redirect, a strict one would not be sent."""
        self.set_cookie(self.access.cookie, self.access.session, **self.access.cookie_options)
        self.finish('<!DOCTYPE html><meta http-equiv="refresh" content="0; url=./">')

    def set_default_headers(self) -> None:
        """Let nothing be kept, framed or told to others."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", POLICY.format(nonce=secrets.token_urlsafe(16)))

    def write_error(self, status_code: int, **kwargs: tuple) -> None:
        """Say why it was refused, to the page or to who opened it."""
        _, error, _ = kwargs.get("exc_info", (None, None, None))
        said = error.said if isinstance(error, Refused) else {"error": self._reason}
        if "text/html" in self.request.headers.get("Accept", ""):
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(str(said["error"]))
        else:
            self.finish(said)
