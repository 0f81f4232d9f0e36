"""Which module may import which: between the three packages, and inside of each.

Rooms are the folders and modules directly below a package; ``""`` is its ``__init__``. A
module imports from its own room and from rooms further down in ``LEVELS``. What is imported
for type checkers alone (``if TYPE_CHECKING``) counts there, since whoever reads the module
needs that room all the same; it does not count as a part of a circle, since it never runs.
"""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.repository import PACKAGES, REPOSITORY

LEVELS = {
    "rnnkit": [
        {"workbook", "widgets", "tasks"},
        {"training"},
        {"plots"},
        {"", "layers", "optimizers", "datasets", "text"},
        {"checks"},
        {"_atomic", "_budget", "_extras"},
        {"language"},
    ],
    "nbgrader_sandbox": [
        {"__main__"},
        {"cli"},
        {"grade_app"},
        {""},  # lists what other packages may use
        {"run"},
        {"html"},
        {"notebook"},
        {"sandbox", "submission"},
        {"student", "tester", "course"},
        {"kernel", "source"},
        {"protocol"},
        {"pages", "settings"},
        {"errors", "limits"},
        {"notes"},
    ],
    "rnn_course": [
        {"cli"},
        {"demo"},
        {"feedback", "grade"},
        {"regrade", "platforms", "report", "reading", "new", "translate", "site", "web"},
        {"handout"},
        {"class_table"},
        {"build"},
        {"bank", "catalogues"},
        {"pages", "paths"},
        {"verdicts"},
        {
            *("", "cells", "csv_table", "errors", "exchange"),
            *("nbgrader", "predictions", "time_limit"),
        },
        {"due_dates"},
    ],
}
# Outside of its own package, and no part of what students import: the one atomic writer.
SHARED = {"rnnkit._atomic"}
# Imports that break a rule and are to go, as "importing -> imported".
KNOWN: set[str] = set()


def name_of(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {
    name_of(path, folder): path
    for folder in PACKAGES
    for path in sorted(folder.glob("*/**/*.py"))
    if path.relative_to(folder).parts[0] in LEVELS
}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in FILES else node.module


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


@cache
def imports_of(module: str, with_types: bool = True) -> set[str]:
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    if not with_types:
        tree.body = [node for node in tree.body if not is_for_types(node)]
    return {name for name in imported(tree) if name in FILES}


PAIRS = [(module, other) for module in FILES for other in sorted(imports_of(module))]


def package(module: str) -> str:
    return module.partition(".")[0]


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def level(module: str) -> int:
    levels = LEVELS[package(module)]
    found = [number for number, rooms in enumerate(levels) if room(module) in rooms]
    assert found, f"{module}: give the room {room(module)!r} its place in LEVELS"
    return found[0]


def broken(allowed) -> list[str]:
    found = [f"{one} -> {other}" for one, other in PAIRS if not allowed(one, other)]
    return [line for line in found if line not in KNOWN]


def test_of_the_three_packages_only_rnn_course_imports_others():
    def allowed(one, other):
        is_listed = package(other) != "nbgrader_sandbox" or other == "nbgrader_sandbox"
        return package(one) == package(other) or (package(one) == "rnn_course" and is_listed)

    assert broken(allowed) == []


def test_no_module_imports_from_a_room_above_or_beside_its_own():
    def allowed(one, other):
        is_elsewhere = package(one) != package(other) or room(one) == room(other)
        return is_elsewhere or level(one) < level(other)

    assert broken(allowed) == []


def test_private_modules_are_imported_from_their_own_package_only():
    def allowed(one, other):
        is_private = any(part.startswith("_") for part in other.split("."))
        return not is_private or other in SHARED or package(one) == package(other)

    assert broken(allowed) == []


@pytest.mark.parametrize("name", LEVELS)
def test_no_circle(name):
    graph = {
        module: imports_of(module, with_types=False) - {module}
        for module in FILES
        if package(module) == name
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


USERS = ("tests", "benchmarks", "solutions")
OF_USERS = {
    name_of(path, REPOSITORY): path
    for name in USERS
    for path in sorted((REPOSITORY / name).rglob("*.py"))
}


@cache
def bound_in(module: str) -> set[str]:
    path = (FILES | OF_USERS)[module]
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names |= {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}


def test_what_tests_and_benchmarks_import_is_there():
    """Some of them are seldom run: what moved would be missed a week later."""
    missing, known_files = [], FILES | OF_USERS
    for path in OF_USERS.values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom):
                continue
            if package(node.module or "") not in {*LEVELS, *USERS}:
                continue
            known = bound_in(node.module) if node.module in known_files else None
            if known is None or "__getattr__" not in known:
                names = {each.name for each in node.names} - (known or set())
                names = {name for name in names if f"{node.module}.{name}" not in known_files}
                missing += [f"{path.name}: {node.module}.{name}" for name in sorted(names)]
    assert missing == []
