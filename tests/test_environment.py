"""environment.yml, pyproject.toml, requirements.lock and the imports say the same."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

from tests.support.repository import COURSE

ROOT = COURSE.root
INSTALLED = [
    "data",
    "lab",
    "test",
    "browser",
    "hub",
    "dask",
    "postgres",
]  # by make, at the lock's versions
INSTALLED_BY_PIP = ["rnnkit[lab]", "nbgrader-sandbox", "rnn-course[test]"]
NEEDED = {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbgrader", "pytest"}

OWN = ("rnnkit", "nbgrader-sandbox", "rnn-course")
PROJECTS = [
    tomllib.loads((ROOT / "packages" / name / "pyproject.toml").read_text("utf-8"))["project"]
    for name in OWN
]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()


def requirement_lines(project, extras):
    optional = project.get("optional-dependencies", {})
    return [*project["dependencies"], *chain(*(optional.get(extra, []) for extra in extras))]


def requirements(extras):
    """Direct requirements of the three packages, but for each other."""
    lines = chain(*(requirement_lines(project, extras) for project in PROJECTS))
    found = {canonicalize_name(each.name): each for each in map(Requirement, lines)}
    return {name: each for name, each in found.items() if name not in OWN}


(PYTHON,) = {SpecifierSet(project["requires-python"]) for project in PROJECTS}
CONDA = [MatchSpec(each) for each in ENVIRONMENT["dependencies"] if isinstance(each, str)]
PINNED = [spec for spec in CONDA if spec.name.normalized not in ("python", "pip")]
PIP = next(each["pip"] for each in ENVIRONMENT["dependencies"] if isinstance(each, dict))
LOCKED = {canonicalize_name(each.name): each for each in map(Requirement, LOCK)}


def imported(package):
    """Top-level names that the modules of a package import."""
    for path in (ROOT / "packages" / package).glob(f"{package.replace('-', '_')}/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (each.name.partition(".")[0] for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def name_of(spec):
    return canonicalize_name(spec.name.normalized)


@pytest.mark.parametrize("spec", PINNED, ids=name_of)
def test_conda_pins_are_those_of_pyproject(spec):
    assert (
        SpecifierSet(spec.version) == requirements(["data", "lab", "test"])[name_of(spec)].specifier
    )


def test_conda_has_all_that_the_course_stands_on_and_pip_the_rest():
    assert {name_of(spec) for spec in CONDA} >= NEEDED
    assert [f"-e packages/{name}" for name in INSTALLED_BY_PIP] == PIP


def test_conda_names_nothing_twice():
    names = [name_of(spec) for spec in CONDA]
    assert len(names) == len(set(names))


def test_python_and_name_are_those_of_the_project():
    (python,) = (spec for spec in CONDA if spec.name.normalized == "python")
    assert SpecifierSet(python.version) == PYTHON
    assert ENVIRONMENT["name"] == "rnn-course"
    assert "conda-forge" in ENVIRONMENT["channels"]


@pytest.mark.parametrize("name", requirements(INSTALLED))
def test_the_lock_is_within_the_ranges_of_pyproject(name):
    (pin,) = LOCKED[name].specifier
    assert pin.operator == "=="
    assert requirements(INSTALLED)[name].specifier.contains(Version(pin.version))


def test_every_line_of_the_lock_pins_one_version():
    assert all(len(each.specifier) == 1 and "==" in str(each.specifier) for each in LOCKED.values())
    assert len(LOCKED) == len(LOCK)


def test_the_lock_has_no_addresses_and_no_options():
    assert not [line for line in LOCK if re.search(r"://|@|^\s*-|--", line)]


@pytest.mark.parametrize("project", PROJECTS, ids=OWN)
def test_every_direct_import_is_a_declared_dependency(project):
    own = project["name"]
    lines = requirement_lines(project, project.get("optional-dependencies", {}))
    declared = {canonicalize_name(Requirement(line).name) for line in lines} | {own}
    distributions = packages_distributions()
    names = set(imported(own)) - set(sys.stdlib_module_names)
    assert {
        name: distributions.get(name)
        for name in names
        if declared.isdisjoint(map(canonicalize_name, distributions.get(name, ())))
    } == {}


def test_a_requirement_has_one_range_in_all_packages():
    ranges = {}
    for project in PROJECTS:
        for each in map(Requirement, requirement_lines(project, INSTALLED)):
            ranges.setdefault(canonicalize_name(each.name), set()).add(each.specifier)
    assert {name: found for name, found in ranges.items() if len(found) > 1} == {}


def test_packages_have_one_version():
    assert len({project["version"] for project in PROJECTS}) == 1
