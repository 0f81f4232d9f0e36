"""The command line of reading written answers."""

import argparse
import asyncio
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from rnn_course.arguments import add_assignment
from rnn_course.reading.words import say


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
    from rnn_course.reading.server import listen, serve

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
    sockets = listen(options.port, f"{course.root}\0{reader.assignment}")
    if not sockets:
        raise GradingError(say("port_taken", port=options.port))
    port = sockets[0].getsockname()[1]
    access = Access(port, options.behind)
    print(say("address", assignment=reader.assignment, address=access.first_address), flush=True)
    try:
        asyncio.run(serve(reader, access, sockets, opens=not options.no_browser))
    except KeyboardInterrupt:
        waits = [each.mark.waits for _, marked in reader.all_marked() for each in marked]
        read, count = waits.count(False), len(waits)
        print(say("ended", assignment=reader.assignment, read=read, count=count))


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
