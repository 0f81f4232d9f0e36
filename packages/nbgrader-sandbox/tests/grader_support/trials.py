"""The corpus: submissions with a fault or a bad intention, each between honest neighbours."""

import runpy
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat

from grader_support.toy import ASSIGNMENT, FULL, filled_in, hand_in
from nbgrader_sandbox.course.directory import GradingCourse

CORPUS = Path(__file__).parents[1] / "corpus"
HONEST = FULL | {"why": 0.0}  # nobody here writes an answer for a person to grade
SET_ASIDE = dict.fromkeys(HONEST)


@dataclass(frozen=True)
class Trial:
    """One submission of the corpus.

    Parameters
    ----------
    name : str
        Of its file.
    kind : str
        Of its folder: unusual (all that is in it deserves its points), faulty or hostile.
    what : str
        What it does.
    expected : dict of str to float or None
        Points by cell; None where there is nothing to give points for.
    """

    name: str
    kind: str
    what: str
    expected: dict[str, float | None]
    answers: dict[str, str]
    tamper: Callable | None
    write: Callable | None

    def hand_in(self, course: GradingCourse, student: str) -> None:
        notebook = filled_in(course, self.answers)
        if self.tamper is not None:
            self.tamper(notebook)
        folder = hand_in(course, student, notebook)
        if self.write is not None:
            (folder / f"{ASSIGNMENT}.ipynb").unlink()
            released = course.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
            self.write(folder, released, deepcopy(notebook))


def load_trials() -> list[Trial]:
    paths = sorted(CORPUS.glob("*/*.py"), key=lambda path: path.name)
    return [_load(path) for path in paths]


def _load(path: Path) -> Trial:
    module = runpy.run_path(str(path))
    points = module["POINTS"]
    expected = SET_ASIDE if points is None else HONEST | points
    answers = module.get("ANSWERS", {})
    what = module["__doc__"].strip()
    about = path.stem, path.parent.name, what
    return Trial(*about, expected, answers, module.get("tamper"), module.get("write"))


def hand_in_all(course: GradingCourse, trials: list[Trial]) -> dict[str, Trial | None]:
    """Hand in every trial with a neighbour before and after; students come in this order."""
    honest = filled_in(course, {})
    hand_in(course, "a_neighbour", honest)
    students: dict[str, Trial | None] = {"a_neighbour": None}
    for number, trial in enumerate(trials):
        student = f"t{number:03}-{trial.name}"
        trial.hand_in(course, student)
        hand_in(course, f"t{number:03}-~", honest)
        students |= {student: trial, f"t{number:03}-~": None}
    return students


def read(course: GradingCourse, student: str) -> list[nbformat.NotebookNode]:
    """The cells of an autograded notebook; none if nothing was handed in."""
    path = course.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    if not path.exists():
        return []
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook.cells
