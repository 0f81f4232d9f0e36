import json
import os
import subprocess
import sys

import nbformat
import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES
from rnn_course.build.pipeline import build
from rnn_course.errors import AuthoringError
from rnn_course.predictions import right_letters
from rnnkit.checks.calling import identical
from rnnkit.checks.casefile import Output, load
from rnnkit.checks.messages import hidden_table, table_beside
from rnnkit.checks.sketches import sketch
from rnnkit.workbook.paths import notebook_in
from tests.support.repository import COURSE
from tests.support.tiny_course import CHAPTER, add_chapter, edit


def read(folder):
    return nbformat.read(notebook_in(folder, CHAPTER), as_version=4)


def cell(folder, cell_id):
    return next(each for each in read(folder).cells if each.id == cell_id)


def built_files(course):
    locale = course.cases.parent / "locale"
    folders = (course.source, course.release, course.cases, course.hidden_cases, locale)
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(course.root).as_posix(): path.read_bytes() for path in paths}


def test_a_build_makes_two_notebooks_two_case_files_and_its_stamp(built):
    assert list(built_files(built)) == [
        "course/hidden_cases/built_from.txt",
        "course/hidden_cases/en.json",
        "course/hidden_cases/predictions.json",
        "course/hidden_cases/scale.npz",
        "course/release/01-tiny/01-tiny.ipynb",
        "course/source/01-tiny/01-tiny.ipynb",
        "packages/rnnkit/rnnkit/cases/scale.npz",
        "packages/rnnkit/rnnkit/locale/en.json",
    ]


def test_right_choices_are_written_and_a_build_of_one_chapter_keeps_the_others(course):
    assert right_predictions(course) == {}
    for chapter, letter in (("tiny", "b"), ("empty", "a")):
        path = course.solutions / chapter / "predictions.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'RIGHT = {{"in_{chapter}": "{letter}"}}\n', encoding="utf-8")
    add_chapter(course, "02-empty", "# Empty\n")
    assert right_predictions(course) == {"in_tiny": "b", "in_empty": "a"}
    (course.solutions / "tiny" / "predictions.py").write_text('RIGHT = {"in_tiny": "c"}\n')
    assert right_predictions(course, CHAPTER) == {"in_tiny": "c", "in_empty": "a"}


def right_predictions(course, *chapters):
    build(course, [*chapters])
    return right_letters(course.hidden_cases)


def test_the_report_counts_what_was_built(course):
    edges = 2
    cases = len(VISIBLE_SIZES) + len(HIDDEN_SIZES) + edges
    (line,) = build(course, [])
    words = f"{CHAPTER} 1 exercises, {cases} cases, 4 known mistakes"
    assert " ".join(line.split()) == words


def test_a_rebuild_gives_the_same_bytes_and_leaves_notebooks_untouched(course):
    build(course, [])
    before, modified = built_files(course), notebook_in(course.release, CHAPTER).stat().st_mtime_ns
    build(course, [])
    assert built_files(course) == before
    assert notebook_in(course.release, CHAPTER).stat().st_mtime_ns == modified


def test_a_build_in_another_process_and_place_gives_the_same_bytes(built, course):
    code = "import sys; from pathlib import Path; from rnn_course.build.pipeline import build; "
    code += "from rnn_course.paths import Course; build(Course(Path(sys.argv[1])), [])"
    subprocess.run([sys.executable, "-c", code, course.root], check=True, timeout=120)
    assert built_files(course) == built_files(built)


def test_cell_ids_are_grade_ids_or_ordinals(built):
    ids = [each.id for each in read(built.source).cells]
    assert ids == ["01-tiny-1", "setup", "scale", "test_scale", "why", "01-tiny-6", "01-tiny-7"]


def test_headers_are_completed(built):
    header = cell(built.source, "test_scale").metadata.nbgrader
    assert header == {
        "schema_version": 3,
        "grade": True,
        "grade_id": "test_scale",
        "locked": True,
        "points": 2,
        "solution": False,
        "task": False,
    }
    locked = {
        each.id: each.metadata.get("nbgrader", {}).get("locked")
        for each in read(built.source).cells
    }
    assert locked["setup"] is True
    assert locked["why"] is False
    assert locked["01-tiny-6"] is None


@pytest.mark.parametrize("folder", ["source", "release"])
def test_notebooks_hold_no_jupytext_key_and_keep_tags(built, folder):
    notebook = read(getattr(built, folder))
    assert set(notebook.metadata) == {"kernelspec", "language_info", "built_from"}
    assert notebook.metadata.kernelspec == {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.cells[-1].metadata.tags == ["remove-input", "demo"]
    nbformat.validate(notebook)


def test_an_exercise_has_its_solution_in_the_source_and_a_stub_in_the_release(built):
    source, release = (cell(folder, "scale").source for folder in (built.source, built.release))
    head, body = source.split("    ### BEGIN SOLUTION\n")
    assert head.endswith('"""\n')
    assert body.startswith("    # the solution starts with this comment\n")
    assert body.endswith("    ### END SOLUTION")
    assert release == head + "    # YOUR CODE HERE\n    raise NotImplementedError()"


def test_a_given_function_stands_whole_and_without_markers(built):
    for folder in (built.source, built.release):
        source = cell(folder, "01-tiny-6").source
        assert "half = x / 2" in source
        assert "SOLUTION" not in source


def test_the_release_has_no_hidden_test_and_no_answer(built):
    assert cell(built.release, "test_scale").source == 'check(scale, "scale")'
    assert cell(built.release, "why").source == "YOUR ANSWER HERE"
    assert "hidden" not in notebook_in(built.release, CHAPTER).read_text(encoding="utf-8").lower()


def test_the_source_says_that_it_is_built_and_is_read_only(built):
    assert "edits here are lost" in cell(built.source, "01-tiny-1").source
    assert cell(built.release, "01-tiny-1").source == "# Tiny"
    assert notebook_in(built.source, CHAPTER).stat().st_mode & 0o222 == 0


def test_a_chapter_that_starts_with_code_says_it_in_a_comment(course):
    edit(course, "course/chapters/01-tiny.md", "# Tiny\n", "")
    build(course, [])
    first = read(course.source).cells[0].source
    assert first.startswith("### BEGIN MARK SCHEME\n# This file is built")
    assert read(course.release).cells[0].source.startswith("import numpy")


def test_case_files_hold_what_a_check_needs(built):
    visible, hidden = (load(folder / "scale.npz") for folder in (built.cases, built.hidden_cases))
    assert visible.outputs == (
        Output("y", "(N, H)", uses=("x", "w")),
        Output("total", "float", uses=("x", "w")),
    )
    assert (visible.chapter, visible.points, visible.tolerance) == (CHAPTER, 2, 1e-9)
    assert visible.parameters == ("x", "w")  # the cases leave the default of `factor` alone
    assert list(visible.mistakes) == [
        "scale.no_factor",
        "scale.mean",
        "scale.in_place",
        "scale.negative",
    ]
    for each, recipes in ((visible, VISIBLE_SIZES), (hidden, HIDDEN_SIZES)):
        *random, edge = each.cases
        assert edge.edge == ("edge.one_input" if each is visible else "edge.one_sequence")
        for case, sizes in zip(random, recipes, strict=True):
            assert case.sizes == {name: sizes[name] for name in case.sizes}
        assert set(each.cases[0].sizes) == {"N", "D", "H"}  # as the docstring has them
    assert not hidden.mistakes


def test_case_files_hold_the_outputs_of_the_reference(built):
    case = load(built.cases / "scale.npz").cases[0]
    x, w = case.arguments
    y = 2.0 * (x @ w)
    assert identical(case.outputs, (y, float(y.sum())))


def test_case_files_hold_sketches_of_what_mistakes_give(built):
    visible, hidden = (load(folder / "scale.npz") for folder in (built.cases, built.hidden_cases))
    case, forms = visible.cases[0], {form.mistakes: form for form in visible.forms}
    x, w = case.arguments
    no_factor, y = list(forms).index(("scale.no_factor",)), 0
    assert np.array_equal(visible.sketches[no_factor, 0, y], sketch(x @ w)[0])
    assert forms["scale.no_factor",].explains == (0, 1)
    assert forms["scale.in_place",].mutated[0] == ("x",)
    assert len(hidden.forms) == 4 <= len(visible.forms)  # pairs are tried on visible cases only


def test_the_table_has_the_sentences_of_known_mistakes(built):
    table, hidden = (
        json.loads(path.read_text("utf-8"))
        for path in (table_beside(built.cases), hidden_table(built.hidden_cases))
    )
    visible = load(built.cases / "scale.npz")
    assert table.keys() == {*visible.mistakes, "edge.one_input"}
    assert all(len(table[name]) == len(visible.mistakes[name]) for name in visible.mistakes)
    assert hidden == {"edge.one_sequence": ["one sequence"]}  # no student reads this


def test_visible_and_hidden_cases_have_other_numbers(built):
    visible, hidden = (load(folder / "scale.npz") for folder in (built.cases, built.hidden_cases))
    numbers = np.concatenate(
        [case.arguments[0].ravel()[:3] for case in (*visible.cases, *hidden.cases)]
    )
    assert len(np.unique(numbers)) == np.size(numbers)


def test_a_tolerance_of_its_own_reaches_the_case_files(course):
    path = course.solutions / "tiny" / "cases.py"
    path.write_text(path.read_text() + '\n\nTOLERANCE = {"scale": 1e-6}\n')
    build(course, [])
    assert load(course.cases / "scale.npz").tolerance == 1e-6


def test_cases_may_use_other_solutions(course):
    edit(
        course,
        "solutions/tiny/cases.py",
        "import Edge\n",
        "import Edge\nfrom solutions.tiny import halve\n",
    )
    edit(
        course,
        "solutions/tiny/cases.py",
        'sample.normal("N", "D"),',
        'halve(sample.normal("N", "D")),',
    )
    build(course, [])
    assert load(course.cases / "scale.npz").cases


def test_a_changed_solution_is_read_anew(course):
    build(course, [])
    edit(course, "solutions/tiny/__init__.py", "factor: float = 2.0", "factor: float = 3.0")
    edit(course, "solutions/tiny/equivalents.py", "factor=2.0", "factor=3.0")
    build(course, [])
    x, w = load(course.cases / "scale.npz").cases[0].arguments
    assert identical(load(course.cases / "scale.npz").cases[0].outputs[0], 3.0 * (x @ w))


def test_a_build_leaves_no_trace_in_the_process(course):
    path, modules, environment = list(sys.path), set(sys.modules), dict(os.environ)
    build(course, [])
    assert sys.path == path
    assert not {name for name in set(sys.modules) - modules if name.startswith("solutions")}
    assert dict(os.environ) == environment
    assert not list(course.solutions.rglob("__pycache__"))


def test_one_chapter_can_be_built_by_number_or_name(course):
    add_chapter(course, "02-words", "# Words\n")
    assert [line.split()[0] for line in build(course, ["02"])] == ["02-words"]
    assert not notebook_in(course.release, CHAPTER).exists()
    assert [line.split()[0] for line in build(course, [CHAPTER])] == [CHAPTER]
    assert notebook_in(course.release, "02-words").exists()


def test_one_chapter_can_be_built_while_another_is_being_written(course):
    add_chapter(course, "02-words", "```{code-cell}\n:nbgrader: {grade: true}\n\n1\n```\n")
    assert build(course, ["01"])


def test_what_belongs_to_no_chapter_any_more_is_removed(course):
    add_chapter(course, "02-words", "# Words\n")
    (course.cases).mkdir(parents=True)
    (course.cases / "old_exercise.npz").touch()
    build(course, [])
    (course.chapters / "02-words.md").unlink()
    build(course, [])
    assert not notebook_in(course.source, "02-words").parent.exists()
    assert not notebook_in(course.release, "02-words").parent.exists()
    assert [path.name for path in course.cases.iterdir()] == ["scale.npz"]


def test_what_lies_beside_a_source_notebook_reaches_no_student(course):
    build(course, [])
    (course.source / CHAPTER / "answers.txt").write_text("42")
    (course.source / CHAPTER / ".ipynb_checkpoints").mkdir()
    build(course, [])
    for folder in (course.source, course.release):
        assert [path.name for path in (folder / CHAPTER).iterdir()] == ["01-tiny.ipynb"]


def test_an_assignment_that_an_instructor_made_stays(course):
    exam = course.source / "exam" / "exam.ipynb"
    exam.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(), exam)
    build(course, [])
    assert exam.exists()


def test_a_build_that_fails_changes_nothing(course):
    build(course, [])
    before = built_files(course)
    edit(course, "course/chapters/01-tiny.md", "# Tiny", "# Smaller\n\n### BEGIN HIDDEN TESTS")
    edit(course, "solutions/tiny/__init__.py", "factor: float = 2.0", "factor: float = 3.0")
    edit(course, "solutions/tiny/equivalents.py", "factor=2.0", "factor=3.0")
    with pytest.raises(AuthoringError, match=r"(?s)01-tiny.*nbgrader generate_assignment"):
        build(course, [])
    assert built_files(course) == before


@pytest.mark.slow
def test_stock_nbgrader_with_its_database_makes_the_same_release(built, tmp_path):
    (tmp_path / "nbgrader_config.py").write_bytes(COURSE.config.read_bytes())
    path = notebook_in(tmp_path / "source", CHAPTER)
    path.parent.mkdir(parents=True)
    path.write_bytes(notebook_in(built.source, CHAPTER).read_bytes())
    (path.parent / "answers.py").write_text("not for students")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", CHAPTER]
    scripts = os.path.dirname(sys.executable)  # noqa: PTH120 (alembic is looked for on PATH)
    environment = os.environ | {"PATH": os.pathsep.join([scripts, os.environ["PATH"]])}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=120)
    assert (tmp_path / "gradebook.db").exists()
    assert [each.name for each in (tmp_path / "release" / CHAPTER).iterdir()] == ["01-tiny.ipynb"]
    stock = notebook_in(tmp_path / "release", CHAPTER).read_bytes()
    assert stock == notebook_in(built.release, CHAPTER).read_bytes()
