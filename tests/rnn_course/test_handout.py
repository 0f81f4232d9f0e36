"""The students' copy: everything they need, no answer, no hidden case."""

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from nbgrader_sandbox.errors import GradingError
from rnn_course.build.answers import right_predictions
from rnn_course.errors import AuthoringError
from rnn_course.handout.writer import (
    answers_given_away,
    answers_in,
    exercises_of,
    pack,
    select_chapters,
    write_handout,
)
from rnn_course.paths import Course
from rnn_course.predictions import RIGHT, predictions_in
from rnnkit.workbook.paths import notebook_in, only_language
from tests.support.repository import COURSE

FORBIDDEN = (
    "solutions",
    "hidden_cases",
    "source",
    "chapters",
    "rnn-course",
    "nbgrader-sandbox",
    "tests",
)
FIRST, LAST = "00-start-here", "03-rnn-backward"


@pytest.fixture(scope="module")
def author(whole_course, tmp_path_factory) -> Course:
    """The whole repository as an instructor has it, built."""
    here, root = COURSE, tmp_path_factory.mktemp("author")
    shutil.copytree(whole_course.root, root, dirs_exist_ok=True)
    for name in ("LICENSE", "LICENSE-PROSE", "requirements.lock"):
        shutil.copy(here.root / name, root / name)
    shutil.copy(here.root / "environment.yml", root / "environment.yml")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-PROSE"):
        shutil.copy(here.root / "packages" / "rnnkit" / name, root / "packages" / "rnnkit")
    shutil.copy(here.directory / "README.md", root / "course" / "README.md")
    return Course(root)


@pytest.fixture(scope="module")
def copy(author, tmp_path_factory) -> Path:
    """What students get of chapters 00 to 03. Not to be changed."""
    folder = tmp_path_factory.mktemp("students") / "course-of-recurrent-networks"
    write_handout(author, select_chapters(author, [], "03"), folder)
    return folder


def test_copy_asks_for_predictions_and_does_not_say_what_is_right(copy):
    asked = {
        name: [*predictions_in(nbformat.read(path, as_version=4))]
        for path in sorted((copy / "course" / "release").glob("*/*.ipynb"))
        for name in [path.stem]
    }
    assert len(asked) == 4
    assert asked == {name: [*right_predictions(name)] for name in asked}
    assert not [path for path in copy.rglob("*") if path.name == RIGHT]


def texts(folder):
    """Every file's text; notebooks as the sources of their cells."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix == ".ipynb":
            cells = nbformat.read(path, as_version=4).cells
            yield path, "\n".join(cell.source for cell in cells)
        elif path.suffix not in (".npz", ".otf"):
            yield path, path.read_text(encoding="utf-8")


def bodies(course):
    """Statements of each solution without docstring and comments, by function."""
    from rnn_course.build.answers import references
    from rnn_course.build.solutions import solutions_in_reach

    with solutions_in_reach(course):
        found = {c: references(c) for c in course.chapter_names()}
        return {
            name: lines_of(inspect.getsource(function).rpartition('"""')[2])
            for chapter, functions in found.items()
            for name, function in functions.items()
            if name in exercises_of(course, chapter)
        }


def lines_of(source):
    lines = (re.sub(r"\s+#.*", "", line).strip() for line in source.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def holds(text, body):
    """Whether all of a body's lines stand in a text, one after the other."""
    wanted = iter(body)
    line = next(wanted)
    for each in lines_of(text):
        if each == line:
            line = next(wanted, None)
            if line is None:
                return True
    return False


def test_nothing_of_the_instructors_is_in_it(copy):
    names = {part for path in copy.rglob("*") for part in path.relative_to(copy).parts}
    assert names.isdisjoint(FORBIDDEN)
    assert not list(copy.rglob("*.md.*"))
    assert sorted(p.name for p in (copy / "course/release").iterdir())[-1] == LAST


def test_no_solution_is_in_it_but_those_that_it_says(author, copy):
    told = {
        name
        for chapter in select_chapters(author, [], "03")
        for names in answers_in(author, chapter).values()
        for name in names
    }
    found, all_bodies = set(), bodies(author)
    for path, text in texts(copy):
        for name, body in all_bodies.items():
            if f"def {name}" in text and holds(text, body):
                found.add((path.name, name))
    assert found == {(f"{LAST}.ipynb", name) for name in told}
    assert told == {"output_forward", "rnn_forward"}


def test_no_rare_line_of_a_solution_is_anywhere_else(author, copy):
    """Lines that only one solution has, of the chapters that students have not had yet."""
    later = {n for c in author.chapter_names() if c >= LAST for n in exercises_of(author, c)}
    rare = {
        line: name
        for name, body in bodies(author).items()
        if name in later
        for line in body
        if len(line) > 40
    }
    given = "\n".join(text for _, text in texts(author.rnnkit))
    rare = {line: name for line, name in rare.items() if line not in given}
    assert len(rare) > 100
    found = {(path.name, line) for path, text in texts(copy) for line in rare if line in text}
    assert found == set()


def test_it_has_the_visible_cases_of_its_chapters_and_no_hidden_ones(author, copy):
    wanted = {n for c in select_chapters(author, [], "03") for n in exercises_of(author, c)}
    cases = {path.stem: path.read_bytes() for path in copy.rglob("*.npz")}
    assert cases.keys() == wanted
    hidden = {path.read_bytes() for path in author.hidden_cases.glob("*.npz")}
    assert hidden.isdisjoint(cases.values())
    assert all("HIDDEN TESTS" not in text for path, text in texts(copy / "course" / "release"))


def test_nothing_of_the_instructors_settings_is_in_it(author, tmp_path):
    config = author.directory / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(before + 'c.CourseDirectory.db_url = "postgresql://me:secret@db/grades"\n')
    try:
        write_handout(author, ["00-start-here"], tmp_path / "students")
    finally:
        config.write_text(before)
    assert all("secret" not in text for _, text in texts(tmp_path / "students"))
    settings = (tmp_path / "students/course/nbgrader_config.py").read_text()
    assert "c.Execute.timeout = 180" in settings


def run_in(copy, home, code, **others):
    """Python as in a fresh environment: this one's packages, the copy's modules, no home."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(copy / "packages" / "rnnkit"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-P", "-c", code]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, **others
    )


OPEN = """
import rnnkit.workbook.cli, rnnkit.workbook.lab
assert rnnkit.__file__.startswith({root!r})
rnnkit.workbook.lab._serve = lambda course, arguments: print("serves", course.workbook, arguments)
rnnkit.workbook.cli.main(["--course", {root!r} + "/course", "lab", "--no-browser"])
"""


def test_lab_starts_from_it_alone(copy, tmp_path):
    students = Path(shutil.copytree(copy, tmp_path / "mine")).resolve()
    done = run_in(students, tmp_path, OPEN.format(root=str(students)))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"serves {students / 'workbook'} ['--no-browser']\n"
    assert sorted(p.name for p in (students / "workbook").glob("[0-9]*"))[-1] == LAST


def test_a_check_gives_a_verdict_in_it(author, copy, tmp_path):
    code = """
import numpy as np
import rnnkit
from rnnkit import check
def sigmoid(x):
    return 1 / (1 + np.exp(-x))
print(rnnkit.__file__)
print(check(sigmoid))
"""
    done = run_in(copy, tmp_path, code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(copy))
    assert "1 of 1 point" in done.stdout


def test_what_students_wrote_stays_when_a_newer_copy_is_put_over_it(author, copy, tmp_path):
    students = Path(shutil.copytree(copy, tmp_path / "mine"))
    (students / "workbook" / LAST).mkdir(parents=True)
    mine = students / "workbook" / LAST / f"{LAST}.ipynb"
    mine.write_text("my work")
    (students / "workbook" / "progress.json").write_text("{}")
    (students / "course" / "release" / LAST / f"{LAST}.ipynb").write_text("an older one")
    (students / "packages" / "rnnkit" / "rnnkit" / "gone.py").write_text("of an older version")
    written = write_handout(author, ["04-sequence-models"], students)
    assert mine.read_text() == "my work"
    assert (students / "workbook" / "progress.json").read_text() == "{}"
    assert not (students / "packages" / "rnnkit" / "rnnkit" / "gone.py").exists()
    released = students / "course" / "release" / LAST / f"{LAST}.ipynb"
    assert released.read_bytes() == (author.release / LAST / f"{LAST}.ipynb").read_bytes()
    assert written.from_before[-1] == LAST
    assert "There from before" in "\n".join(written.to_lines())


def test_a_folder_that_holds_something_else_is_refused(author, tmp_path):
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(GradingError, match=r"holds thesis.tex and is no students' copy"):
        write_handout(author, ["00-start-here"], tmp_path)
    with pytest.raises(GradingError, match="is the course itself"):
        write_handout(author, ["00-start-here"], author.root)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_chapter_whose_answered_ones_are_not_handed_out_is_told(author):
    (line,) = answers_given_away(author, [LAST])
    assert line.startswith(f"{LAST} holds answers to 02-rnn-forward (output_forward, rnn_forward)")
    assert "WHICH IS NOT HANDED OUT" in line
    both = answers_given_away(author, ["02-rnn-forward", LAST])
    assert both == [f"{LAST} holds answers to 02-rnn-forward (output_forward, rnn_forward)."]


def test_the_archive_has_what_was_written_and_nothing_else(author, tmp_path):
    folder = tmp_path / "students"
    write_handout(author, [FIRST], folder)
    (folder / ".git").mkdir()
    for name in (".git/config", "class.csv", "own.txt"):  # the instructor's own, put there since
        (folder / name).write_text("names")
    archive = pack(write_handout(author, [FIRST], folder))
    assert archive == tmp_path / "students.zip"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "unpacked")
        assert {name.partition("/")[0] for name in packed.namelist()} == {"students"}
    found = dict(texts(tmp_path / "unpacked" / "students"))
    assert "names" not in found.values()
    assert len(found) == len([*texts(folder)]) - 3
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_chapters_are_chosen_by_number_by_name_or_up_to_one(author):
    assert select_chapters(author, ["03", "00-start-here"], None) == ["00-start-here", LAST]
    assert select_chapters(author, ["05"], "01")[::2] == ["00-start-here", "05-language-model"]
    assert select_chapters(author, [], None) == author.chapter_names()
    with pytest.raises(AuthoringError, match="one of 00-start-here"):
        select_chapters(author, [], "77")


def test_what_is_installed_is_what_the_course_needs(copy):
    project, ours = (
        (root / "packages" / "rnnkit" / "pyproject.toml").read_bytes()
        for root in (copy, COURSE.root)
    )
    assert project == ours
    environment = (copy / "environment.yml").read_text()
    assert "pytest" not in environment
    assert environment.endswith("  - pip:\n      - -e packages/rnnkit[lab]\n")
    assert all(json.dumps(name)[1:-1] in environment for name in ("jupyterlab", "nbgrader"))


@pytest.fixture
def bilingual(author, tmp_path) -> Course:
    """The same with a Chinese edition of chapter 00, here in English words."""
    course = Course(shutil.copytree(author.root, tmp_path / "bilingual"))
    (course.locale / "zh").mkdir(parents=True, exist_ok=True)
    shutil.copytree(course.release, replace(course, language="zh").release)
    return course


@pytest.mark.parametrize(
    ("language", "editions"), [("en", ["release", "release-zh"]), ("zh", ["release-zh"])]
)
def test_students_get_all_editions_or_the_one_that_was_asked_for(
    bilingual, language, editions, tmp_path
):
    folder = tmp_path / "students"
    write_handout(replace(bilingual, language=language), [FIRST], folder)
    found = sorted(path.name for path in (folder / "course").glob("release*"))
    assert found == editions
    assert all(notebook_in(folder / "course" / each, FIRST).is_file() for each in found)
    assert only_language(folder / "course") == ("zh" if language == "zh" else "")
