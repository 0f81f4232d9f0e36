"""The hub kit, as far as one machine goes: by each tool's own checker, and really run."""

import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.support.platform_files import generated_once
from tests.support.repository import REPOSITORY

HUB = REPOSITORY / "course" / "hub"
UNITS = ("jupyterhub.service", "backup.service", "backup.timer")
BACKUP = [sys.executable, HUB / "backup.py"]
# Where a server has what is here in the environment of the tests.
INSTALLED = {"/opt/rnn-course": sys.prefix, "/home/teacher/rnn-course/.venv": sys.prefix}


def needs(tool):
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"needs {tool}")


def run(*words, status=0):
    """Run a command; return what it says."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@needs("systemd-analyze")
def test_systemd_takes_the_units(tmp_path):
    for name in UNITS:
        text = (HUB / name).read_text(encoding="utf-8")
        for there, here in INSTALLED.items():
            text = text.replace(there, here)
        own = name.replace("backup", "rnn-course-backup")
        (tmp_path / own).write_text(text.replace("User=teacher", "User=root"), encoding="utf-8")
    said = run("systemd-analyze", "verify", *sorted(tmp_path.iterdir()))
    assert "rnn-course" not in said
    assert "jupyterhub.service" not in said


@needs("caddy")
def test_caddy_takes_its_file(tmp_path):
    said = run("caddy", "adapt", "--config", HUB / "Caddyfile", "--adapter", "caddyfile")
    assert '"dial":"127.0.0.1:8000"' in said
    assert "hub.example.edu" in said


@needs("node")
def test_landing_is_a_script():
    run("node", "--check", HUB / "landing.js")


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    shutil.copytree(generated_once(tmp_path_factory), tmp_path / "course")
    return tmp_path / "course"


def archive_of(said):
    return Path(re.match(r"(.*\.tar\.gz):", said)[1])


@pytest.mark.slow
def test_a_course_in_use_is_saved_and_restored(course, tmp_path):
    for folder in ("submitted", "autograded"):
        path = course / folder / "ada" / "toy" / "toy.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(folder, encoding="utf-8")
    path.chmod(0o400)  # as the grader leaves it
    (course / "submitted" / "ada" / "toy" / "link").symlink_to("/etc/passwd")
    writer = sqlite3.connect(course / "gradebook.db")
    writer.execute("INSERT INTO student (id) VALUES ('saved')")
    writer.commit()
    writer.execute("INSERT INTO student (id) VALUES ('not committed')")
    said = run(*BACKUP, "save", course, tmp_path / "backups")
    writer.rollback()
    archive = archive_of(said.splitlines()[-1])
    assert "submitted/ada/toy/link" in said
    assert archive.stat().st_mode & 0o077 == 0

    restored = tmp_path / "restored"
    run(*BACKUP, "restore", archive, restored)
    found = sqlite3.connect(restored / "gradebook.db")
    assert found.execute("SELECT id FROM student").fetchall() == [("saved",)]
    names = {path.relative_to(course) for path in course.rglob("*") if path.is_file()}
    there = {path.relative_to(restored) for path in restored.rglob("*") if path.is_file()}
    assert names - there == {Path("submitted/ada/toy/link")}
    assert (restored / "autograded" / "ada" / "toy" / "toy.ipynb").read_text() == "autograded"


@pytest.mark.slow
def test_what_is_graded_is_saved_before_its_points(course, tmp_path):
    """Points that lack a graded notebook are graded again; a notebook that lacks points is not."""
    (course / "autograded").mkdir()
    (course / "autograded" / "a").touch()
    archive = archive_of(run(*BACKUP, "save", course, tmp_path / "backups"))
    with tarfile.open(archive) as file:
        names = file.getnames()
    assert names[0] == "autograded/a"
    assert names[-1] == "gradebook.db"


@pytest.mark.slow
def test_nothing_is_overwritten_by_what_is_restored(course, tmp_path):
    archive = archive_of(run(*BACKUP, "save", course, tmp_path / "backups"))
    before = (course / "gradebook.db").read_bytes()
    said = run(*BACKUP, "restore", archive, course, status=1)
    assert str(course) in said
    assert "Traceback" not in said
    assert (course / "gradebook.db").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("words", [[], ["save"], ["restore", "nothing.tar.gz", "here"]])
def test_wrong_words_are_told(tmp_path, words):
    done = subprocess.run(
        [*BACKUP, *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr
