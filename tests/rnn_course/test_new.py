"""`rnn-course new` writes what builds and passes, and changes nothing that is there."""

import os
import re
import shutil
import subprocess
import sys
from functools import partial

import pytest

from rnn_course.build.pipeline import build
from rnn_course.cli import main
from rnn_course.errors import AuthoringError
from rnn_course.new import skeleton
from rnn_course.new.skeleton import new_chapter, new_exercise
from rnn_course.paths import Course
from tests.support.repository import REPOSITORY
from tests.support.tiny_course import CHAPTER, FILES

HEAD = FILES["course/chapters/01-tiny.md"].split("# Tiny")[0]


def counts_of(lines):
    """The exercises and known mistakes of each chapter, as a build counts them."""
    words = [line.split() for line in lines]
    return {chapter: (int(count), int(mistakes)) for chapter, count, *_, mistakes, _, _ in words}


def authored(course):
    folders = (course.chapters, course.solutions)
    return {path: path.read_text() for folder in folders for path in folder.rglob("*.*")}


def test_new_chapter_builds_and_gets_the_next_number(course):
    before = authored(course)
    written = new_chapter(course, "grid-networks")
    assert course.chapters / "02-grid-networks.md" in written
    assert counts_of(build(course, ["02"])) == {"02-grid-networks": (0, 0)}
    assert before.items() <= authored(course).items()


def test_new_exercises_build_in_a_new_chapter_and_in_one_that_is_there(course):
    new_chapter(course, "07-grid-networks")
    for chapter, name in (("07", "grid_step"), ("07", "grid_score"), (CHAPTER, "tiny_step")):
        before = authored(course)
        written = new_exercise(course, chapter, name)
        for path, text in authored(course).items():
            assert text.startswith(before[path].rstrip())
            assert (path in written) == (text != before[path])
    counts = counts_of(build(course, []))
    assert counts == {CHAPTER: (2, 8), "07-grid-networks": (2, 8)}


def test_exercise_of_a_chapter_without_any_solutions_gets_its_files(course):
    text = (course.chapters / f"{CHAPTER}.md").read_text(encoding="utf-8").split("```{code-cell}")
    (course.chapters / "02-plain.md").write_text("```{code-cell}".join(text[:2]), encoding="utf-8")
    new_exercise(course, "02", "plain_step")
    assert counts_of(build(course, ["02"])) == {"02-plain": (1, 4)}


@pytest.mark.parametrize(
    "name", ["Grid", "grid_networks", "7-grid", "../grid", "", "class", "01-x"]
)
def test_chapter_of_a_bad_or_taken_name_is_refused(course, name):
    before = authored(course)
    with pytest.raises(AuthoringError, match="expected: "):
        new_chapter(course, name)
    assert authored(course) == before


def test_chapter_is_refused_where_a_file_of_it_lies(course):
    path = course.solutions / "grid" / "forms.py"
    mine = course.solutions / "grid" / "cases.py"
    mine.parent.mkdir()
    mine.write_text("MINE = 1\n")
    with pytest.raises(AuthoringError, match=r"solutions/grid/cases\.py"):
        new_chapter(course, "grid")
    assert mine.read_text() == "MINE = 1\n"
    assert not path.exists()


@pytest.mark.parametrize(
    ("chapter", "name"),
    [("01", "scale"), ("01", "halve"), ("01", "setup"), ("01", "Step"), ("01", "if"), ("09", "x")],
)
def test_exercise_of_a_bad_or_taken_name_is_refused(course, chapter, name):
    before = authored(course)
    with pytest.raises(AuthoringError, match="expected: "):
        new_exercise(course, chapter, name)
    assert authored(course) == before


MAKERS = {
    "chapter": (lambda course: new_chapter(course, "grid"), 7),
    "exercise": (lambda course: new_exercise(course, CHAPTER, "grid_step"), 5),
}


@pytest.mark.parametrize(
    ("kind", "left"), [(kind, n) for kind, (_, count) in MAKERS.items() for n in range(1, count)]
)
def test_what_was_stopped_is_finished_when_it_is_typed_again(course, monkeypatch, kind, left):
    make, count = MAKERS[kind]
    before = authored(course)
    make(course)
    whole = authored(course)
    changed = [path for path, text in whole.items() if before.get(path) != text]
    assert len(changed) == count
    for path in changed:
        path.write_text(before[path]) if path in before else path.unlink()

    writers = {name: getattr(skeleton, name) for name in ("create", "write_if_changed")}
    done = []

    def stopping(write, path, text):
        if len(done) == left:
            raise KeyboardInterrupt
        done.append(path)
        return write(path, text)

    for name, write in writers.items():
        monkeypatch.setattr(skeleton, name, partial(stopping, write))
    with pytest.raises(KeyboardInterrupt):
        make(course)
    monkeypatch.undo()
    assert authored(course) not in (before, whole)
    make(course)
    assert authored(course) == whole
    with pytest.raises(AuthoringError, match="expected: "):
        make(course)


@pytest.mark.parametrize(
    ("make", "file"),
    [(MAKERS["chapter"][0], "grid/cases.py"), (MAKERS["exercise"][0], "tiny/cases.py")],
)
def test_what_was_stopped_and_edited_is_refused(course, monkeypatch, make, file):
    texts = {path: path.read_text() for path in course.chapters.glob("*.md")}
    make(course)
    (course.chapters / "02-grid.md").unlink(missing_ok=True)
    for chapter, text in texts.items():
        chapter.write_text(text)
    path = course.solutions / file
    path.write_text(f"{path.read_text()}\n\ndef grid_step__mine(): ...\n")
    before = authored(course)
    with pytest.raises(AuthoringError, match=re.escape(file)):
        make(course)
    assert authored(course) == before


def test_command_prints_what_it_wrote(course, capsys):
    main(["new", "--course", str(course.directory), "chapter", "grid"])
    main(["new", "--course", str(course.directory), "exercise", "02", "grid_step"])
    said = capsys.readouterr().out
    assert "course/chapters/02-grid.md" in said
    assert "solutions/grid/equivalents.py" in said


def copy_with_tests(root):
    """The whole course as it is built, and its tests."""
    left_out = shutil.ignore_patterns("__pycache__", ".*", "*.tar.xz")
    for name in ("course", "solutions", "packages", "tests"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=left_out)
    for name in ("pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(REPOSITORY / name, root / name)
    return Course(root)


def run_tests(root, chosen, *tests):
    """The tests of a copy, about the chapters that have been begun in it."""
    packages = os.pathsep.join(str(each) for each in (root / "packages").iterdir())
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not patient", "-k", chosen, *tests]
    environment = os.environ | {"PYTHONPATH": packages}
    environment.pop("PYTEST_XDIST_WORKER", None)  # a run of its own shares nothing with this one
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)


@pytest.mark.slow
def test_skeleton_passes_the_tests_of_the_chain(tmp_path):
    course = copy_with_tests(tmp_path)
    (path, *_) = new_chapter(course, "grid-networks")
    new_exercise(course, path.stem, "grid_step")
    build(course, [path.stem])
    chosen = (
        "(grid or names_are_unique or ids_are_unique or guessed or test_glossary or test_coverage)"
        " and not test_teaching_notes"  # which are written once the chapter is
    )
    tests = ["tests/solutions", "tests/course", "tests/rnnkit/checks/test_diagnosis.py"]
    done = run_tests(tmp_path, chosen, *tests)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
def test_chapter_without_exercises_fails_with_what_is_to_do(tmp_path):
    course = copy_with_tests(tmp_path)
    text = "# 14 · Words alone\n\n```{code-cell} ipython3\n1 + 1\n```\n"
    (course.chapters / "14-words-alone.md").write_text(HEAD + text, encoding="utf-8")
    build(course, ["14"])
    chosen = "words and (every_point_from_nbgrader or names_them or to_be_found or no_marker)"
    done = run_tests(tmp_path, chosen, "tests/course")
    said = [line for line in done.stdout.splitlines() if line.startswith("E   ")]
    errors = [line for line in said if "Error" in line]
    assert len(errors) == 4, done.stdout[-3000:]
    assert all("rnn-course new exercise 14-words-alone" in line for line in errors)
