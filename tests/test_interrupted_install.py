"""An install that is interrupted, at whatever moment, is finished by the next ``make``."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.repository import COURSE
from tests.support.samples import waiting

HANDOUT = COURSE.root / "packages" / "rnn-course" / "rnn_course" / "handout" / "files"
TRIED = {COURSE.root / "Makefile": 20, HANDOUT / "Makefile": 8}  # moments
AT_A_TIME = 2
NAMES = ("first", "second")
FILES = 150  # enough that pip can be met between two of them


def _wheel(folder, name):
    """A wheel as pip wants it: files first, what says that they are installed last."""
    files = {f"{name}/part_{number}.py": f"VALUE = {number}\n" for number in range(FILES)}
    files[f"{name}/__init__.py"] = ""
    info = f"{name}-1.0.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = f"{info}/RECORD"
    files[record] = "".join(f"{path},,\n" for path in [*files, record])
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    for name in NAMES:
        _wheel(folder, name)
    return folder


class _Clone:
    """A folder with the Makefile and no more than its rule for ``.venv/.lab`` asks for."""

    def __init__(self, makefile, folder: Path, wheels: Path) -> None:
        self.folder = folder
        (folder / "packages" / "rnnkit").mkdir(parents=True)
        for name in ("requirements.lock", "packages/rnnkit/pyproject.toml"):
            (folder / name).touch()
        (folder / "Makefile").write_bytes(makefile.read_bytes())
        self._environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
        self._environment.pop("PYTHONPATH", None)

    def make(self) -> subprocess.Popen:
        command = [
            "make",
            ".venv/.lab",
            f"PYTHON={sys._base_executable}",
            f"PACKAGES={' '.join(NAMES)}",
        ]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self._environment,
            start_new_session=True,  # as a terminal, which sends Ctrl-C to make and all below it
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def interrupt_after(self, seconds: float) -> None:
        process = self.make()
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGINT)
            process.communicate()

    def files(self) -> set[str]:
        here = self.folder / ".venv"
        return {
            path.relative_to(here).as_posix()
            for path in here.rglob("*")
            if "__pycache__" not in path.parts
        }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("makefile", "moments"),
    [
        pytest.param(*each, marks=waiting(name == "course"), id=name)
        for name, each in zip(("course", "students' copy"), TRIED.items(), strict=True)
    ],
)
def test_the_next_make_finishes_what_was_interrupted(makefile, moments, wheels, tmp_path):
    def clone(name):
        return _Clone(makefile, tmp_path / str(name), wheels)

    def differs_after(share):
        tried = clone(share)
        tried.interrupt_after(share * seconds)
        process = tried.make()
        output, _ = process.communicate()
        assert process.returncode == 0, f"after {share * seconds:.2f} s:\n{output}"
        return tried.files() ^ expected

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        uninterrupted = [clone(f"whole {number}") for number in range(AT_A_TIME)]
        started = time.monotonic()
        list(pool.map(lambda each: each.make().communicate(), uninterrupted))
        seconds, expected = time.monotonic() - started, uninterrupted[0].files()
        assert sum(path.endswith("/part_7.py") for path in expected) == len(NAMES)
        shares = [number / moments for number in range(moments)]
        differences = dict(zip(shares, pool.map(differs_after, shares), strict=True))
    assert {share: found for share, found in differences.items() if found} == {}
