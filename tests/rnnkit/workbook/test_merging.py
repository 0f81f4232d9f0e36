"""A newer release takes nothing from a student."""

from copy import deepcopy

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import v4

from rnnkit.workbook.merging import merge

TEXTS = ("alpha beta gamma", "delta epsilon zeta", "eta theta iota", "kappa lambda mu", "nu xi pi")


def plain(text, ordinal):
    cell = v4.new_markdown_cell(text)
    cell["id"] = f"01-tiny-{ordinal}"
    return cell


def code(grade_id, text, **header):
    header = {"schema_version": 3, "grade": False, "locked": False, "solution": True} | header
    cell = v4.new_code_cell(text, metadata={"nbgrader": header | {"grade_id": grade_id}})
    cell["id"] = grade_id
    return cell


def notebook(*cells):
    """Cells given as text become plain ones, with their ordinal as id."""
    cells = [plain(c, i) if isinstance(c, str) else c for i, c in enumerate(cells, start=1)]
    return v4.new_notebook(cells=deepcopy(cells))


def own(text):
    return v4.new_code_cell(text)


def texts(result):
    nbformat.validate(result.notebook)
    return [cell.source for cell in result.notebook.cells]


BASE = notebook("intro", code("f", "stub"), "middle", code("g", "stub g"), "end")


def changed(**by_id):
    student = deepcopy(BASE)
    for cell in student.cells:
        if cell.id in by_id:
            cell.source = by_id[cell.id]
            if cell.cell_type == "code":
                cell.outputs = [v4.new_output("stream", text="ran")]
                cell.execution_count = 3
    return student


def test_an_untouched_notebook_becomes_the_release():
    release = notebook("intro", "new", code("f", "better stub"), "middle", code("g", "stub g"))
    result = merge(BASE, BASE, release)
    assert result.notebook.cells == release.cells
    assert (result.updated, result.added, result.removed, result.kept) == (
        ["f"],
        ["01-tiny-2"],
        ["01-tiny-5"],
        [],
    )


def test_what_a_student_wrote_stays_with_its_outputs():
    release = notebook("intro", code("f", "better stub"), "middle", code("g", "other g"), "end")
    result = merge(changed(f="mine"), BASE, release)
    assert texts(result) == ["intro", "mine", "middle", "other g", "end"]
    assert result.notebook.cells[1].outputs[0].text == "ran"
    assert (result.kept, result.updated) == (["f"], ["g"])


def test_work_in_a_cell_that_the_release_did_not_change_is_not_worth_a_word():
    release = notebook("new intro", code("f", "stub"), "middle", code("g", "stub g"), "end")
    result = merge(changed(f="mine"), BASE, release)
    assert texts(result)[1] == "mine"
    assert result.kept == []


def test_outputs_stay_where_the_text_stays_and_go_where_it_is_replaced():
    student = changed(f="stub", g="stub g")
    release = notebook("intro", code("f", "stub"), "middle", code("g", "other g"), "end")
    cells = merge(student, BASE, release).notebook.cells
    assert cells[1].outputs
    assert cells[3].outputs == []
    assert cells[3].execution_count is None


def test_a_students_own_cells_stay_where_they_are():
    student = deepcopy(BASE)
    student.cells[2:2] = [own("print(1)")]
    student.cells.append(own("print(2)"))
    release = notebook("intro", code("f", "better"), "more", "middle", code("g", "stub g"), "end")
    assert texts(merge(student, BASE, release)) == [
        "intro", "better", "more", "print(1)", "middle", "stub g", "end", "print(2)",
    ]  # fmt: skip


def test_ordinals_that_move_confuse_nothing():
    student = changed(**{"01-tiny-3": "middle, with my notes"})
    release = notebook("hello", "intro", code("f", "stub"), "middle", code("g", "stub g"), "end")
    result = merge(student, BASE, release)
    assert texts(result) == ["hello", "intro", "stub", "middle, with my notes", "stub g", "end"]
    assert [cell.id for cell in result.notebook.cells] == [cell.id for cell in release.cells]
    assert result.kept == []


def test_a_cell_that_the_release_rewrote_is_replaced_unless_changed():
    release = notebook("intro!", code("f", "stub"), "middle", code("g", "stub g"), "end")
    assert texts(merge(BASE, BASE, release))[0] == "intro!"
    result = merge(changed(**{"01-tiny-1": "my intro"}), BASE, release)
    assert texts(result)[0] == "my intro"
    assert result.kept == ["01-tiny-1"]


def test_a_plain_cell_rewritten_altogether_is_known_by_its_id():
    release = notebook("words", code("f", "stub"), "middle", code("g", "stub g"), "end")
    result = merge(changed(**{"01-tiny-1": "my intro"}), BASE, release)
    assert texts(result) == ["my intro", "stub", "middle", "stub g", "end"]


def test_work_in_a_cell_that_the_release_dropped_stays_as_a_plain_cell():
    release = notebook("intro", "middle", code("g", "stub g"), "end")
    result = merge(changed(f="mine"), BASE, release)
    assert texts(result) == ["intro", "mine", "middle", "stub g", "end"]
    assert "nbgrader" not in result.notebook.cells[1].metadata
    assert result.kept == ["f"]


def test_an_exercise_that_moved_keeps_its_work_and_comes_once():
    release = notebook("intro", code("g", "stub g"), "middle", code("f", "stub"), "end")
    result = merge(changed(f="mine", g="mine too"), BASE, release)
    assert sorted(texts(result)) == sorted(["intro", "mine", "middle", "mine too", "end"])


def test_the_release_says_how_a_kept_cell_is_graded():
    release = notebook("intro", code("f", "stub", points=7, grade=True), "middle", "end")
    cell = merge(changed(f="mine"), BASE, release).notebook.cells[1]
    assert cell.metadata.nbgrader["points"] == 7


def test_a_deleted_cell_stays_deleted():
    student = deepcopy(BASE)
    del student.cells[2]
    release = notebook("intro", code("f", "stub"), "middle", code("g", "better"), "end")
    assert texts(merge(student, BASE, release)) == ["intro", "stub", "better", "end"]


def test_a_copy_of_an_exercise_cell_is_the_students_own():
    student = changed(f="mine")
    copy = deepcopy(student.cells[1])
    copy["id"], copy["source"] = "a1b2", "second try"
    student.cells.insert(2, copy)
    release = notebook("intro", code("f", "better"), "middle", code("g", "stub g"), "end")
    assert texts(merge(student, BASE, release))[1:3] == ["mine", "second try"]


def test_cells_without_ids_are_found_by_grade_id():
    student = changed(f="mine")
    for i, cell in enumerate(student.cells):
        cell["id"] = f"x{i}"
    release = notebook("intro", code("f", "better"), "middle", code("g", "other g"), "end")
    assert texts(merge(student, BASE, release))[1:4:2] == ["mine", "other g"]


def test_a_merge_leaves_its_inputs_alone():
    student, base = changed(f="mine"), deepcopy(BASE)
    before = deepcopy(student)
    release = notebook("new", code("f", "better"))
    merge(student, base, release)
    assert (student, base, release) == (before, BASE, notebook("new", code("f", "better")))


cells = st.one_of(
    st.sampled_from(TEXTS),
    st.builds(code, st.sampled_from("fgh"), st.sampled_from(["stub one", "stub two"])),
)


@st.composite
def releases(draw):
    drawn, seen = [], set()
    for cell in draw(st.lists(cells, max_size=7)):
        grade_id = None if isinstance(cell, str) else cell.id
        if grade_id is None or grade_id not in seen:
            drawn.append(cell)
            seen.add(grade_id)
    return notebook(*drawn)


@st.composite
def students(draw, base):
    student = deepcopy(base)
    for i, cell in enumerate(student.cells):
        if draw(st.booleans()):
            cell.source = f"WORK {i}"
    for i in range(draw(st.integers(0, 2))):
        student.cells.insert(draw(st.integers(0, len(student.cells))), own(f"OWN {i}"))
    return student


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data(), releases(), releases())
def test_no_merge_loses_work_or_doubles_a_cell(data, base, release):
    student = data.draw(students(base))
    result = merge(student, base, release)
    nbformat.validate(result.notebook)
    written = [c.source for c in student.cells if c.source.startswith(("WORK", "OWN"))]
    merged = [c.source for c in result.notebook.cells]
    assert [text for text in merged if text.startswith(("WORK", "OWN"))] == written
    ids = [c.id for c in result.notebook.cells]
    assert len(ids) == len(set(ids))
    grade_ids = [
        c.metadata.nbgrader.grade_id for c in result.notebook.cells if "nbgrader" in c.metadata
    ]
    assert len(grade_ids) == len(set(grade_ids))
    assert {c.id for c in release.cells} <= set(ids)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(releases(), releases())
def test_without_work_a_merge_gives_the_new_release(base, release):
    assert sorted(texts(merge(base, base, release))) == sorted(c.source for c in release.cells)


@pytest.mark.parametrize("work", [{}, {"f": "mine"}])
def test_the_same_release_changes_nothing(work):
    student = changed(**work)
    result = merge(student, BASE, BASE)
    assert result.notebook == student
    assert [*result.updated, *result.added, *result.removed, *result.kept] == []
