"""Honest submissions get from this grader what they get from stock nbgrader."""

import json
import os
import re
import shutil

import pytest
from nbgrader.api import Gradebook

from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.tester.student_client import LEFT_OUT
from rnn_course.build.answers import reference_sources
from tests.support.classroom import Classroom, OneChapter, grade_here, grade_id, read
from tests.support.packed_answers import (
    equivalent_sources,
    mistaken_sources,
    packed_equivalents,
    packed_mistakes,
)
from tests.support.samples import waiting

SHORTEST = "00-start-here"
QUICK = ["blank", "reference", "mistaken-00", "other-00", "system-exit", "own-error"]
# Stock nbgrader takes a minute or two for one chapter's answers. 03 and 07 have forward and
# backward passes, words and gates, and every kind of output; CHAPTERS names others.
CHAPTERS = os.environ.get("CHAPTERS", f"{SHORTEST} 03-rnn-backward 07-lstm").split()
FAULTS = {
    "system-exit": "raise SystemExit",
    "not-a-number": "z = z * np.nan",
    "nothing": "return None",
    "endless-recursion": "return sigmoid(z)",
    "syntax-error": "return 1 +",
    "wrong-shapes": "z = z @ np.ones((5, 5))",
    "own-error": "raise type('TooLarge', (ValueError,), {})(z.shape)",
    "key": "return {}['z']",
    "prints": "print(z)",
}
SIGMOID = "def sigmoid(z):\n    {line}\n    return 1 / (1 + np.exp(-z))"
STREAM = '"output_type": "stream"'
FLOATING = re.compile(r"\x1b\[[0-9;]*m|/tmp/ipykernel_\d+/\d+|\d{6,}\.py|0x[0-9a-f]{6,}")


def students(chapter):
    """Answers by exercise of each student: right, wrong, other, none."""
    right = reference_sources(chapter)
    yield "blank", {}
    yield "reference", right
    for number, made in enumerate(packed_mistakes(chapter)):
        yield f"mistaken-{number:02}", right | mistaken_sources(chapter, made)
    for number, said in enumerate(packed_equivalents(chapter)):
        yield f"other-{number:02}", right | equivalent_sources(said)
    if "sigmoid" in right:
        for fault, line in FAULTS.items():
            yield fault, right | {"sigmoid": SIGMOID.format(line=line)}


def found_in(course: GradingCourse, chapter):
    """All that a grader writes about points, by student and cell."""
    found, directory = {}, course.directory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        for submission in gradebook.find_assignment(chapter).submissions:
            (notebook,) = submission.notebooks
            for grade in notebook.grades:
                points = (grade.auto_score, grade.needs_manual_grade)
                found[submission.student.id, "points of", grade.name] = points
            for comment in notebook.comments:
                found[submission.student.id, "said of", comment.name] = comment.auto_comment
    return found


def shown_in(course: GradingCourse, chapter):
    """All outputs by student and cell; streams that follow each other put together."""
    shown = {}
    for path in sorted((course.root / "autograded").glob(f"*/{chapter}/*.ipynb")):
        for place, cell in enumerate(read(path).cells):
            outputs = [FLOATING.sub("", json.dumps(o)) for o in cell.get("outputs", ())]
            shown[path.parts[-3], place, grade_id(cell)] = cell.source, outputs
    return shown


def without_streams(shown, cells):
    """Outputs but for what is printed in these cells, where hidden tests call functions."""
    return {
        cell: (source, [o for o in outputs if cell not in cells or STREAM not in o])
        for cell, (source, outputs) in shown.items()
    }


@pytest.mark.parametrize(
    ("chapter", "only"),
    [
        pytest.param(SHORTEST, QUICK, id="quick", marks=pytest.mark.slow),
        *(
            pytest.param(c, None, marks=[pytest.mark.slow, *waiting(c[:2] == "03")], id=c)
            for c in CHAPTERS
        ),
    ],
)
def test_points_comments_and_outputs_are_the_same(sandbox, whole_course, tmp_path, chapter, only):
    classroom = Classroom(OneChapter(whole_course.root, chapter=chapter), tmp_path / "stock")
    handed_in = {name: said for name, said in students(chapter) if name in (only or [name])}
    classroom.hand_in_all(chapter, handed_in)

    ours = grade_here(shutil.copytree(classroom.folder, tmp_path / "ours"), chapter)
    classroom.autograde(chapter)
    stock = GradingCourse(classroom.folder)
    points = found_in(stock, chapter)
    assert {student for student, *_ in points} == set(handed_in)
    assert found_in(ours, chapter) == points
    here, there = shown_in(ours, chapter), shown_in(stock, chapter)
    cells = {cell for cell, (_, outputs) in here.items() if any(LEFT_OUT in o for o in outputs)}
    assert without_streams(here, cells) == without_streams(there, cells)
    assert all(name.startswith("test_") for _student, _place, name in cells)
