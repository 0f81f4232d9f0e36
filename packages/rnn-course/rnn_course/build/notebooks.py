"""Notebooks: the source with solutions, and what nbgrader makes of it for students."""

import os
import shutil
import stat
from bisect import bisect_left
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from unittest import mock

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config, PyFileConfigLoader

from rnn_course.build.chapters import Chapter, SolutionImport, is_exercise
from rnn_course.build.nbgrader_run import Refused, generate_assignment
from rnn_course.build.solutions import source_of, with_markers, without_markers
from rnn_course.catalogues.code import NotTheSameCodeError, translated_code
from rnn_course.catalogues.docstrings import translated_prose, with_docstrings
from rnn_course.catalogues.edition import WORDS, Edition, shown_texts
from rnn_course.cells import SETUP
from rnn_course.errors import fault
from rnn_course.paths import Course
from rnnkit._atomic import write_if_changed
from rnnkit.workbook.paths import notebook_in

BUILT = "This file is built from {path}: edits here are lost at the next `rnn-course build`."
USE_LANGUAGE = '\n\nimport rnnkit\n\nrnnkit.use_language("{language}")'
STUB = "# {code_here}\nraise NotImplementedError()"  # nbgrader's, in other words
WRITABLE = stat.S_IRUSR | stat.S_IWUSR
READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def source_notebook(
    chapter: Chapter, functions: dict[SolutionImport, FunctionType], edition: Edition | None = None
) -> NotebookNode:
    """Build the instructor's notebook: functions in place of imports, a warning on top."""
    built = replace(chapter, notebook=deepcopy(chapter.notebook))
    if edition:
        translate(built, edition)
    for place, imports in built.imports.items():
        cell = built.cell(place)
        mark = with_markers if is_exercise(cell) else without_markers
        sources = [_source(each, functions[each], edition) for each in imports]
        cell.source = "\n\n\n".join(map(mark, sources))
    if edition:
        edition.say_what_is_left(built.notebook)
    if built.notebook.cells:
        _warn(built.notebook.cells[0], built.notebook.metadata.built_from)
    return built.notebook


def translate(chapter: Chapter, edition: Edition) -> None:
    """Put the texts of a chapter's own cells into a language, and have its checks speak it."""
    lookup = edition.lookup(f"chapters/{chapter.name}")
    key = edition.catalogue(f"chapters/{chapter.name}").lookup
    shown = shown_texts(edition.course).get(chapter.name, ())
    for place, cell in chapter.cells():
        if cell.cell_type == "markdown":
            cell.source = translated_prose(cell.source, lookup)
        elif cell.cell_type == "code" and place not in chapter.imports:
            try:
                cell.source = translated_code(cell.source, lookup, key, shown)
            except NotTheSameCodeError as error:
                raise fault("translated_code", place, got=str(error)) from error
            if place.grade_id == SETUP:
                cell.source += USE_LANGUAGE.format(language=edition.language)


def _source(each: SolutionImport, function: FunctionType, edition: Edition | None) -> str:
    source = source_of(function)
    if edition is None:
        return source
    return with_docstrings(source, edition.lookup(f"docstrings/{each.module}", each.name))


def _warn(cell: NotebookNode, path: str) -> None:
    text = BUILT.format(path=path)
    if cell.cell_type == "code":
        lines = ["### BEGIN MARK SCHEME", f"# {text}", "### END MARK SCHEME"]
    else:
        lines = ["<!-- ### BEGIN MARK SCHEME -->", f"> {text}", "", "<!-- ### END MARK SCHEME -->"]
    cell.source = "\n".join([*lines, cell.source])


def release_notebooks(
    course: Course, sources: dict[str, str], chapters: list[Chapter], edition: Edition | None = None
) -> dict[str, str]:
    """Let nbgrader's generate_assignment make the students' notebooks, without its database.

    Both are texts by chapter. What nbgrader refuses is an AuthoringError with nbgrader's log.
    """
    # In a folder of its own, so that a refusal leaves course/release as it was; and the
    # configuration sets environment variables, which are for graders.
    with TemporaryDirectory() as folder, mock.patch.dict(os.environ):
        root = Path(folder).resolve()
        config = _config(course, root)
        if edition:
            config.ClearSolutions.text_stub = edition.word(WORDS, "answer_here")
            code_here = edition.word(WORDS, "code_here")
            config.ClearSolutions.code_stub = {"python": STUB.format(code_here=code_here)}
        for chapter in chapters:
            path = notebook_in(root / "source", chapter.name)
            write_if_changed(path, sources[chapter.name])
            _generate(config, chapter, path)
        return {name: notebook_in(root / "release", name).read_text("utf-8") for name in sources}


def _generate(config: Config, chapter: Chapter, path: Path) -> None:
    refusal = _refusal(config, chapter.name)
    if refusal is None:
        return
    # nbgrader does not say with which cell it refuses: the first without which it does not.
    notebook = nbformat.read(path, as_version=4)
    cells = notebook.cells

    def is_refused(count: int) -> bool:
        notebook.cells = cells[:count]
        nbformat.write(notebook, path)
        return _refusal(config, chapter.name) is not None

    places = [place for place, _ in chapter.cells()]
    place = places[bisect_left(range(1, len(places)), True, key=is_refused)]
    raise fault("refused", place, got=str(refusal)) from refusal


def _refusal(config: Config, chapter: str) -> Refused | None:
    try:
        generate_assignment(config, chapter)
    except Refused as refusal:
        return refusal
    return None


def _config(course: Course, root: Path) -> Config:
    """Read the course's settings, but not the variables and the umask that it sets as well."""
    umask = os.umask(0)
    os.umask(umask)
    try:
        loader = PyFileConfigLoader(course.config.name, str(course.directory))
        config = loader.load_config() if course.config.exists() else Config()
    finally:
        os.umask(umask)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.source_directory = "source"  # whatever the edition's are called
    config.CourseDirectory.release_directory = "release"
    config.GenerateAssignment.force = True
    # The warning in the first cell stands between mark-scheme markers outside a task.
    config.ClearMarkScheme.enforce_metadata = False
    return config


def write_notebooks(course: Course, sources: dict[str, str], releases: dict[str, str]) -> None:
    """Put built notebooks where nbgrader expects them, the sources read-only."""
    for folder, texts in ((course.source, sources), (course.release, releases)):
        for chapter, text in texts.items():
            path = notebook_in(folder, chapter)
            write_if_changed(path, text)
            if folder == course.source:
                path.chmod(READ_ONLY)
            for other in path.parent.iterdir():  # nbgrader would copy it to students
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
