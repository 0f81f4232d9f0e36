"""Fill the workbook and open it in JupyterLab."""

import json
import os
import sys
import sysconfig
import threading
from importlib.metadata import entry_points
from pathlib import Path

from rnnkit._atomic import write_if_changed
from rnnkit._extras import extra
from rnnkit.language import Words
from rnnkit.workbook.errors import CourseError
from rnnkit.workbook.merging import grade_id
from rnnkit.workbook.paths import CourseFiles, notebook_in
from rnnkit.workbook.sync import fill

_ENGLISH = {
    "no_language_pack": (
        "JupyterLab itself stays in English: it has no language pack for {language} here. Run\n"
        "    python -m pip install 'rnnkit[{language}]'"
    ),
}
MESSAGES = Words("lab", _ENGLISH)
# What JupyterLab shows to whom: no questions about news on the first day, and to students
# nothing of nbgrader's that works with a gradebook or an exchange only.
SETTINGS = Path(__file__).with_name("settings")
FIRST_CHAPTER = "00-start-here"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def lab(course: CourseFiles, arguments: list[str]) -> None:
    """Fill the workbook and serve it until Ctrl-C; ``arguments`` of jupyter lab come last."""
    for line in fill(course):
        print(line, flush=True)
    if course.edition:
        _speak(course)
    _serve(course, arguments)


def _speak(course: CourseFiles) -> None:
    """Have JupyterLab's own menus speak the language, as a default that students may change."""
    packs = [each.name for each in entry_points(group="jupyterlab.languagepack")]
    known = [name for name in packs if name.split("_")[0] == course.language]
    if not known:
        print(MESSAGES["no_language_pack"].format(language=course.language), flush=True)
        return
    folder = course.workbook / ".jupyter"
    settings = {"@jupyterlab/translation-extension:plugin": {"locale": known[0]}}
    path = folder / "labconfig" / "default_setting_overrides.json"
    write_if_changed(path, json.dumps(settings))
    _prepend("JUPYTER_CONFIG_PATH", str(folder))


def check_complete(course: CourseFiles) -> None:
    """Refuse a copy of the course in which a built file is missing."""
    if missing := missing_files(course)[:3]:
        near = (p.relative_to(course.root) if p.is_relative_to(course.root) else p for p in missing)
        names = ", ".join(path.as_posix() for path in near)
        expected = f"all of {course.name}/release and rnnkit/cases"
        remedy = "get the course anew, as a whole"
        raise CourseError("this copy of the course", expected, f"no {names}", remedy)


def missing_files(course: CourseFiles) -> list[Path]:
    """List built files that a student needs and that are not there."""
    releases = sorted(course.release.glob("*/*.ipynb")) or [course.release]
    return [*missing_cases(course.cases, releases), *(p for p in releases if not p.is_file())]


def missing_cases(folder: Path, notebooks: list[Path]) -> list[Path]:
    """List case files of the exercises in these notebooks that are not in a folder."""
    exercises = [name for path in notebooks if path.is_file() for name in _exercises_in(path)]
    return [path for name in exercises if not (path := folder / f"{name}.npz").is_file()]


def _exercises_in(path: Path) -> list[str]:
    """Return the names of the exercises of a built notebook: each has a test cell."""
    with extra("lab"):
        import nbformat
    cells = nbformat.read(path, as_version=4).cells
    grade_ids = {grade_id(cell) for cell in cells}
    return sorted(name for name in grade_ids if f"test_{name}" in grade_ids)


def _serve(course: CourseFiles, arguments: list[str]) -> None:
    _prepend("JUPYTER_CONFIG_PATH", str(SETTINGS / "students"))
    serve(course.workbook, course.directory, _first_page(course), arguments)


def serve(folder: Path, course: Path, page: str, arguments: list[str]) -> None:
    """Run JupyterLab in this process: what ends this ends it, on every system.

    ``folder`` is what is seen in it, ``course`` the nbgrader course directory, ``page`` the address
    that opens first. ``arguments`` of jupyter lab have the last word.
    """
    with extra("lab"):
        from jupyterlab.labapp import LabApp  # slow to import

    for name in THREADS:  # kernels inherit it; see rnnkit on why one
        os.environ.setdefault(name, "1")
    # Terminals and nbgrader look for commands of this environment, and its Validate button
    # for nbgrader_config.py: without it, a cell may take 30 s only.
    _prepend("PATH", sysconfig.get_path("scripts"))
    _prepend("JUPYTER_CONFIG_PATH", str(SETTINGS / "everybody"))
    _prepend("JUPYTER_CONFIG_PATH", str(course))
    os.chdir(folder)
    LabApp.launch_instance([*_settings(folder, page), *arguments])
    _end()


def _prepend(variable: str, path: str) -> None:
    os.environ[variable] = os.pathsep.join(filter(None, [path, os.environ.get(variable)]))


def _end() -> None:
    """End the process, now that the server has cleaned up."""
    # After Ctrl-C a worker thread of its event loop may wait for work that never comes, and Python
    # for the thread: where stdin is no terminal, that was seen again and again.
    others = [each for each in threading.enumerate() if each is not threading.main_thread()]
    if not all(each.daemon for each in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _first_page(course: CourseFiles) -> str:
    if notebook_in(course.workbook, FIRST_CHAPTER).exists():
        return f"/lab/tree/{FIRST_CHAPTER}/{FIRST_CHAPTER}.ipynb"
    chapters = sorted(path.stem for path in course.workbook.glob("*/*.ipynb"))
    return f"/lab/tree/{chapters[0]}/{chapters[0]}.ipynb" if chapters else "/lab"


def _settings(folder: Path, page: str) -> list[str]:
    settings = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={page}",
        "--ServerApp.answer_yes=True",  # one Ctrl-C is enough
    ]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*settings, "--allow-root"] if is_root else settings
