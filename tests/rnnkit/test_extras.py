"""rnnkit without the packages of its extras: what the browser has."""

import subprocess
import sys

import pytest

from rnnkit._extras import MissingPackageError
from rnnkit.workbook.cli import main
from rnnkit.workbook.lab import missing_files
from rnnkit.workbook.paths import CourseFiles, notebook_in

WITHOUT_EXTRAS = """
import pkgutil, sys
for name in ("babel", "jupyterlab", "nbformat", "nbgrader", "snownlp", "wordfreq"):
    sys.modules[name] = None
import rnnkit
for module in pkgutil.walk_packages(rnnkit.__path__, "rnnkit."):
    __import__(module.name)
"""


def test_every_module_can_be_imported_without_extras():
    subprocess.run([sys.executable, "-c", WITHOUT_EXTRAS], check=True)


@pytest.fixture
def course(tmp_path):
    path = notebook_in(tmp_path / "course" / "release", "03-rnn-backward")
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    (tmp_path / "course" / "nbgrader_config.py").write_text("")
    return CourseFiles(tmp_path)


def test_what_needs_an_extra_names_it(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbformat", None)
    with pytest.raises(MissingPackageError, match=r"nbformat(?s:.*)'rnnkit\[lab\]'"):
        missing_files(course)


def test_command_names_the_extra_without_a_traceback(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbformat", None)
    with pytest.raises(SystemExit, match=r"(?s)rnnkit lab: .*pip install 'rnnkit\[lab\]'"):
        main(["--course", str(course.directory), "lab"])
