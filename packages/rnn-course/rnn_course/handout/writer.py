"""Write the students' copy, into a new folder or over an older copy."""

import argparse
import ast
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from nbgrader_sandbox import GradingCourse, GradingError
from rnn_course.build.ensure import ensure_built
from rnn_course.cells import grade_id
from rnn_course.due_dates import due_dates, with_due_date
from rnn_course.paths import Course
from rnnkit._atomic import write_bytes_if_changed, write_if_changed
from rnnkit.checks import due
from rnnkit.workbook.paths import notebook_in

Files = Iterator[tuple[str, bytes]]
RNNKIT = "packages/rnnkit"
MARK = Path("course") / "HANDOUT.txt"
MARK_TEXT = (
    "Made by `rnn-course handout`, which replaces course/release and packages/rnnkit here.\n"
)
COPIED = ("LICENSE", "LICENSE-PROSE", "requirements.lock")
NOT_COPIED = ("__pycache__", "build", "dist")  # and *.egg-info: what installing leaves
# By their name in the copy; the files lie beside this module.
AS_THEY_ARE = {"README.md": "README.md", "Makefile": "Makefile", ".gitignore": "gitignore"}
NOT_FOR_STUDENTS = re.compile(
    r"^  # test\n(?:  - .*\n)*|^      - -e packages/(?!rnnkit\b).*\n", re.MULTILINE
)


@dataclass(frozen=True)
class Handout:
    """A students' copy that was written."""

    folder: Path
    chapters: list[str]
    from_before: list[str]  # kept
    files: list[str]  # written, from the folder on
    warnings: list[str]  # of answers that are given away
    no_dates: str = ""  # why no due dates are in it, if the gradebook could not be asked

    def to_lines(self) -> list[str]:
        """Write it for a terminal."""
        lines = [f"{self.folder}: {len(self.files)} files, chapters {', '.join(self.chapters)}."]
        if self.from_before:
            names = ", ".join(self.from_before)
            lines.append(f"There from before, and brought up to date: {names}")
        if self.no_dates:
            lines.append(f"No due dates are in it, since the gradebook says: {self.no_dates}")
        if self.warnings:
            lines += ["", "Answers in it. Hand a chapter out once the ones it answers are in:"]
            lines += [f"  {line}" for line in self.warnings]
        return lines


def handout(options: argparse.Namespace, course: Course) -> None:
    """Write a students' copy, and print what is in it."""
    ensure_built(course)
    chosen = select_chapters(course, options.assignments, options.up_to)
    written = write_handout(course, chosen, options.to)
    print("\n".join(written.to_lines()))
    if options.zip:
        print(f"Packed: {pack(written)}")


def write_handout(course: Course, chapters: list[str], folder: Path) -> Handout:
    """Write chapters and what it takes to run them; of an older copy, replace the course only."""
    folder = folder.resolve()
    _check(course, folder)
    releases = (folder / "course").glob(f"{course.release.name}/*/*.ipynb")
    before = sorted(path.parent.name for path in releases)
    known = course.chapter_names()
    from_before = [name for name in before if name in known and name not in chapters]
    everything = sorted({*chapters, *from_before})
    try:
        dates, no_dates = due_dates(course.directory), ""
    except SQLAlchemyError as error:
        dates, no_dates = {}, str(error).partition("\n")[0]
    files = dict(_files(course, everything, dates))
    write_if_changed(folder / MARK, MARK_TEXT)  # first: a run that is killed can be repeated
    for name, content in files.items():
        write_bytes_if_changed(folder / name, content)
    parts = [f"course/{each.release.name}" for each in _editions(course)]
    _remove_others(folder, [*parts, RNNKIT], set(files))
    written = sorted([*files, MARK.as_posix()])
    warnings = answers_given_away(course, everything)
    return Handout(folder, chapters, from_before, written, warnings, no_dates)


def pack(handout: Handout) -> Path:
    """Pack what was written into an archive beside it, whole or not at all; return where."""
    folder = handout.folder
    archive = folder.with_name(f"{folder.name}.zip")
    unfinished = archive.with_name(f".{archive.name}.tmp")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in handout.files:
            packed.write(folder / name, f"{folder.name}/{name}")
    unfinished.chmod(0o644)  # it is for others, whatever the umask of a course that grades
    return unfinished.replace(archive)


def _check(course: Course, folder: Path) -> None:
    if folder.is_file():
        raise GradingError(f"{folder} is a file. Name a folder.")
    if folder == course.root or folder.is_relative_to(course.directory):
        raise GradingError(f"{folder} is the course itself. Name a folder outside.")
    others = [path.name for path in folder.glob("*") if path.name != ".git"]
    if others and not (folder / MARK).is_file():
        raise GradingError(
            f"{folder} holds {', '.join(sorted(others)[:3])} and is no students' copy. Name a "
            "new or an empty folder, or one that this command wrote."
        )


def _files(course: Course, chapters: list[str], dates: dict[str, datetime]) -> Files:
    for name in COPIED:
        yield name, (course.root / name).read_bytes()
    for chapter in chapters:
        for edition in _editions(course):
            path = notebook_in(edition.release, chapter)
            released = path.relative_to(course.root)
            content = path.read_bytes()
            if when := dates.get(chapter):
                content = with_due_date(content.decode(), when, edition.language).encode()
                date = released.with_name(due.FILE).as_posix()
                yield date, due.due_text(chapter, when).encode()
            yield released.as_posix(), content
    yield from _rnnkit(course, {name for each in chapters for name in exercises_of(course, each)})
    yield from ((name, text.encode()) for name, text in _made(course))


def _editions(course: Course) -> list[Course]:
    """Return the edition that was asked for; with the English one all that are built."""
    if course.edition:
        return [course]
    others = [replace(course, language=language) for language in course.languages()]
    return [course, *(each for each in others if each.release.is_dir())]


def _rnnkit(course: Course, exercises: set[str]) -> Files:
    """Copy the distribution as a whole, but for cases of other chapters."""
    folder = course.root / RNNKIT
    for path in sorted(folder.rglob("*")):
        is_others = path.parent == course.cases and path.stem not in exercises
        parts = path.relative_to(folder).parts
        is_left = any(part in NOT_COPIED or part.endswith(".egg-info") for part in parts)
        if path.is_file() and not is_others and not is_left:
            yield path.relative_to(course.root).as_posix(), path.read_bytes()


def _made(course: Course) -> Iterator[tuple[str, str]]:
    for name, file in AS_THEY_ARE.items():
        yield name, _template(file)
    yield "environment.yml", _environment((course.root / "environment.yml").read_text("utf-8"))
    for path in sorted(course.directory.glob("README*.md")):
        lines = path.read_text("utf-8").splitlines()  # one of them sends instructors elsewhere
        kept = [line for line in lines if "INSTRUCTORS.md" not in line]
        yield f"course/{path.name}", "\n".join(kept).rstrip() + "\n"
    config = GradingCourse(course.directory).config
    yield "course/nbgrader_config.py", _nbgrader_config(config)


def _remove_others(folder: Path, parts: Sequence[str], files: set[str]) -> None:
    """Remove what older versions of the course had, from its own folders only."""
    for part in parts:
        for path in sorted((folder / part).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def _template(name: str) -> str:
    return files("rnn_course.handout").joinpath("files", name).read_text(encoding="utf-8")


def _environment(text: str) -> str:
    kept = NOT_FOR_STUDENTS.sub("", text)
    if "pytest" in kept or "[test]" in kept:
        raise GradingError("environment.yml has test packages where students' copies keep them.")
    return kept


def _nbgrader_config(config: Config) -> str:
    """Write a student's settings: no database, no folder and no address of the instructor's."""
    values = {
        "course_id": config.CourseDirectory.get("course_id", CourseDirectory().course_id),
        "timeout": config.Execute.get("timeout", 180),
        "iopub_timeout": config.Execute.get("iopub_timeout", 30),
    }
    text = _template("nbgrader_config.py.txt")
    return text.format(**{name: repr(value) for name, value in values.items()})


def select_chapters(course: Course, wanted: list[str], up_to: str | None) -> list[str]:
    """Resolve chapters: those that are named, those up to one, or all."""
    names = course.find_chapters([])
    chosen = set(course.find_chapters(wanted)) if wanted or not up_to else set()
    if up_to:
        (last,) = course.find_chapters([up_to])
        chosen |= set(names[: names.index(last) + 1])
    return sorted(chosen)


def exercises_of(course: Course, chapter: str) -> list[str]:
    """List the functions that a chapter asks for."""
    names = {name for name, _ in _code_cells(course, chapter)}
    return sorted(name for name in names if f"test_{name}" in names)


def answers_in(course: Course, chapter: str) -> dict[str, list[str]]:
    """Find exercises, by chapter, that the notebook of another one holds the answers to."""
    defined = {name for _, source in _code_cells(course, chapter) for name in _defined(source)}
    others = (other for other in course.chapter_names() if other != chapter)
    given = {other: sorted(defined & {*exercises_of(course, other)}) for other in others}
    return {other: names for other, names in given.items() if names}


def _code_cells(course: Course, chapter: str) -> Iterator[tuple[str, str]]:
    notebook = nbformat.read(notebook_in(course.release, chapter), as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield grade_id(cell), cell.source


def _defined(source: str) -> list[str]:
    tree = ast.parse(TransformerManager().transform_cell(source))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def answers_given_away(course: Course, chapters: list[str]) -> list[str]:
    """List which chapters should not come before others have been handed in."""
    end = dict.fromkeys(chapters, ".")
    later = ", WHICH IS NOT HANDED OUT: who gets it later has seen them."
    return [
        f"{chapter} holds answers to {other} ({', '.join(names)}){end.get(other, later)}"
        for chapter in chapters
        for other, names in answers_in(course, chapter).items()
    ]
