"""Notebooks: the source with solutions, and what nbgrader makes of it for students."""

import os
import shutil
import stat
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from unittest import mock

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_solution
from traitlets.config import Config, PyFileConfigLoader

from rnn_course.build.chapters import Chapter, is_exercise
from rnn_course.build.inlining import source_of, with_markers, without_markers
from rnn_course.build.nbgrader_run import Refused, generate_assignment
from rnn_course.build.solution_imports import SolutionImport
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course
from rnnkit._atomic import write_if_changed
from rnnkit.workbook.paths import notebook_in

BUILT = "This file is built from {path}: edits here are lost at the next `rnn-course build`."
WRITABLE = stat.S_IRUSR | stat.S_IWUSR
READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def source_notebook(
    chapter: Chapter, functions: Mapping[SolutionImport, FunctionType]
) -> NotebookNode:
    """Build the instructor's notebook: functions in place of imports, a warning on top."""
    built = replace(chapter, notebook=deepcopy(chapter.notebook))
    for place, imports in built.imports.items():
        cell = built.cell(place)
        mark = with_markers if is_exercise(cell) else without_markers
        cell.source = "\n\n\n".join(mark(source_of(functions[each])) for each in imports)
    if built.notebook.cells:
        _warn(built.notebook.cells[0], built.notebook.metadata.built_from)
    return built.notebook


def is_of_students(cell: NotebookNode) -> bool:
    """Return whether a text is for students; that of a written question is its answer."""
    return not is_solution(cell)


def _warn(cell: NotebookNode, path: str) -> None:
    """Warn in the first cell that it is built, between markers that nbgrader strips."""
    text = BUILT.format(path=path)
    if cell.cell_type == "code":
        lines = ["### BEGIN MARK SCHEME", f"# {text}", "### END MARK SCHEME"]
    else:
        lines = ["<!-- ### BEGIN MARK SCHEME -->", f"> {text}", "", "<!-- ### END MARK SCHEME -->"]
    cell.source = "\n".join([*lines, cell.source])


def release_notebooks(course: Course, sources: dict[str, str]) -> dict[str, str]:
    """Let nbgrader's generate_assignment make the students' notebooks, without its database.

    Parameters
    ----------
    course : Course
        For its ``nbgrader_config.py``.
    sources : dict of str to str
        Text of the source notebook of each chapter.

    Returns
    -------
    dict of str to str
        Text of the release notebook of each chapter.

    Raises
    ------
    AuthoringError
        If nbgrader refuses a notebook; its log is in the message.
    """
    # In a folder of its own, so that a refusal leaves course/release as it was; and the
    # configuration sets environment variables, which are for graders.
    with TemporaryDirectory() as folder, mock.patch.dict(os.environ):
        root = Path(folder).resolve()
        config = _config(course, root)
        for chapter, text in sources.items():
            write_if_changed(notebook_in(root / "source", chapter), text)
            _generate(config, chapter)
        return {
            chapter: notebook_in(root / "release", chapter).read_text(encoding="utf-8")
            for chapter in sources
        }


def _generate(config: Config, chapter: str) -> None:
    try:
        generate_assignment(config, chapter)
    except Refused as refusal:
        expected = "a notebook that nbgrader generate_assignment takes"
        remedy = "mend the cell that nbgrader's log names"
        raise AuthoringError(chapter, expected, str(refusal), remedy) from refusal


def _config(course: Course, root: Path) -> Config:
    config = _load_config(course)
    config.CourseDirectory.root = str(root)
    config.GenerateAssignment.force = True
    # The warning in the first cell stands between mark-scheme markers outside a task.
    config.ClearMarkScheme.enforce_metadata = False
    return config


def _load_config(course: Course) -> Config:
    """Read the course's settings, but not the variables and the umask that it sets as well."""
    if not course.config.exists():
        return Config()
    environment, umask = dict(os.environ), os.umask(0)
    os.umask(umask)
    try:
        return PyFileConfigLoader(course.config.name, str(course.directory)).load_config()
    finally:
        os.environ.clear()
        os.environ.update(environment)
        os.umask(umask)


def write_notebooks(course: Course, sources: dict[str, str], releases: dict[str, str]) -> None:
    """Put built notebooks where nbgrader expects them, the sources read-only."""
    for chapter, text in sources.items():
        path = notebook_in(course.source, chapter)
        write_if_changed(path, text)
        path.chmod(READ_ONLY)
        _leave_only(path)
    for chapter, text in releases.items():
        path = notebook_in(course.release, chapter)
        write_if_changed(path, text)
        _leave_only(path)


def _leave_only(path: Path) -> None:
    """Remove what lies beside a built notebook: nbgrader would copy it to students."""
    for other in path.parent.iterdir():
        if other.is_dir():
            shutil.rmtree(other)
        elif other != path:
            other.unlink()


def remove_stale(course: Course) -> None:
    """Remove notebooks of chapters that are no more; what an instructor made stays."""
    for folder in (course.source, course.release):
        for path in sorted(folder.glob("*/*.ipynb")):
            if path.parent.name not in course.chapter_names() and _is_built(path):
                path.chmod(WRITABLE)  # Windows removes no read-only file
                shutil.rmtree(path.parent)


def _is_built(path: Path) -> bool:
    try:
        return "built_from" in nbformat.read(path, as_version=4).metadata
    except Exception:  # not a notebook, so none of ours
        return False
