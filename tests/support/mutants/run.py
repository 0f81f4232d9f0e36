"""Make the mutants of a chapter's right answers, and see what becomes of each."""

import inspect
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FunctionType

from rnn_course.build import answers
from rnn_course.build.solutions import solutions_in_reach
from rnn_course.paths import Course
from rnnkit.checks.casefile import load
from tests.support.mutants.making import Mutant, function_of, mutants_of
from tests.support.mutants.trying import Outcome, Trial
from tests.support.mutants.workers import run_all

FURTHER = 2000  # cases on which each mutant is tried that the check's own cases let pass
LOST = Outcome("visible")  # what takes its process with it fails in any notebook
PATIENCE = 600.0  # seconds: long enough for all further cases on a busy machine


@dataclass(frozen=True)
class Tried:
    """A mutant, the file that its original stands in, and what became of it."""

    mutant: Mutant
    file: Path
    outcome: Outcome


def try_mutants(
    course: Course, chapter: str, processes: int, step: int = 1, further: int = FURTHER
) -> list[Tried]:
    """Try every mutant of a chapter's right answers, or with ``step`` each n-th one."""
    with solutions_in_reach(course):
        references = answers.references(chapter)
        trials = {name: _trial(course, each, further) for name, each in references.items()}
        answer_of = references | answers.equivalents(chapter)
        jobs: dict[str, list[Mutant]] = {}
        for name, answer in answer_of.items():
            jobs.setdefault(answers.exercise_of(name), []).extend(mutants_of(answer))

        def work(mutant: Mutant) -> Outcome:
            function = function_of(mutant, answer_of[mutant.program])
            return trials[answers.exercise_of(mutant.program)].outcome(function)

        longest_first = sorted((job[::step] for job in jobs.values()), key=len, reverse=True)
        return [
            Tried(mutant, Path(inspect.getfile(answer_of[mutant.program])), outcome)
            for mutant, outcome in run_all(longest_first, work, LOST, processes, PATIENCE)
        ]


def _trial(course: Course, reference: FunctionType, further: int) -> Trial:
    file = f"{reference.__name__}.npz"
    visible, hidden = load(course.cases / file), load(course.hidden_cases / file)
    cases = import_module(f"{reference.__module__}.cases")
    return Trial(visible, hidden.cases, reference, cases, further)
