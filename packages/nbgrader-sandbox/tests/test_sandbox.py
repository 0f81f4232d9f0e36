"""What a sandbox shows, hides and refuses, wherever Python and the course lie."""

import errno
import os
import re
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from grader_support import toy
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.limits import Limits
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.sandbox import folders, probe, refusals, seccomp
from nbgrader_sandbox.sandbox.bubblewrap import (
    closed_to_others,
    find_bwrap,
    find_libraries,
)
from nbgrader_sandbox.sandbox.fork_client import ask
from nbgrader_sandbox.sandbox.students import Sandbox

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


@pytest.fixture
def make_sandbox(sandbox):
    """Starts sandboxes; all end with the test."""
    started = []

    def make(libraries=(), secrets=()):
        packages = [*find_libraries(["nbgrader_sandbox"]), *libraries]
        started.append(Sandbox(find_bwrap(), [], packages, secrets, Limits(), os.environ, {}))
        started[-1].fork().kill()
        return started[-1]

    yield make
    for each in started:
        each.close()


def run(sandbox, source):
    """What a cell prints."""
    process = sandbox.fork()
    try:
        deadline = time.monotonic() + 30
        ask(process, {"folder": "", "spans": {}}, b"", deadline)
        request = {"op": "run", "source": source, "count": 1, "number": 1}
        result = ask(process, request, b"", deadline)
    finally:
        process.kill()
    return "".join(str(output.get("text", output)) for output in result["outputs"])


def test_the_innermost_place_decides_what_is_shown():
    shown, hidden = map(Path, ("/a", "/a/b/c")), map(Path, ("/a/b", "/x", "/a/b/c/d"))
    assert folders.layout(shown, hidden) == {
        Path("/a"): True,
        Path("/a/b"): False,
        Path("/a/b/c"): True,
        Path("/a/b/c/d"): False,
    }


def test_a_secret_is_known_by_the_name_that_a_link_gives_it(tmp_path):
    (tmp_path / "real" / "course").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    names = folders.all_names([tmp_path / "real" / "course"], [tmp_path / "link"])
    assert names == [tmp_path / "link" / "course", tmp_path / "real" / "course"]


def test_evidence_is_what_leads_to_nothing_that_is_shown(tmp_path):
    for name in ("python/bin", "python/notes", "course", "student"):
        (tmp_path / name).mkdir(parents=True)
    mounts = {tmp_path / "python" / "bin": True}
    found = folders.evidence(tmp_path, mounts, [str(tmp_path / "student")])
    assert [*found] == [tmp_path / "course", tmp_path / "python" / "notes"]


def test_folders_above_a_home_are_no_libraries():
    path = f"/:{Path.home().parent}:relative::/usr/lib"
    assert Path("/usr/lib") in folders.python_places({"LD_LIBRARY_PATH": path})
    assert Path("/") not in folders.python_places({"LD_LIBRARY_PATH": path})


def test_a_course_inside_of_what_is_shown_is_not_seen(make_sandbox, tmp_path):
    course = tmp_path / "shown" / "course"
    (course / "source").mkdir(parents=True)
    (tmp_path / "shown" / "data.txt").write_text("for all", encoding="utf-8")
    sandbox = make_sandbox([tmp_path / "shown"], [course])
    sandbox.look_around()
    folder = str(course)
    source = f"import os; print(os.listdir({str(course.parent)!r}), os.listdir({folder!r}))"
    assert run(sandbox, source).strip().endswith("[]")
    write = f"open({folder!r} + '/left', 'w')"
    assert "Read-only file system" in run(sandbox, write)


def test_grading_refuses_while_a_secret_can_be_seen(make_sandbox, tmp_path, monkeypatch):
    course = tmp_path / "shown" / "course"
    (course / "source").mkdir(parents=True)
    layout = folders.layout
    monkeypatch.setattr(folders, "layout", lambda shown, hidden: layout(shown, []))
    with pytest.raises(GradingError) as refused:
        make_sandbox([tmp_path / "shown"], [course]).look_around()
    assert refusals.SEEN["file"].format(what=course / "source") in str(refused.value)


def test_the_probe_sees_what_is_there(make_sandbox):
    sandbox = make_sandbox()
    hidden = sandbox._secrets("nobody-listens")
    below = psutil.Process(sandbox._server.pid).children(recursive=True)
    server = next(each.cmdline() for each in below if each.cmdline()[0] == sys.executable)
    variables = [name for name in hidden.variables if name != "HOME"]
    command = "\0".join([*server, ""])
    secrets = replace(hidden, files=["/usr/bin/env"], variables=variables, command=command)
    seen = sandbox._ask(secrets)["seen"]
    assert {kind for kind, _ in seen} == {"file", "variable", "process"}


def test_the_probe_sees_a_keyring_that_is_shared(monkeypatch):
    rings = probe.keyrings()
    if not rings:
        pytest.skip("no keyrings here")
    assert ("keyring", "") in probe.look(probe.Secrets([], [], rings, "", "-"), -1)


def test_no_system_call_in_the_list_is_there(make_sandbox):
    machine = os.uname().machine
    column = list(seccomp.ARCHITECTURES).index(machine)
    numbers = [pair[column] for pair in (seccomp.REFUSED | seccomp.UNKNOWN).values()]
    source = f"""
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
for number in {numbers}:
    print(libc.syscall(number, 0, 0, 0, 0, 0), errno.errorcode[ctypes.get_errno()])
"""
    said = set(run(make_sandbox(), source).splitlines())
    assert said <= {f"-1 {errno.errorcode[e]}" for e in (errno.EPERM, errno.ENOSYS)}


@pytest.mark.parametrize("machine", seccomp.ARCHITECTURES)
def test_numbers_of_system_calls_are_the_kernels(machine):
    if not HEADERS[machine].exists():
        pytest.skip("the kernel's headers are not installed")
    text = HEADERS[machine].read_text(encoding="utf-8")
    kernels = dict(re.findall(r"#define __NR_(\w+)\s+(\d+)", text))
    column = list(seccomp.ARCHITECTURES).index(machine)
    calls = seccomp.REFUSED | seccomp.UNKNOWN | {"clone": seccomp.CLONE, "socket": seccomp.SOCKET}
    known = {name: pair[column] for name, pair in calls.items() if name in kernels}
    assert known == {name: int(kernels[name]) for name in known}
    assert len(known) > len(calls) - 5


@pytest.mark.parametrize(
    ("file", "content", "kind"),
    [
        ("proc/sys/kernel/unprivileged_userns_clone", "0\n", "debian"),
        ("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n", "apparmor"),
        ("proc/sys/user/max_user_namespaces", "0\n", "limit"),
        (".dockerenv", "", "container"),
        ("run/.containerenv", "", "container"),
    ],
)
def test_the_remedy_is_that_of_the_machine(tmp_path, file, content, kind):
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    assert refusals.remedies(tmp_path) == [kind]


def test_without_a_sign_all_remedies_are_named(tmp_path):
    assert refusals.remedies(tmp_path) == ["debian", "apparmor", "limit", "container"]


@pytest.mark.slow
def test_a_machine_that_allows_no_user_namespaces_is_explained(sandbox, course):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    grade = [sys.executable, "-m", "nbgrader_sandbox", "grade", "--course", str(course.root)]
    inside = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    line = ["unshare", "--user", "--map-root-user", "sh", "-c", inside, "sh", *grade]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert refusals.REMEDIES["limit"] in done.stderr


def test_files_that_root_alone_may_read_are_found(tmp_path):
    (tmp_path / "closed").mkdir(mode=0o700)
    assert closed_to_others([tmp_path / "closed"]) == tmp_path / "closed"


def test_what_holds_names_or_points_is_the_instructors_alone(sandbox, course, one_worker):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (course.root / "gradebook.db").chmod(0o600)
    grade_course(course, GradingOptions(), make=one_worker)
    for path in (course.root / "autograded").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
