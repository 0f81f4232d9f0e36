"""Students' functions, made by patching a reference, with their lines in linecache."""

import inspect
import linecache
from collections.abc import Callable
from itertools import count

import pytest

from tests.support.repository import COURSE

_numbers = count()


@pytest.fixture
def written():
    """Return a function that writes a student's version of a reference."""

    def write(reference: Callable, *patches: tuple[str, str]) -> Callable:
        source = inspect.getsource(reference)
        for old, new in patches:
            assert source.count(old) == 1, old
            source = source.replace(old, new)
        name = f"<student {next(_numbers)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        namespace = dict(vars(inspect.getmodule(reference)))
        exec(compile(source, name, "exec"), namespace)
        return namespace[reference.__name__]

    return write


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Progress is kept in the working directory and read from its neighbours: give each test
    a folder of its own, in a workbook of its own.
    """
    folder = tmp_path / "workbook" / "chapter"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def hidden_cases(monkeypatch):
    """Let checks find the hidden cases, as nbgrader_config.py does."""
    monkeypatch.setenv("RNNKIT_HIDDEN_CASES", str(COURSE.hidden_cases))
