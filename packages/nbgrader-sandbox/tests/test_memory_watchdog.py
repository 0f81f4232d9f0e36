"""Memory of a process and all that it started."""

import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest

from nbgrader_sandbox.sandbox import memory_watchdog

MEGABYTE = 2**20
# Six children; each has what is asked for, of its own or as a copy of its parent's.
FAMILY = """
import os, sys, time

own, common, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
kept = b"x" * (common * 2**20)
for _ in range(6):
    if os.fork() == 0:
        kept_too = b"x" * (own * 2**20)
        time.sleep(1000)
time.sleep(seconds)
os._exit(7)
"""


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch, tmp_path):
    """Those of this machine are not the notebook's, which has a network namespace of its own."""
    (tmp_path / "unix").write_text("Num RefCount Protocol Flags Type St Inode Path\n")
    monkeypatch.setattr(memory_watchdog, "UNIX_SOCKETS", tmp_path / "unix")


@pytest.fixture
def family():
    """Starts a process with six children; all end with the test."""
    started = []

    def start(own, common, seconds):
        line = [sys.executable, "-c", FAMILY, str(own), str(common), str(seconds)]
        started.append(subprocess.Popen(line, start_new_session=True))
        return started[-1]

    yield start
    for process in started:
        os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def ended(monkeypatch):
    """How the process ended that the watchdog has waited for."""
    statuses, wait = [], os.waitpid

    def waitpid(process, options):
        statuses.append(wait(process, options)[1])

    monkeypatch.setattr(os, "waitpid", waitpid)
    return lambda: os.waitstatus_to_exitcode(statuses[-1])


def test_processes_that_have_too_much_together_are_ended(family, ended):
    memory_watchdog.watch(family(own=50, common=0, seconds=1000).pid, max_memory=200 * MEGABYTE)
    assert ended() == -signal.SIGKILL


def test_what_processes_share_counts_once(family, ended):
    memory_watchdog.watch(family(own=0, common=150, seconds=3).pid, max_memory=400 * MEGABYTE)
    assert ended() == 7


def test_one_process_alone_is_left_to_its_own_limit(ended):
    line = [sys.executable, "-c", "import os; kept = b'x' * 10**8; os._exit(7)"]
    memory_watchdog.watch(subprocess.Popen(line).pid, max_memory=1)
    assert ended() == 7


def test_a_process_that_has_ended_has_nothing():
    process = psutil.Popen([sys.executable, "-c", ""])
    process.wait()
    assert memory_watchdog._memory(process) == 0


def test_connections_that_nobody_has_accepted_count(monkeypatch, tmp_path):
    monkeypatch.undo()
    name, table = f"watched-{os.getpid()}", tmp_path / "unix"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"\0{name}")
        listening.listen(40)
        for _ in range(30):
            with socket.socket(socket.AF_UNIX) as other:
                other.connect(listening.getsockname())
        head, *lines = memory_watchdog.UNIX_SOCKETS.read_text(encoding="utf-8").splitlines()
    # Those of other programs come and go meanwhile.
    table.write_text("\n".join([head, *(line for line in lines if name in line)]))
    monkeypatch.setattr(memory_watchdog, "UNIX_SOCKETS", table)
    assert memory_watchdog._in_sockets() >= 30 * memory_watchdog.FULL_SOCKET


def test_where_the_machine_has_no_memory_left_a_large_one_is_ended(family, ended, monkeypatch):
    monkeypatch.setattr(memory_watchdog, "_is_short", lambda: True)
    monkeypatch.setattr(memory_watchdog, "LARGE", 20 * MEGABYTE)
    memory_watchdog.watch(family(own=10, common=0, seconds=1000).pid, max_memory=10**10)
    assert ended() == -signal.SIGKILL


def test_and_a_small_one_is_left_alone(family, ended, monkeypatch):
    monkeypatch.setattr(memory_watchdog, "_is_short", lambda: True)
    memory_watchdog.watch(family(own=0, common=0, seconds=2).pid, max_memory=10**10)
    assert ended() == 7
