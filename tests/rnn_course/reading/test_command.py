"""The command as it is typed."""

import re
import signal
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from grader_support.ports import free_port
from rnn_course.cli import main
from rnn_course.reading import server
from rnn_course.reading.access import Access
from rnn_course.reading.reader import Reader
from rnn_course.reading.words import say
from tests.support import reading_class
from tests.support.jupyter_servers import BIN
from tests.support.reading_class import ASSIGNMENT
from tests.support.reading_server import Client

COMMAND = [BIN / "rnn-course", "read", "05", "--no-browser"]


def refused(course, *arguments):
    with pytest.raises(SystemExit) as caught:
        main(["read", "--course", str(course.root), "--no-browser", *arguments])
    return caught.value.code


def test_it_serves_until_ctrl_c_and_says_how_many_are_read(course):
    process = subprocess.Popen(COMMAND, cwd=course.root, stdout=subprocess.PIPE, text=True)
    address = next(found[0] for line in process.stdout if (found := re.search("http.*", line)))
    port = int(re.search(r":(\d+)/", address)[1])
    access = Access(port)
    access.token = address.partition("token=")[2]
    client = Client(access)
    (first, *_) = [name for name, each in client.state["answers"].items() if each["waits"]]
    client.change(first, "points", {"points": None, "waits": True}, {"points": 3, "waits": False})
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert say("ended", assignment=ASSIGNMENT, read=3, count=8) in said
    assert process.returncode == 0


def test_the_next_server_has_the_same_port_if_it_is_free(tmp_path):
    place = str(tmp_path)  # no test beside it looks for its ports where this one does
    (first,) = server.listen(None, place)
    (beside,) = server.listen(None, place)
    ports = [each.getsockname()[1] for each in (first, beside)]
    assert ports[0] < ports[1]
    first.close()
    beside.close()
    (again,) = server.listen(None, place)
    assert again.getsockname() == ("127.0.0.1", ports[0])
    again.close()


def test_a_port_that_is_taken_is_said(course):
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert say("port_taken", port=port) in refused(course, ASSIGNMENT, f"--port={port}")


@pytest.mark.parametrize("behind", ["hub.example.org/user/ada", "/user/ada", "ftp://x/"])
def test_an_address_that_is_none_is_said(course, behind):
    said = refused(course, ASSIGNMENT, "--behind", behind)
    assert say("behind", port="PORT", got=behind) in said


def test_an_unknown_assignment_is_said_with_those_that_are_there(course):
    assert ASSIGNMENT in refused(course, "09-nothing")


def test_before_grading_there_is_nothing_to_read(released, tmp_path):
    course = reading_class.copy_course(released, tmp_path / "course")
    assert say("no_submissions", assignment=ASSIGNMENT) in refused(course, "05")


def test_a_browser_gets_the_token_by_a_file_of_this_account(course, monkeypatch):
    opened = []
    monkeypatch.setattr(server.webbrowser, "open", opened.append)
    access, reader = Access(20_000), Reader(course, ASSIGNMENT)
    for _ in range(2):
        server.open_browser(access, reader.records)
    path = Path(opened[-1].removeprefix("file://"))
    assert access.token not in opened[-1]
    assert access.first_address in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
