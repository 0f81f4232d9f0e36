"""What students get: nothing of the solutions, and the same bytes from every build."""

import re

import pytest

from rnnkit.workbook.paths import notebook_in
from tests.support.classroom import CHAPTERS, read
from tests.support.solution_bank import NO_EXERCISE

MARKERS = r"### (BEGIN|END)|HIDDEN TESTS|MARK SCHEME|hidden=True|jupytext|(from|import) solutions"
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
LOOPS_AND_CASES = ("for ", "while ", "if ", "elif ", "else", "def ", "with ")


def text_of(course, chapter):
    return notebook_in(course.release, chapter).read_text(encoding="utf-8")


def sources_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells)


def lines_of(text):
    """Lines that say something: no loop over t, no ``return h``."""
    lines = [line.strip() for line in text.splitlines()]
    return {line for line in lines if len(line) > 15 and not line.startswith(LOOPS_AND_CASES)}


def solution_lines(course, chapter):
    source = sources_of(read(notebook_in(course.source, chapter)))
    return {line for body in SOLUTION.findall(source) for line in lines_of(body)}


def model_answer_lines(course, chapter):
    cells = read(notebook_in(course.source, chapter)).cells
    written = [c for c in cells if c.cell_type == "markdown" and "nbgrader" in c.metadata]
    return {line for cell in written for line in lines_of(cell.source)}


def contents(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_holds_no_line_of_a_solution_that_is_still_to_be_found(whole_course, chapter):
    # What earlier chapters asked for is known, and given here: the rest is secret.
    position = CHAPTERS.index(chapter)
    known, secret = (
        {line for name in names for line in solution_lines(whole_course, name)}
        for names in (CHAPTERS[:position], CHAPTERS[position:])
    )
    secret -= known
    assert secret, NO_EXERCISE.format(chapter=chapter)
    release = sources_of(read(notebook_in(whole_course.release, chapter)))
    assert [line for line in secret if line in release] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_holds_no_model_answer(whole_course, chapter):
    release = sources_of(read(notebook_in(whole_course.release, chapter)))
    assert [line for line in model_answer_lines(whole_course, chapter) if line in release] == []


def test_there_are_model_answers_to_hide(whole_course):
    assert any(model_answer_lines(whole_course, chapter) for chapter in CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_holds_no_marker_no_hidden_test_and_no_jupytext_key(whole_course, chapter):
    assert re.findall(MARKERS, text_of(whole_course, chapter)) == []
    source = notebook_in(whole_course.source, chapter).read_text(encoding="utf-8")
    markers = {match[0] for match in re.finditer(MARKERS, source)}
    assert markers >= {"hidden=True", "### BEGIN"}, NO_EXERCISE.format(chapter=chapter)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_holds_no_output(whole_course, chapter):
    code = [
        c for c in read(notebook_in(whole_course.release, chapter)).cells if c.cell_type == "code"
    ]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_exercise_is_released_as_a_stub_with_its_docstring(whole_course, chapter):
    release = {
        cell.id: cell.source for cell in read(notebook_in(whole_course.release, chapter)).cells
    }
    for cell in read(notebook_in(whole_course.source, chapter)).cells:
        if "### BEGIN SOLUTION" in cell.source:
            before, _, _ = cell.source.partition("    ### BEGIN SOLUTION")
            assert release[cell.id].startswith(before)
            assert "raise NotImplementedError()" in release[cell.id]


@pytest.mark.slow
def test_a_build_elsewhere_gives_the_same_bytes(whole_course, build_anew, tmp_path):
    again = build_anew(whole_course, tmp_path / "elsewhere")
    for folder in ("source", "release", "cases", "hidden_cases"):
        first, second = (contents(getattr(course, folder)) for course in (whole_course, again))
        assert len(first) > 0
        assert first == second, folder


def test_release_with_a_gradebook_gives_the_same_bytes(whole_course, classroom):
    assert contents(classroom.folder / "release") == contents(whole_course.release)


def test_nothing_but_the_notebook_lies_in_a_built_folder(whole_course):
    for folder in (whole_course.source, whole_course.release):
        assert list(contents(folder)) == [f"{name}/{name}.ipynb" for name in CHAPTERS]
