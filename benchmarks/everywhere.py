"""The same notebooks in different systems: which chapters pass all of their checks, where.

Run ``make everywhere``. Each released chapter is solved and run without its demo cells: by nbclient
in every Python from 3.11 on that is at hand, with NumPy as in the lock, and as old and as new as
rnnkit allows; and in Chromium in JupyterLab and Notebook 7. The edition in the browser needs more
(``make web-check``). Pythons are those on the path, and those that ``--python`` names. With
``--whole``, demo cells run too.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from benchmarks.machine import machine
from rnnkit.workbook.paths import notebook_in
from tests.support.chromium import launch
from tests.support.jupyter_servers import BIN, copy_for_student, environment, serving, solved
from tests.support.notebook_page import NotebookPage
from tests.support.notebooks import has_passed, without_demos
from tests.support.repository import COURSE, REPOSITORY

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCKED = ["--constraint", str(REPOSITORY / "requirements.lock")]
NUMPYS = {"2.0": ["numpy==2.0.*"], "newest": ["--upgrade", "numpy"], "lock's": [*LOCKED, "numpy"]}
ENVIRONMENTS = Path(sys.prefix) / "everywhere"
ASK = "import numpy, sys; print('{}.{}.{}'.format(*sys.version_info), numpy.__version__)"
NOTEBOOK_EXPOSES = (
    "--JupyterNotebookApp.expose_app_in_browser=True"  # as Lab does, for NotebookPage
)
FRONT_ENDS = {
    "JupyterLab": ("jupyterlab", "lab", "/lab/tree/"),
    "Notebook": ("notebook", "notebook", "/notebooks/"),
}


def notebooks(folder: Path, whole: bool) -> list[Path]:
    """Write all chapters, solved, into a folder."""
    paths = []
    for chapter in COURSE.chapter_names():
        notebook = solved(COURSE.directory, chapter)
        path = notebook_in(folder, chapter)
        path.parent.mkdir(parents=True)
        nbformat.write(notebook if whole else without_demos(notebook), path)
        paths.append(path)
    return paths


def row(where: str, run: Callable[[list[Path]], None], whole: bool) -> None:
    """Run all chapters somewhere, and print how many of them pass."""
    with tempfile.TemporaryDirectory() as folder:
        paths = notebooks(Path(folder), whole)
        run(paths)
        failed = [path.stem for path in paths if not has_passed(nbformat.read(path, 4))]
    ran = f"{len(paths) - len(failed)} of {len(paths)} pass"
    print(f"| {where} | {ran}{', but for ' if failed else ''}{', '.join(failed)} |", flush=True)


def with_nbclient(python: Path) -> Callable[[list[Path]], None]:
    """Return what runs notebooks with nbclient's own command, in an environment."""
    command = [python.with_name("jupyter-execute"), "--inplace", "--allow-errors", "--timeout=600"]

    def run(paths: list[Path]) -> None:
        for path in paths:
            subprocess.run([*command, path], check=True, capture_output=True)

    return run


def in_front_end(application: str, address_of: str) -> Callable[[list[Path]], None]:
    """Return what opens notebooks in Chromium, runs all cells, and writes down what came out."""

    def run(paths: list[Path]) -> None:
        with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
            root, folder = copy_for_student(Path(name)), paths[0].parents[1]
            env, log = environment(root, root / "home"), root / "server.log"
            command = [str(BIN / "jupyter"), application, "--allow-root", NOTEBOOK_EXPOSES]
            browser = launch(playwright, root / "browser")
            with serving(command, folder, env, log) as address:
                for path in paths:
                    page = NotebookPage(browser.new_page(), root)
                    page.page.goto(address + address_of + path.relative_to(folder).as_posix())
                    page.wait_until_ready()
                    page.run_all()
                    nbformat.write(page.read(), path)
                    page.shut_down()
                    page.page.close()
            browser.close()

    return run


def environments(pythons: list[str]) -> Iterator[tuple[str, Path | None]]:
    """Yield environments with each Python and NumPy, and their names; None where there is none."""
    for number in PYTHONS:
        found = next((each for each in pythons if _says(each, number)), None)
        if found is None:
            yield f"Python {number}", None
            continue
        folder = ENVIRONMENTS / number
        python = folder / "bin" / "python"
        if not python.is_file():
            subprocess.run([found, "-m", "venv", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        rnnkit = ["--editable", f"{COURSE.rnnkit.parent}[data]"]
        subprocess.run([*pip, *LOCKED, *rnnkit, "ipykernel", "nbclient"], check=True)
        seen = set()
        for name, wanted in NUMPYS.items():
            done = subprocess.run([*pip, "--only-binary=numpy", *wanted], capture_output=True)
            if done.returncode:
                yield f"Python {number}, NumPy {name}", None
                continue
            said = subprocess.run([python, "-c", ASK], capture_output=True, text=True, check=True)
            if said.stdout not in seen:  # the newest may be the lock's
                seen.add(said.stdout)
                yield "Python {}, NumPy {}, nbclient".format(*said.stdout.split()), python


def _says(python: str, number: str) -> bool:
    try:
        done = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return False
    return done.stdout.startswith(f"Python {number}.")


def main() -> None:
    """Print a row for each system."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.everywhere")
    parser.add_argument("--python", nargs="*", default=[], help="more than those on the path")
    parser.add_argument("--whole", action="store_true", help="with the demo cells")
    options = parser.parse_args()
    print(f"{machine()}\n\n| where | chapters |\n|---|---|")
    on_path = [f"python{number}" for number in PYTHONS]
    for where, python in environments([*on_path, *options.python]):
        if python is None:
            print(f"| {where} | could not be had |", flush=True)
        else:
            row(where, with_nbclient(python), options.whole)
    for name, (package, application, address_of) in FRONT_ENDS.items():
        where = f"{name} {version(package)}, in Chromium"
        row(where, in_front_end(application, address_of), options.whole)


if __name__ == "__main__":
    main()
