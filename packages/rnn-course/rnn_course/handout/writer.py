"""Write the students' copy, into a new folder or over an older copy."""

import argparse
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from nbgrader_sandbox import GradingCourse, GradingError
from rnn_course.build.ensure import ensure_built
from rnn_course.due_dates import due_dates, with_due_date
from rnn_course.handout import templates
from rnn_course.handout.chapters import answers_given_away, exercises_of, select_chapters
from rnn_course.paths import Course
from rnnkit._atomic import write_bytes_if_changed, write_if_changed
from rnnkit.checks import due
from rnnkit.workbook.paths import notebook_in

RNNKIT = "packages/rnnkit"
MARK = Path("course") / "HANDOUT.txt"
MARK_TEXT = (
    "Made by `rnn-course handout`, which replaces course/release and packages/rnnkit here.\n"
)
COPIED = ("LICENSE", "LICENSE-PROSE", "requirements.lock")
NOT_COPIED = ("__pycache__", "build", "dist")  # and *.egg-info: what installing leaves


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
    """Write chapters and what it takes to run them.

    In an older copy the course is replaced; ``workbook/`` and whatever else a student or
    an instructor put there stay.
    """
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
    """Pack a students' copy into an archive beside it, whole or not at all; return where.

    It has one folder in it, and of that only what this command wrote.
    """
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


def _files(
    course: Course, chapters: list[str], dates: dict[str, datetime]
) -> Iterator[tuple[str, bytes]]:
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


def _rnnkit(course: Course, exercises: set[str]) -> Iterator[tuple[str, bytes]]:
    """Copy the distribution as a whole, but for cases of other chapters."""
    folder = course.root / RNNKIT
    for path in sorted(folder.rglob("*")):
        is_others = path.parent == course.cases and path.stem not in exercises
        if path.is_file() and not is_others and not _is_left_over(path.relative_to(folder)):
            yield path.relative_to(course.root).as_posix(), path.read_bytes()


def _is_left_over(path: Path) -> bool:
    return any(part in NOT_COPIED or part.endswith(".egg-info") for part in path.parts)


def _made(course: Course) -> Iterator[tuple[str, str]]:
    for name, file in templates.AS_THEY_ARE.items():
        yield name, templates.template(file)
    environment = (course.root / "environment.yml").read_text("utf-8")
    yield "environment.yml", templates.environment(environment)
    for path in sorted(course.directory.glob("README*.md")):
        yield f"course/{path.name}", templates.readme_of_course(path.read_text("utf-8"))
    config = GradingCourse(course.directory).config
    yield "course/nbgrader_config.py", templates.nbgrader_config(config)


def _remove_others(folder: Path, parts: Sequence[str], files: set[str]) -> None:
    """Remove what older versions of the course had, from its own folders only."""
    for part in parts:
        for path in sorted((folder / part).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
