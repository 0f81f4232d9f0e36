"""Real JupyterLab servers in temporary copies of the course."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

from grader_support.ports import free_port
from rnn_course.cells import grade_id
from rnnkit.workbook.paths import notebook_in
from tests.support.repository import REPOSITORY

BIN = Path(sys.executable).parent
START_UP = 120  # seconds, on a machine that does other things as well
IGNORED = shutil.ignore_patterns(
    "__pycache__", ".ipynb_checkpoints", "*.egg-info", "*.db", "progress.json"
)
LAB_ARGUMENTS = [
    "--no-browser",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--ServerApp.password=",
    "--ServerApp.disable_check_xsrf=True",
    "--LabApp.expose_app_in_browser=True",
]
SETTINGS = {
    # All cells are in the page, not only those in view.
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": '{"windowingMode": "none"}',
}


def copy_for_student(root: Path) -> Path:
    """Copy what a student has: no sources, no solutions, no hidden cases."""
    for name in ("packages/rnnkit", "course/release"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=IGNORED)
    shutil.copy(REPOSITORY / "course" / "nbgrader_config.py", root / "course")
    return root


def copy_for_instructor(root: Path) -> Path:
    """Copy what an instructor has: the nbgrader course directory."""
    course = copy_for_student(root) / "course"
    for name in ("source", "hidden_cases"):
        shutil.copytree(REPOSITORY / "course" / name, course / name, ignore=IGNORED)
    return course


def environment(root: Path, home: Path) -> dict[str, str]:
    """Build an environment with an empty home, in which the course is the copy in ``root``."""
    foreign = ("JUPYTER", "IPYTHON", "XDG_", "MPL", "RNNKIT", "NBGRADER")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    settings = home.parent / f"{home.name}-lab-settings"
    for name, text in SETTINGS.items():
        (settings / name).parent.mkdir(parents=True, exist_ok=True)
        (settings / name).write_text(text)
    return kept | {
        "HOME": str(home),
        "PATH": f"{BIN}{os.pathsep}{kept.get('PATH', '')}",
        "PYTHONPATH": str(root / "packages" / "rnnkit"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
    }


@contextmanager
def serving(command: list[str], folder: Path, env: dict[str, str], log: Path) -> Iterator[str]:
    """Run a JupyterLab until the block ends; yield its address."""
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *LAB_ARGUMENTS, f"--port={port}"],
            cwd=folder,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_up(f"{address}/api/status", process, log)
        yield address
    finally:
        process.terminate()  # JupyterLab ends its kernels then
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_up(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_UP
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not come up:\n{log.read_text(errors='replace')}")


def solved(course: Path, chapter: str, edition: str = "") -> nbformat.NotebookNode:
    """Make a released chapter with the solutions that its source has: a perfect student's."""
    source = nbformat.read(notebook_in(course / f"source{edition}", chapter), as_version=4)
    answers = {grade_id(cell): cell.source for cell in source.cells if _is_solution(cell)}
    release = nbformat.read(notebook_in(course / f"release{edition}", chapter), as_version=4)
    for cell in release.cells:
        if _is_solution(cell):
            cell.source = _without_markers(answers[grade_id(cell)])
    return release


def released(course: Path, chapter: str) -> nbformat.NotebookNode:
    """Read a chapter as students get it."""
    return nbformat.read(notebook_in(course / "release", chapter), as_version=4)


def with_answer(notebook: nbformat.NotebookNode, exercise: str, source: str) -> None:
    """Put a source into the solution cell of one exercise."""
    (cell,) = [cell for cell in notebook.cells if grade_id(cell) == exercise]
    cell.source = source


def _without_markers(source: str) -> str:
    lines = source.split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith("### "))


def _is_solution(cell: nbformat.NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)
