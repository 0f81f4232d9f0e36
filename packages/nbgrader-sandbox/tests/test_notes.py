"""Notes: a kind and values, in a sentence and in a notebook's metadata."""

import ast
import json
from pathlib import Path
from string import Formatter

import nbformat
import pytest

import nbgrader_sandbox
from grader_support import toy
from nbgrader_sandbox.notes import NOTE_SENTENCES, ODDITIES, REASONS, Note
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

SOURCES = Path(nbgrader_sandbox.__file__).parent.rglob("*.py")


def kinds_in(tree):
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Note"), args=[ast.Constant(value=str(kind)), *_]):
                yield kind


def test_every_sentence_is_used_and_every_note_has_one():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    assert {kind for tree in trees for kind in kinds_in(tree)} == NOTE_SENTENCES.keys()
    assert not ODDITIES.keys() & REASONS.keys()


@pytest.mark.parametrize("kind", NOTE_SENTENCES)
def test_a_note_comes_back_from_a_notebooks_metadata(kind):
    names = [name for _, name, _, _ in Formatter().parse(NOTE_SENTENCES[kind]) if name]
    note = Note(kind, {name: f"<{name}>" for name in names}).at("here")
    assert Note.from_json(json.loads(json.dumps(note.to_json()))) == note
    assert note.to_text().startswith("here: ")
    assert all(f"<{name}>" in note.to_text() for name in names)


def test_metadata_of_an_autograded_notebook_hold_notes_and_reasons(course, one_worker):
    renamed = toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (renamed / "toy.ipynb").rename(renamed / "mine.ipynb")
    (toy.hand_in(course, "bai", toy.filled_in(course, {})) / "toy.ipynb").write_text("")
    summary = grade_course(course, GradingOptions(jobs=1), one_worker)
    note = Note("file_renamed", {"file": "mine.ipynb", "notebook": "toy"})
    assert summary.notes == [("ada", "toy", note)]
    assert summary.problems == [("bai", "toy", Note("empty").at("toy"))]
    paths = (course.root / "autograded" / name / "toy" / "toy.ipynb" for name in ("ada", "bai"))
    ada, bai = (nbformat.read(path, as_version=4).metadata["autograder"] for path in paths)
    assert ada == {"notes": [note.to_json()], "sandbox": True, "together": []}
    assert bai == {"notes": [], "no_verdict": Note("empty").to_json()}


@pytest.mark.parametrize("are_equal", [True, False])
def test_of_renamed_notebooks_one_is_taken_only_if_they_are_equal(course, one_worker, are_equal):
    whole = toy.filled_in(course, {})
    folder = toy.hand_in(course, "ada", whole)
    (folder / "toy.ipynb").rename(folder / "toy(1).ipynb")
    other = whole if are_equal else toy.filled_in(course, {"square": "def square(x): ..."})
    nbformat.write(other, folder / "toy(2).ipynb")
    summary = grade_course(course, GradingOptions(jobs=1), one_worker)
    reason = Note("several_notebooks", {"files": "toy(1).ipynb, toy(2).ipynb"}).at("toy")
    assert summary.problems == ([] if are_equal else [("ada", "toy", reason)])
