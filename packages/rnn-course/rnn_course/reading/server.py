"""``rnn-course read``: the server of the reading page, for one person on this machine."""

import argparse
import asyncio
import hashlib
import os
import webbrowser
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from socket import socket
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from nbgrader_sandbox import GradingError
from rnn_course.class_table.table import ClassCourse
from rnn_course.pages.rendering import render
from rnn_course.pages.templates import page_file, templates
from rnn_course.paths import Course
from rnn_course.reading.access import POLICY, Access, Guarded, Refused
from rnn_course.reading.answers import Answer
from rnn_course.reading.marks import ChangedMeanwhileError, NoSuchAnswerError, parse_mark
from rnn_course.reading.reader import Reader, Reading
from rnn_course.reading.words import KEYS, WORDS, say
from rnnkit.language import language

Value = TypeVar("Value")
FIRST, LAST, TRIES = 20_000, 30_000, 50  # ports
LARGEST = 1_000_000  # bytes of a request: a comment
PEOPLE = 4  # requests at a time: one that waits for a locked gradebook must not hold up the others
PACKAGE = "rnn_course.reading"


def _plain_answers(reading: Reading) -> dict[str, dict]:
    return {each.marked.id: _plain(each, reading) for each in reading.answers}


def _plain(answer: Answer, reading: Reading) -> dict:  # no names among it
    mark = answer.marked.mark
    known = {line.id for line in reading.rubric.lines}
    ticked = [each for each in answer.record.ticked if each in known]
    total = reading.rubric.points_of(ticked, reading.question.most)
    return asdict(mark) | {
        "ticked": ticked if mark.points == total else [],
        "comment": answer.marked.comment,
        "extra": answer.marked.extra,
        "again": answer.is_again,
    }


def make_page(reader: Reader, reading: Reading, nonce: str, xsrf: str) -> str:
    """Return the page of one question, with the nonce of its scripts and the token of changes."""
    question, answers = reading.question, reading.answers
    place = f"{reader.course.root}\0{reader.assignment}"
    folder = reader.course.folder("source", ".", reader.assignment)
    state = {
        "store": hashlib.sha256(place.encode()).hexdigest()[:12],
        "number": reading.questions.index(question) + 1,
        "most": question.most,
        "answers": _plain_answers(reading),
        "rubric": asdict(reading.rubric),
        "words": dict(WORDS),
        "xsrf": xsrf,
    }
    template = templates(PACKAGE, "files").get_template("reading.html.j2")
    return template.render(
        say=say,
        keys=KEYS.items(),
        assignment=reader.assignment,
        reading=reading,
        prompt=render(question.prompt),
        model=render([question.model]) if question.model else None,
        source=folder / f"{question.notebook}.ipynb",
        shown=[each for each in answers if each.cells and not each.is_empty],
        empty=[each for each in answers if each.is_empty],
        unreadable=[each for each in answers if not each.cells],
        render=render,
        nonce=nonce,
        language=language(),
        state=state,
        style=page_file(PACKAGE, "reading.css"),
        script=page_file(PACKAGE, "reading.js"),
    )


def read(options: argparse.Namespace, course: Course) -> None:
    """Serve the page until Ctrl-C, and say how many answers are read."""
    own = ClassCourse(course.directory)
    students = in_section(options.section, own.class_table.sections)
    reader = Reader(own, own.full_name(options.assignment), students)
    pairs = reader.all_marked()
    if not pairs:
        raise GradingError(say("no_questions", assignment=reader.assignment))
    if not any(marked for _, marked in pairs):
        raise GradingError(say("no_submissions", assignment=reader.assignment))
    public = urlsplit(options.behind)
    if options.behind and not (public.scheme in ("http", "https") and public.netloc):
        raise GradingError(say("behind", port=options.port or "PORT", got=options.behind))
    sockets = listen(options.port, f"{own.root}\0{reader.assignment}")
    if not sockets:
        raise GradingError(say("port_taken", port=options.port))
    access = Access(sockets[0].getsockname()[1], options.behind)
    print(say("address", assignment=reader.assignment, address=access.first_address), flush=True)
    try:
        asyncio.run(serve(reader, access, sockets, opens=not options.no_browser))
    except KeyboardInterrupt:
        waits = [each.mark.waits for _, marked in reader.all_marked() for each in marked]
        done, count = waits.count(False), len(waits)
        print(say("ended", assignment=reader.assignment, read=done, count=count))


def in_section(section: str | None, section_of: Mapping[str, str]) -> frozenset[str] | None:
    """Return who is in a section; None, which stands for all, if none is named."""
    if section is None:
        return None
    students = frozenset(each for each, name in section_of.items() if name == section)
    if not students:
        known = ", ".join(sorted({*section_of.values()})) or say("no_sections")
        raise GradingError(say("no_section", section=section, known=known))
    return students


class _Handler(Guarded):
    async def do(self, do: Callable[[], Value]) -> Value:
        """Do something that may wait for the gradebook; its errors become answers."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, do)
        except ChangedMeanwhileError as error:
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
        asked = self.get_query_argument("question", "1")
        return int(asked) - 1 if asked.isdecimal() and 0 < int(asked) < 1000 else 0


class _Page(_Handler):
    async def get(self) -> None:
        if self.is_first():
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
        self.finish({"answers": _plain_answers(reading), "rubric": asdict(reading.rubric)})


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
        plain = self.body()
        save = partial(self.reader.save_rubric, self.number(), plain.get("was"), plain.get("now"))
        self.finish({"value": asdict(await self.do(save))})


def make_server(reader: Reader, access: Access) -> HTTPServer:
    """Make the server, at ``/`` and at the path of ``access``: only some proxies take that away."""
    given = {"access": access, "reader": reader, "threads": ThreadPoolExecutor(PEOPLE)}
    handlers = {"": _Page, "state": _State, "names": _Names, "change": _Change, "rubric": _Rubric}
    every = handlers.items()
    routes = [(f"{p}{name}", each, given) for p in {"/", access.path} for name, each in every]
    cookie = {"xsrf_cookie_name": f"{access.cookie}-xsrf"}
    options: dict[str, Any] = cookie | {"xsrf_cookie_kwargs": access.cookie_options}
    application = Application(routes, xsrf_cookies=True, **options)
    return HTTPServer(application, max_body_size=LARGEST)


def listen(port: int | None, place: str) -> list[socket]:
    """Listen on a port, or on the first free one from a number that belongs to the assignment.

    A browser keeps what is not saved yet by port: the next server should have the same.
    """
    first = port or FIRST + zlib.crc32(place.encode()) % (LAST - FIRST)
    for candidate in range(first, first + (1 if port else TRIES)):
        with suppress(OSError):
            return bind_sockets(candidate, "127.0.0.1")
    return []


async def serve(reader: Reader, access: Access, sockets: Sequence[socket], opens: bool) -> None:
    """Serve until somebody ends it, and open the page in a browser."""
    make_server(reader, access).add_sockets(sockets)
    if opens:
        open_browser(access, reader.records)
    await asyncio.Event().wait()


def open_browser(access: Access, folder: Path) -> None:
    """Open the page by a file for this account alone: everybody can read a command line."""
    path = folder / f"{access.cookie}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f'<meta http-equiv="refresh" content="0; url={access.first_address}">')
    webbrowser.open(path.as_uri())
