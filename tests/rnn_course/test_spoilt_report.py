"""Whatever one autograded notebook holds, the class report is made and says nothing of it."""

import json
import shutil
from copy import deepcopy
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_output
from nbgrader.coursedir import CourseDirectory

from rnn_course.build.answers import mistakes
from rnn_course.nbgrader import VERDICT
from rnn_course.report.gathering import gather
from rnn_course.report.page import write_report
from rnn_course.report.sentences import SENTENCES
from rnn_course.verdicts import FoundVerdict, last_verdict

CHAPTER = "00-start-here"
KNOWN = mistakes(CHAPTER)[0]
EVIL = "Professor X is a fool <img src=x onerror=alert(1)>"
DEEP = json.loads("[" * 300 + "]" * 300)
VERDICTS = [
    *("surprise", 7, None, [], {}, DEEP, {"exercise": []}, {"exercise": {}, "mistakes": {}}),
    *({"mistakes": each} for each in (EVIL, [EVIL], 7, {EVIL: EVIL}, {KNOWN.id: [EVIL]}, DEEP)),
    *({"mistakes": {KNOWN.id: text}} for text in (EVIL, f"{KNOWN.message} {EVIL}", 5, None)),
    {"mistakes": {f"{KNOWN.exercise}.EVIL": EVIL, "no_dot": KNOWN.message, "": ""}},
    *({"problem": each} for each in (7, EVIL, [7], {"a": EVIL}, DEEP)),
]
ABOUT = [
    *(7, EVIL, [EVIL], {"notes": 7}, {"notes": [EVIL]}, {"notes": {"kind": EVIL}}, {"notes": DEEP}),
    *(
        {"notes": [{"kind": k, "values": v}]}
        for k, v in [("cell_missing", {}), (EVIL, {}), ([], 7)]
    ),
    *({"no_verdict": each} for each in (EVIL, 7, {"kind": "empty"}, [])),
]


def as_shown(verdict):
    about = {"exercise": KNOWN.exercise} | verdict if isinstance(verdict, dict) else verdict
    return new_output("display_data", {VERDICT: about, "text/plain": "x"})


@pytest.fixture(scope="module")
def spoil(classroom, tmp_path_factory):
    """Report on two students, after something was done to the notebook of one."""
    right = classroom.filled_in(CHAPTER, {})
    for student in ("spoilt", "other"):
        classroom.grade(student, CHAPTER, right)
    root = tmp_path_factory.mktemp("spoilt")

    course = shutil.copytree(classroom.folder, root / "course")
    config = classroom._config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.db_url = f"sqlite:///{course}/gradebook.db"
    path = course / "autograded" / "spoilt" / CHAPTER / f"{CHAPTER}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    path.unlink()  # it is read-only

    def write(change):
        change(path, deepcopy(notebook))
        report = write_report(CourseDirectory(config=config), [CHAPTER], root / "report")
        page = report["report.html"].read_text(encoding="utf-8")
        assert "Professor X" not in page
        assert "Professor X" not in report["mistakes.csv"].read_text(encoding="utf-8")
        return page

    def read(change):
        change(path, deepcopy(notebook))
        with classroom.gradebook() as gradebook:
            return gather(CourseDirectory(config=config), gradebook, CHAPTER)

    return SimpleNamespace(write=write, read=read)


def test_forged_verdicts_stop_no_report_and_show_no_sentence(spoil):
    def forge(path, notebook):
        tests = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
        for cell in tests:
            cell.outputs = [as_shown(verdict) for verdict in VERDICTS]
        nbformat.write(notebook, path)

    spoil.write(forge)


def test_forged_predictions_stop_no_report_and_show_no_word(spoil):
    def forge(path, notebook):
        calls = (
            f'predict("sigmoid_values", a="{EVIL}", b="{EVIL}", c="x", mine="b")',
            f'predict("sigmoid_values", mine="{EVIL}")',
            f'predict("{EVIL}", a="1", b="2", mine="b")',
            'predict("ten_sigmoids", mine=f"{open(1)}")',
            f'predict("ten_sigmoids", mine="{"b" * 1_000_000}")',
            f'predict("ten_sigmoids", mine={"(" * 500}"b"{")" * 500})',
        )
        notebook.cells += [nbformat.v4.new_code_cell(call) for call in calls]
        nbformat.write(notebook, path)

    made = spoil.read(forge).letters
    assert {"sigmoid_values": "b"} in made
    assert {letter for each in made for letter in each.values()} <= set("abcd")
    assert "the ends are 0 and 1" in spoil.write(forge)


@pytest.mark.parametrize("about", ABOUT, ids=str)
def test_forged_notes_stop_no_report(spoil, about):
    def forge(path, notebook):
        notebook.metadata["autograder"] = about
        nbformat.write(notebook, path)

    assert {each.student for each in spoil.read(forge).attempts} >= {"other"}


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe\xff", b"[" * 100_000, b'{"cells": 5}'])
def test_no_notebook_stops_no_report(spoil, content):
    work = spoil.read(lambda path, _: path.write_bytes(content))
    assert work.without_grades["spoilt"] == SENTENCES["no_notebook"]


@pytest.mark.parametrize("verdict", VERDICTS, ids=str)
def test_verdict_counts_as_far_as_the_course_has_it(verdict):
    cell = nbformat.v4.new_code_cell(f'check(f, "{KNOWN.exercise}")', outputs=[as_shown(verdict)])
    assert last_verdict(cell).mistakes in ({}, {KNOWN.id: KNOWN.message})


def test_known_mistake_is_believed():
    cell = nbformat.v4.new_code_cell(f'check(f, "{KNOWN.exercise}")')
    cell.outputs = [as_shown({"mistakes": {KNOWN.id: KNOWN.message}})]
    assert last_verdict(cell) == FoundVerdict({KNOWN.id: KNOWN.message})


def test_deep_sum_beside_an_answer_costs_its_example_only(spoil):
    def add(path, notebook):
        for cell in notebook.cells:
            header = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and header.get("solution"):
                cell.source += "\n_total = " + " + ".join(map(str, range(900)))
            elif header.get("grade") and cell.cell_type == "code":
                cell.outputs = [as_shown({"mistakes": {KNOWN.id: KNOWN.message}})]
        nbformat.write(notebook, path)

    assert KNOWN.name in spoil.write(add)
