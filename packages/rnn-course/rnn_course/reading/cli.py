"""The command line of reading written answers."""

import argparse
import asyncio
import os
import webbrowser
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rnn_course.arguments import add_assignment
from rnn_course.reading.words import say

if TYPE_CHECKING:
    from rnn_course.reading.access import Access
    from rnn_course.reading.reader import Reader

FIRST, LAST, TRIES = 20_000, 30_000, 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_assignment(parser)
    parser.add_argument(
        "--port", type=int, metavar="N", help="on 127.0.0.1 (default: one for each assignment)"
    )
    parser.add_argument("--section", metavar="NAME", help="only its students, as class.csv has it")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--behind",
        default="",
        metavar="URL",
        help="the page's address as the browser sees it, if a proxy stands between",
    )


def read(options: argparse.Namespace, root: Path) -> None:
    """Serve the page until Ctrl-C, and say how many answers are read.

    Raises
    ------
    GradingError
        If there is nothing to read, or no port.
    """
    from nbgrader_sandbox import GradingError
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.reading.access import Access
    from rnn_course.reading.reader import Reader

    course = ClassCourse(root)
    students = in_section(options.section, course.class_table.sections)
    reader = Reader(course, course.full_name(options.assignment), students)
    pairs = reader.all_marked()
    if not pairs:
        raise GradingError(say("no_questions", assignment=reader.assignment))
    if not any(marked for _, marked in pairs):
        raise GradingError(say("no_submissions", assignment=reader.assignment))
    public = urlsplit(options.behind)
    if options.behind and not (public.scheme in ("http", "https") and public.netloc):
        raise GradingError(say("behind", port=options.port or "PORT", got=options.behind))
    sockets = _listen(options.port, f"{course.root}\0{reader.assignment}")
    if not sockets:
        raise GradingError(say("port_taken", port=options.port))
    port = sockets[0].getsockname()[1]
    access = Access(port, options.behind)
    print(say("address", assignment=reader.assignment, address=access.first_address), flush=True)
    try:
        asyncio.run(_serve(reader, access, sockets, opens=not options.no_browser))
    except KeyboardInterrupt:
        print(_ending(reader))


def in_section(section: str | None, section_of: Mapping[str, str]) -> frozenset[str] | None:
    """Return who is in a section; None, which stands for all, if none is named."""
    if section is None:
        return None
    students = frozenset(each for each, name in section_of.items() if name == section)
    if not students:
        from nbgrader_sandbox import GradingError

        known = ", ".join(sorted({*section_of.values()})) or say("no_sections")
        raise GradingError(say("no_section", section=section, known=known))
    return students


def _listen(port: int | None, place: str) -> list[socket]:
    """Listen on a port, or on the first free one from a number that belongs to the assignment.

    A browser keeps what is not saved yet by port: the next server should have the same.
    """
    from tornado.netutil import bind_sockets

    first = port or FIRST + zlib.crc32(place.encode()) % (LAST - FIRST)
    for candidate in range(first, first + (1 if port else TRIES)):
        try:
            return bind_sockets(candidate, "127.0.0.1")
        except OSError:
            continue
    return []


async def _serve(
    reader: "Reader", access: "Access", sockets: Sequence[socket], opens: bool
) -> None:
    from rnn_course.reading.server import make_server

    make_server(reader, access).add_sockets(sockets)
    if opens:
        _open_browser(access, reader.records)
    await asyncio.Event().wait()


def _open_browser(access: "Access", folder: Path) -> None:
    """Open the page by a file that only this account can read.

    On the command line of a browser, everybody on the machine could read the token.
    """
    path = folder / f"{access.cookie}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f'<meta http-equiv="refresh" content="0; url={access.first_address}">')
    webbrowser.open(path.as_uri())


def _ending(reader: "Reader") -> str:
    waits = [each.mark.waits for _, marked in reader.all_marked() for each in marked]
    count = len(waits)
    return say("ended", assignment=reader.assignment, read=count - sum(waits), count=count)
