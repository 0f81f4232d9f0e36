import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import rnnkit.workbook.lab
from grader_support.ports import free_port
from rnn_course.build.ensure import ensure_built
from rnn_course.build.pipeline import build
from rnnkit.workbook.errors import CourseError
from rnnkit.workbook.lab import lab as serve_lab
from rnnkit.workbook.paths import notebook_in
from tests.support.tiny_course import CHAPTER


def lab(course, arguments):
    """What `rnn-course lab` does."""
    ensure_built(course)
    serve_lab(course, arguments)


@pytest.fixture
def served(monkeypatch):
    """What would be served: the course and JupyterLab's arguments."""
    calls = []
    monkeypatch.setattr(
        rnnkit.workbook.lab, "_serve", lambda course, args: calls.append((course, args))
    )
    return calls


def test_lab_builds_fills_and_passes_arguments_on(course, served, capsys):
    lab(course, ["--no-browser", "--port=8899"])
    assert notebook_in(course.workbook, CHAPTER).exists()
    assert served == [(course, ["--no-browser", "--port=8899"])]
    assert "Building the course" in capsys.readouterr().out


def test_lab_says_and_builds_nothing_when_all_is_there(course, served, capsys):
    build(course, [])
    lab(course, [])
    modified = (course.cases / "scale.npz").stat().st_mtime_ns
    capsys.readouterr()
    lab(course, [])
    assert capsys.readouterr().out == ""
    assert (course.cases / "scale.npz").stat().st_mtime_ns == modified


def test_lab_builds_anew_what_has_changed(course, served, capsys):
    build(course, [])
    chapter = course.chapters / f"{CHAPTER}.md"
    chapter.write_text(chapter.read_text() + "\nOne more sentence.\n")
    lab(course, [])
    assert "Building the course: it has changed." in capsys.readouterr().out
    assert "One more sentence." in notebook_in(course.workbook, CHAPTER).read_text()


@pytest.mark.parametrize(
    "name",
    [
        "course/source/01-tiny/01-tiny.ipynb",
        "course/release/01-tiny/01-tiny.ipynb",
        "packages/rnnkit/rnnkit/cases/scale.npz",
        "course/hidden_cases/scale.npz",
    ],
)
def test_whatever_is_missing_is_built(course, name, capsys):
    build(course, [])
    (course.root / name).unlink()
    ensure_built(course)
    assert f"Building the course: there is no {name}." in capsys.readouterr().out
    assert (course.root / name).is_file()


def test_a_students_copy_needs_no_solutions(course, served, capsys):
    build(course, [])
    for path in (course.solutions, course.source, course.hidden_cases):
        shutil.rmtree(path)
    lab(course, [])
    assert notebook_in(course.workbook, CHAPTER).exists()
    assert capsys.readouterr().out == ""
    assert not course.source.exists()


@pytest.mark.parametrize("name", ["course/release", "packages/rnnkit/rnnkit/cases"])
def test_a_students_copy_that_is_incomplete_says_so(course, name):
    build(course, [])
    for path in (course.solutions, course.root / name):
        shutil.rmtree(path)
    with pytest.raises(CourseError, match=f"(?s)this copy of the course.*no {name}"):
        ensure_built(course)


def test_lab_opens_the_first_chapter_and_no_news(course):
    build(course, [])
    list(rnnkit.workbook.lab.fill(course))
    settings = rnnkit.workbook.lab._settings(
        course.workbook, rnnkit.workbook.lab._first_page(course)
    )
    assert f"--ServerApp.root_dir={course.workbook}" in settings
    assert "--LabApp.default_url=/lab/tree/01-tiny/01-tiny.ipynb" in settings
    assert ("--allow-root" in settings) == (os.name == "posix" and os.geteuid() == 0)


def get(url):
    with urlopen(url, timeout=30) as response:
        return response.url, response.read().decode()


def wait_for(url, process):
    while process.poll() is None:
        try:
            return get(url)
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"the server ended with {process.returncode}")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is another thing on Windows")
def test_jupyterlab_serves_the_workbook_until_ctrl_c(course, tmp_path):
    build(course, [])
    port = free_port()
    code = "import sys; from pathlib import Path; from rnnkit.workbook.lab import lab; "
    code += "from rnn_course.paths import Course; lab(Course(Path(sys.argv[1])), sys.argv[2:])"
    arguments = [
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
    ]
    environment = os.environ | {"HOME": str(tmp_path / "home")}
    with subprocess.Popen(
        [sys.executable, "-c", code, course.root, *arguments], env=environment, cwd=tmp_path
    ) as process:
        try:
            url, page = wait_for(f"http://127.0.0.1:{port}/", process)
            assert url.endswith("/lab/tree/01-tiny/01-tiny.ipynb")
            disabled = re.search(r'"disabledExtensions": (\[.*?\])', page)[1]
            assert "@jupyterlab/apputils-extension:announcements" in json.loads(disabled)
            contents = json.loads(get(f"http://127.0.0.1:{port}/api/contents/{CHAPTER}")[1])
            assert [entry["name"] for entry in contents["content"]] == ["01-tiny.ipynb"]
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
