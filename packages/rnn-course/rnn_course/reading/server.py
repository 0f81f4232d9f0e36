"""The server of the reading page, for one person on this machine."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.web import Application

from nbgrader_sandbox import GradingError
from rnn_course.reading.access import POLICY, Access, Guarded, Refused
from rnn_course.reading.marks import ChangedMeanwhileError, NoSuchAnswerError, parse_mark
from rnn_course.reading.page import make_page, plain_answers
from rnn_course.reading.reader import Reader
from rnn_course.reading.rubrics import Rubric, RubricChangedError, parse
from rnn_course.reading.words import say

Value = TypeVar("Value")
LARGEST = 1_000_000  # bytes of a request: a comment
PEOPLE = 4  # requests at a time: one that waits for a locked gradebook must not hold up the others


class _Handler(Guarded):
    def initialize(self, access: Access, reader: Reader, threads: ThreadPoolExecutor) -> None:  # type: ignore[override]
        super().initialize(access)
        self.reader, self.threads = reader, threads

    async def do(self, do: Callable[[], Value]) -> Value:
        """Do something that may wait for the gradebook; its errors become answers."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, do)
        except (ChangedMeanwhileError, RubricChangedError) as error:
            raise Refused(409, error=str(error), theirs=error.theirs) from None
        except NoSuchAnswerError as error:
            raise Refused(404, error=str(error)) from None
        except ValueError as error:
            raise Refused(400, error=str(error)) from None
        except GradingError as error:
            raise Refused(503, error=str(error)) from None
        except (DBAPIError, OSError) as error:
            problem = error.orig if isinstance(error, DBAPIError) else error.strerror
            raise Refused(503, error=say("gradebook", error=problem)) from None

    def body(self) -> dict:
        try:
            plain = json_decode(self.request.body)
        except ValueError:
            plain = None
        if not isinstance(plain, dict):
            raise Refused(400, error=say("malformed"))
        return plain

    def number(self) -> int:
        """Return which question is meant, from 0."""
        asked = self.get_query_argument("question", "1")
        return int(asked) - 1 if asked.isdecimal() and 0 < int(asked) < 1000 else 0


class _Page(_Handler):
    async def get(self) -> None:
        if self._is_first():
            self.open_session()
            return
        reading = await self.do(partial(self.reader.read, self.number()))
        self.set_header("Content-Security-Policy", POLICY.format(nonce=self.nonce))
        token = self.xsrf_token.decode()
        self.finish(await self.do(partial(make_page, self.reader, reading, self.nonce, token)))


class _State(_Handler):
    """Points and comments as they are now: others may be reading, too."""

    async def get(self) -> None:
        reading = await self.do(partial(self.reader.read, self.number(), with_cells=False))
        self.finish({"answers": plain_answers(reading), "rubric": asdict(reading.rubric)})


class _Names(_Handler):
    async def get(self) -> None:
        self.finish(await self.do(self.reader.names))


class _Change(_Handler):
    async def post(self) -> None:
        self.finish({"value": await self.do(partial(self._change, self.body()))})

    def _change(self, plain: dict) -> dict | str:
        match plain:
            case {"id": str(name), "field": "comment", "was": str(was), "now": str(now)}:
                return self.reader.write_comment(name, was, now)
            case {"id": str(name), "field": "points", "was": was, "now": now, "ticked": [*ticked]}:
                marks = parse_mark(was), parse_mark(now)
                return asdict(self.reader.give_points(name, *marks, list(map(str, ticked))))
        raise ValueError(say("malformed"))


class _Rubric(_Handler):
    async def post(self) -> None:
        rubric = await self.do(partial(self._save, self.body(), self.number()))
        self.finish({"value": asdict(rubric)})

    def _save(self, plain: dict, number: int) -> Rubric:
        most = self.reader.all_marked()[number][0].most
        was, now = parse(plain.get("was"), float("inf")), parse(plain.get("now"), most)
        self.reader.save_rubric(number, was, now)
        return now


def make_server(reader: Reader, access: Access) -> HTTPServer:
    """Make the server; it listens once it is given a socket.

    It answers at ``/`` and below the path of ``access``: some proxies take that away, some not.
    """
    given = {"access": access, "reader": reader, "threads": ThreadPoolExecutor(PEOPLE)}
    handlers = {"": _Page, "state": _State, "names": _Names, "change": _Change, "rubric": _Rubric}
    routes = [
        (f"{prefix}{name}", handler, given)
        for prefix in {"/", access.path}
        for name, handler in handlers.items()
    ]
    application = Application(
        routes,
        xsrf_cookies=True,
        xsrf_cookie_name=f"{access.cookie}-xsrf",
        xsrf_cookie_kwargs=access.cookie_options(),
    )
    return HTTPServer(application, max_body_size=LARGEST)
