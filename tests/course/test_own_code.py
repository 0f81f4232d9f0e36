"""Students' own code from chapter to chapter: kept and used in Lab, invisible to every grader."""

import ast
import shutil

import nbformat
import pytest
from nbgrader.validator import Validator

from rnn_course.build.answers import reference_sources
from rnn_course.build.chapters import read_chapter
from rnnkit.checks.messages import message
from rnnkit.workbook.paths import CourseFiles, notebook_in
from rnnkit.workbook.sync import fill
from tests.course.test_built_notebooks import run
from tests.support.classroom import CHAPTERS, Classroom, OneChapter, grade_here, read
from tests.support.notebooks import without_demos
from tests.support.repository import COURSE

CHAPTER = "06-vanishing-gradients"
EXERCISES = ("rnn_forward", "rnn_backward")
# Wrong, and seen by whoever runs it.
PLANTED = """
from pathlib import Path

print("PLANTED")
Path({mark!r}).write_text("was run")


def {name}(*arguments):
    return arguments
"""
USING = """
from rnnkit import yours

taken = [yours(given, on=()) is not given for given in (rnn_forward, rnn_backward)]
print("taken:", taken)
"""
LATER = """
from rnnkit import yours

shapes = (3, 2, 4), (2, 5), (4, 5), (5, 5), (5,)
forward = yours(rnn_forward, on=tuple(map(np.ones, shapes)))
print(forward.__wrapped__.__code__.co_filename)
"""
ALL_GIVEN = [message("given", name=name, reason=message("own_graded")) for name in EXERCISES] + [
    "taken: [False, False]"
]


def printed(notebook):
    texts = [o.get("text", "") for c in notebook.cells for o in c.get("outputs", ())]
    return "".join(texts).splitlines()


def assert_all_points(classroom):
    points, of_all = classroom.points("s", CHAPTER), classroom.max_points(CHAPTER)
    assert {name: points[name] for name in of_all} == of_all


def plant(folder, mark):
    """Put wrong functions of chapters 02 and 03 beside a notebook, and in a neighbour's folder."""
    for own in (folder / "own", folder.parent / "03-rnn-backward" / "own"):
        own.mkdir(parents=True)
        for name in EXERCISES:
            (own / f"{name}.py").write_text(PLANTED.format(name=name, mark=str(mark)))


@pytest.fixture
def one_chapter(whole_course, tmp_path):
    """A class for chapter 06, in which even files that the course ignores are copied."""
    classroom = Classroom(OneChapter(whole_course.root, chapter=CHAPTER), tmp_path / "stock")
    with (classroom.folder / "nbgrader_config.py").open("a") as config:
        config.write("\nc.CourseDirectory.ignore = ['.ipynb_checkpoints']\n")
    notebook = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    notebook.cells.append(nbformat.v4.new_code_cell(USING))
    classroom.hand_in("s", CHAPTER, notebook)
    plant(classroom.folder / "submitted" / "s" / CHAPTER, tmp_path / "mark")
    return classroom


@pytest.mark.slow
def test_stock_nbgrader_runs_no_planted_file_and_mistakes_of_03_cost_nothing(one_chapter, tmp_path):
    one_chapter.autograde(CHAPTER)
    assert_all_points(one_chapter)
    folder = one_chapter.folder / "autograded" / "s"
    assert (folder / CHAPTER / "own" / "rnn_forward.py").is_file()  # it was within reach
    assert printed(read(notebook_in(folder, CHAPTER)))[-3:] == ALL_GIVEN
    assert not (tmp_path / "mark").exists()


@pytest.mark.slow
def test_our_grader_runs_no_planted_file_and_mistakes_of_03_cost_nothing(
    sandbox, one_chapter, tmp_path
):
    course = grade_here(one_chapter.folder, CHAPTER)
    assert_all_points(one_chapter)
    graded = read(notebook_in(course.root / "autograded" / "s", CHAPTER))
    assert printed(graded)[-3:] == ALL_GIVEN
    assert "PLANTED" not in str(graded)
    assert not (tmp_path / "mark").exists()


@pytest.mark.slow
def test_files_of_ones_own_are_handed_in_without_a_note(sandbox, whole_course, tmp_path):
    """As the course is set up they are not even copied."""
    classroom = Classroom(OneChapter(whole_course.root, chapter=CHAPTER), tmp_path / "ours")
    notebook = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    classroom.hand_in("s", CHAPTER, notebook)
    plant(classroom.folder / "submitted" / "s" / CHAPTER, tmp_path / "mark")
    shutil.rmtree(classroom.folder / "submitted" / "s" / "03-rnn-backward")
    course = grade_here(classroom.folder, CHAPTER)
    assert not (course.root / "autograded" / "s" / CHAPTER / "own").exists()


def test_validate_runs_no_planted_file(whole_course, tmp_path, monkeypatch):
    folder = tmp_path / "workbook" / CHAPTER
    notebook = without_demos(read(notebook_in(whole_course.source, CHAPTER)))
    notebook.cells.append(nbformat.v4.new_code_cell(f"{USING}\nassert taken == [False, False]"))
    plant(folder, tmp_path / "mark")
    nbformat.write(notebook, folder / f"{CHAPTER}.ipynb")
    monkeypatch.setenv("PYTHONPATH", str(whole_course.rnnkit.parent))
    monkeypatch.setenv("RNNKIT_HIDDEN_CASES", str(whole_course.hidden_cases))
    assert Validator().validate(str(folder / f"{CHAPTER}.ipynb")) == {}
    assert not (tmp_path / "mark").exists()
    assert {path.name for path in folder.iterdir()} == {"own", f"{CHAPTER}.ipynb"}


def test_a_kernel_keeps_functions_of_one_notebook_and_another_uses_them(whole_course, tmp_path):
    first, second = tmp_path / "02-rnn-forward", tmp_path / CHAPTER
    first.mkdir()
    second.mkdir()
    run(whole_course, without_demos(read(notebook_in(whole_course.source, first.name))), first)
    cells = read(notebook_in(whole_course.source, CHAPTER)).cells
    (given,) = (cell.source for cell in cells if "def rnn_forward(" in cell.source)
    texts = ["import numpy as np", given, LATER]
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, texts)])
    taken, file = printed(run(whole_course, notebook, second))
    assert taken == message("own", name="rnn_forward", chapter="02")
    assert file == str(first / "own" / "rnn_forward.py")


def test_lab_leaves_files_of_ones_own_alone(whole_course, tmp_path):
    course = CourseFiles(shutil.copytree(whole_course.root, tmp_path / "course"))
    list(fill(course))
    kept = course.workbook / CHAPTER / "own" / "rnn_forward.py"
    kept.parent.mkdir()
    kept.write_text("# mine")
    list(fill(course))
    assert kept.read_text() == "# mine"
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


# The chapters

UPDATES = ("step", "training_step", "relu_loss")


def code_of(chapter):
    cells = [cell for _, cell in read_chapter(COURSE.chapters / f"{chapter}.md").cells()]
    return [cell for cell in cells if cell.cell_type == "code"]


def is_call(node, *names):
    called = getattr(node, "func", None)
    return getattr(called, "id", getattr(called, "attr", "")) in names


def calls(tree, *names):
    return [node for node in ast.walk(tree) if is_call(node, *names)]


def trains(loop):
    """Whether weights change in each pass, by an optimizer or by hand (05, 06)."""
    inner = [node for line in loop.body for node in ast.walk(line) if isinstance(node, ast.For)]
    of_inner = [call for each in inner for call in calls(each, *UPDATES)]
    own = [call for call in calls(loop, *UPDATES) if call not in of_inner]
    return any(isinstance(call.func, ast.Attribute) or call.func.id != "step" for call in own)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_loop_that_trains_asks_for_its_budget(chapter):
    for cell in code_of(chapter):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.For) and trains(node):
                assert calls(node.iter, "budget"), f"{chapter}:\n{cell.source}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_yours_stands_in_demo_cells_and_the_given_name_is_never_bound_anew(chapter):
    given, bound = set(), []
    for cell in code_of(chapter):
        tree = ast.parse(cell.source)
        used = calls(tree, "yours")
        assert not used or "demo" in cell.metadata.get("tags", [])
        given |= {call.args[0].id for call in used}
        bound += [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and is_stored(n)]
    assert given.isdisjoint(bound)
    assert {"yours", "budget", "milestone"}.isdisjoint(bound)


def is_stored(name):
    return isinstance(name.ctx, ast.Store)


def test_the_students_own_code_is_used_where_the_course_says():
    used = {
        call.args[0].id
        for chapter in ("03-rnn-backward", "04-sequence-models", "05-language-model", "08-gru",
                        "09-bidirectional")
        for cell in code_of(chapter)
        for call in calls(ast.parse(cell.source), "yours")
    }  # fmt: skip
    assert used == {"rnn_forward", "rnn_backward", "lstm_forward", "lstm_backward"}
