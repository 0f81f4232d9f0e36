"""Write what a new chapter or a new exercise consists of; nothing that is there is changed."""

import argparse
import keyword
import re
from importlib.resources import files
from pathlib import Path

from rnn_course.build.answers import module_of
from rnn_course.build.solutions import solution_file
from rnn_course.errors import fault
from rnn_course.paths import Course
from rnnkit._atomic import create, write_if_changed

PARTS_OF_EXERCISE = ("__init__", "cases", "mistakes", "equivalents")
PARTS = (*PARTS_OF_EXERCISE, "forms", "predictions")
CHAPTER_NAME = re.compile(r"(?:\d\d-)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
EXERCISE_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def new(options: argparse.Namespace, course: Course) -> None:
    """Write a skeleton, and print the files."""
    if options.kind == "chapter":
        written = new_chapter(course, options.name)
    else:
        written = new_exercise(course, options.chapter, options.name)
    for path in written:
        print(path.relative_to(course.root))


def new_chapter(course: Course, name: str) -> list[Path]:
    """Write a chapter without exercises, ``attention`` with the next number or ``14-attention``."""
    found = CHAPTER_NAME.fullmatch(name)
    if not found or keyword.iskeyword(found[1]):
        raise fault("chapter_name", course.chapters, got=name)
    if not name[0].isdigit():
        known = {each[3:]: int(each[:2]) for each in course.chapter_names()}
        name = f"{known.get(name, max(known.values(), default=-1) + 1):02}-{name}"
    texts = {course.chapters / f"{name}.md": _text("chapter", "chapter.md", name)}
    texts |= {_file(course, name, part): _text("chapter", f"{part}.py.txt", name) for part in PARTS}
    there = [*filter(Path.exists, {*course.chapters.glob(f"{name[:2]}-*.md"), *texts})]
    taken = [path for path in there if path.read_text("utf-8") != texts.get(path)]
    if taken or len(there) == len(texts):  # some of them are left by a run that was stopped
        place = min(taken or there).relative_to(course.root).as_posix()
        raise fault("chapter_taken", place, number=name[:2])
    return [path for path, text in texts.items() if create(path, text)]


def new_exercise(course: Course, chapter: str, name: str) -> list[Path]:
    """Add an exercise at the end of a chapter and of its files of solutions."""
    if not EXERCISE_NAME.fullmatch(name) or keyword.iskeyword(name):
        raise fault("function_name", course.solutions, got=name)
    (chapter, *_) = course.find_chapters([chapter])
    files_of = {_file(course, chapter, part): f"{part}.py.txt" for part in PARTS_OF_EXERCISE}
    files_of[course.chapters / f"{chapter}.md"] = "chapter.md"  # last: it asks for all the others
    added = {path: _text("exercise", piece, chapter, name) for path, piece in files_of.items()}
    is_there = re.compile(rf"^def {name}(\(|__)|\bgrade_id: {name}\b", re.MULTILINE)
    for path in [*course.chapters.glob("*.md"), *course.solutions.rglob("*.py")]:
        # A run that was stopped has left its piece in some of the files, never in the chapter.
        stopped = added.get(path, "") if path.suffix == ".py" else ""
        if is_there.search(path.read_text("utf-8").replace(stopped, "")):
            place = path.relative_to(course.root).as_posix()
            raise fault("name_taken", place, name=name)
    for path, piece in files_of.items():
        before = path.read_text("utf-8") if path.exists() else _text("chapter", piece, chapter)
        between = "\n\n" if path.suffix == ".md" else "\n\n\n"
        if added[path] not in before:
            write_if_changed(path, before.rstrip() + between + added[path])
    return [*files_of]


def _file(course: Course, chapter: str, part: str) -> Path:
    return course.root / solution_file(module_of(chapter), part)


def _text(kind: str, file: str, chapter: str, exercise: str = "my_function") -> str:
    """Return a file that lies beside this module, with the names of what is made."""
    text = files("rnn_course.new").joinpath("files", kind, file).read_text(encoding="utf-8")
    module = module_of(chapter)
    names = {
        "my_function": exercise,
        "my_chapter": module,
        "My chapter": module.replace("_", " ").capitalize(),
        "NN": chapter[:2],
    }
    for placeholder, value in names.items():
        text = text.replace(placeholder, value)
    return text
