"""The list of packages that the browser's Python loads on import: Pyodide's own, and ours."""

import hashlib
import json
import re
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILE = "pyodide-lock.json"
# ipywidgets asks for the two halves of it that are JupyterLab's, which has them.
LABS_OWN = {"jupyterlab-widgets", "widgetsnbextension"}
# What rnnkit reads without requiring it: data, and the standard library's topics, which Pyodide
# keeps apart.
RNNKIT_ALSO = ("babel", "pydoc-data", "rnnkit-data")


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
