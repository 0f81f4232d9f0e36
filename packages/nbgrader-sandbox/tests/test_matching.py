"""Which submitted cell is taken for which released one, and what becomes of the rest."""

import os
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import compute_checksum

from nbgrader_sandbox.course.assignment import Cell, Role, Template
from nbgrader_sandbox.errors import NoVerdict
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.submission.listing import without_clashes
from nbgrader_sandbox.submission.matching import match
from nbgrader_sandbox.submission.reading import RawCell, fits_checksum, read_cells, read_file


def cell(role, name, source, kind="code"):
    header = {"grade_id": name} if role not in (Role.TEXT, Role.PLAIN) else {}
    return Cell(
        role,
        kind,
        name if header else "",
        f"id-{name}",
        source,
        {"nbgrader": header} if header else {},
    )


TEMPLATE = Template(
    "book",
    (
        cell(Role.TEXT, "title", "# Title", "markdown"),
        cell(Role.GIVEN, "setup", "import numpy as np"),
        cell(Role.SOLUTION, "f", "def f():\n    raise NotImplementedError"),
        cell(Role.TEST, "test_f", "assert f()  # and hidden"),
        cell(Role.WRITTEN, "why", "Why?", "markdown"),
    ),
    {},
)
ANSWER = "def f():\n    return 1"


def raw(source, cell_id="", grade_id="", kind="code"):
    return RawCell(kind, source, cell_id, grade_id)


def sources(*submitted):
    return [placed.source for placed in match(TEMPLATE, submitted).cells]


WHOLE = ["# Title", "import numpy as np", ANSWER, "assert f()  # and hidden", "Because."]


def submitted(named=True, ids=True):
    names = ["", "setup", "f", "test_f", "why"] if named else [""] * 5
    keys = ["title", "setup", "f", "test_f", "why"]
    texts = [*WHOLE[:3], "assert f()", WHOLE[4]]
    kinds = ["markdown", "code", "code", "code", "markdown"]
    rows = zip(texts, keys, names, kinds, strict=True)
    return [raw(text, f"id-{key}" if ids else "", name, kind) for text, key, name, kind in rows]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("ids", [True, False])
def test_answers_are_found_by_name_or_id_or_content(named, ids):
    expected = WHOLE if named or ids else [*WHOLE[:4], "assert f()", WHOLE[4]]
    assert [s for s in expected if s not in sources(*submitted(named, ids))] == []
    roles = [placed.role for placed in match(TEMPLATE, submitted(named, ids)).cells if placed.cell]
    assert roles == [c.role for c in TEMPLATE.cells]


def test_an_unchanged_order_is_kept_and_another_one_is_mended():
    assert sources(*submitted()) == WHOLE
    assert sources(*submitted()[::-1]) == WHOLE


def test_locked_cells_are_the_courses_whatever_was_handed_in():
    changed = [raw("check = None", "id-setup", "setup"), raw("2.0", "id-test_f", "test_f")]
    assert sources(*changed)[0] == "import numpy as np"
    assert "2.0" not in sources(*changed)


def test_missing_named_cells_come_back_and_others_do_not():
    assert sources() == [c.source for c in TEMPLATE.cells[1:]]


def test_an_added_cell_stays_behind_the_one_it_followed():
    handed_in = submitted()
    handed_in.insert(2, raw("helper = 1"))
    handed_in.insert(0, raw("first = 1"))
    assert sources(*handed_in) == ["first = 1", *WHOLE[:2], "helper = 1", *WHOLE[2:]]


def test_of_two_copies_the_one_counts_that_counted_for_the_test():
    old, new = raw("old", grade_id="f"), raw("new", grade_id="f")
    test = raw("", grade_id="test_f")
    assert match(TEMPLATE, [old, new, test]).cells[2].source == "new"
    placed = [c for c in match(TEMPLATE, [new, test, old]).cells if c.role is Role.SOLUTION]
    assert [c.source for c in placed] == ["new"]


def test_a_retyped_answer_is_code_again_and_said():
    matched = match(TEMPLATE, [raw(ANSWER, "id-f", "f", "markdown")])
    assert (ANSWER, "code") in [(placed.source, placed.kind) for placed in matched.cells]
    assert Note("cell_retyped", {"cell": "f", "was": "markdown", "now": "code"}) in matched.notes


def test_an_added_cell_named_like_a_graded_one_earns_nothing():
    matched = match(TEMPLATE, [raw("5", "id-x", "unknown")])
    assert [placed.cell for placed in matched.cells if placed.source == "5"] == [None]


def test_a_changed_test_is_noted_and_counts_as_released():
    released = Cell(
        Role.TEST, "code", "t", "t", "assert f()  # hidden", {"nbgrader": {}}, 1.0, "assert f()"
    )
    template = Template("book", (released,), {})
    assert match(template, [raw("assert f()\n", grade_id="t")]).notes == ()
    matched = match(template, [raw("pass", grade_id="t")])
    assert matched.notes == (Note("cell_changed", {"cell": "t"}),)
    assert matched.cells[0].source == "assert f()  # hidden"


def test_a_cell_of_an_older_release_is_told_from_a_changed_one():
    """By the checksum that nbgrader itself put into it."""
    header = {"grade_id": "t", "grade": True, "solution": False, "locked": True, "points": 2}
    older = new_code_cell("assert f() == 1", metadata={"nbgrader": header})
    older.metadata.nbgrader = header | {"checksum": compute_checksum(older)}
    changed = new_code_cell("pass", metadata=older.metadata)
    released = Cell(Role.TEST, "code", "t", "t", "assert f()", {"nbgrader": {}}, 1.0, "assert f()")
    for submitted, kind in ((older, "cell_older"), (changed, "cell_changed")):
        cells, _ = read_cells(nbformat.writes(new_notebook(cells=[submitted])).encode())
        matched = match(Template("book", (released,), {}), cells)
        assert matched.notes == (Note(kind, {"cell": "t"}),)
        assert matched.cells[0].source == "assert f()"


@pytest.mark.parametrize("metadata", [None, [], {"nbgrader": {"checksum": "", "grade_id": "t"}}])
def test_a_cell_without_a_checksum_of_its_own_is_a_changed_one(metadata):
    assert not fits_checksum(metadata, "code", "assert f()")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_ends_of_lines_are_no_change(end):
    made = new_notebook(cells=[new_code_cell(each.source) for each in TEMPLATE.cells])
    for each, released in zip(made.cells, TEMPLATE.cells, strict=True):
        each.cell_type, each.source = released.kind, each.source.replace("\n", end)
        each.metadata["nbgrader"] = {"grade_id": released.grade_id}
    cells, _ = read_cells(nbformat.writes(made).replace("\n", "\r\n").encode())
    matched = match(TEMPLATE, cells)
    assert matched.notes == ()
    assert [each.source for each in matched.cells] == [each.source for each in TEMPLATE.cells]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/")])
def test_what_is_no_file_is_refused_and_closed(tmp_path, make):
    make(tmp_path / "x")
    before = len([*Path("/proc/self/fd").iterdir()])
    with pytest.raises(NoVerdict):
        read_file(tmp_path / "x", 100)
    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_files_that_cannot_stand_beside_the_courses_are_left_out():
    courses = ["data/a.csv", "toy.ipynb", "b"]
    names = ["data", "data/a.csv", "data/b.csv", "toy.ipynb/x", "b/c/d", "e", "e/f", "g/h", "g"]
    assert [*without_clashes(names, courses)] == ["data/a.csv", "data/b.csv", "e", "g/h"]


def test_what_another_edition_released_is_as_released_here_but_its_given_cell_stays():
    other = dict(
        zip(range(5), ["# Titel", "import numpy", "def f(): ...", "", "Warum?"], strict=True)
    )
    cells = [
        replace(each, released=each.source, elsewhere=frozenset({other[k]}))
        for k, each in enumerate(TEMPLATE.cells)
    ]
    template = replace(TEMPLATE, cells=tuple(cells))
    names = ["", "setup", "f", "test_f", "why"]
    ids = [each.cell_id for each in TEMPLATE.cells]
    handed_in = [raw(other[k] + "\n", ids[k], names[k], TEMPLATE.cells[k].kind) for k in range(5)]
    matched = match(template, handed_in)
    first, _, *rest = (each.source for each in TEMPLATE.cells)
    assert [each.source for each in matched.cells] == [first, other[1] + "\n", *rest]
    assert matched.cells[1].is_of_the_course
    assert matched.notes == ()
    answered = [*handed_in[:2], raw(ANSWER, ids[2], "f"), *handed_in[3:]]
    assert match(template, answered).cells[2].source == ANSWER
