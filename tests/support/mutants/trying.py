"""Try a mutant as a check would, without asking which mistake it is; then on many more cases."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import cycle, islice, takewhile
from types import FunctionType, ModuleType
from unittest import mock

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from rnn_course.build.patching import SECONDS
from rnn_course.time_limit import OutOfTime, time_limit
from rnnkit.checks.calling import run
from rnnkit.checks.casefile import Case, Exercise
from rnnkit.checks.judging import attempt, observe

DRAWING = 40.0  # seconds: a case that has to show much is found in a fifth of one


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: killed by "visible" or "hidden" cases, or it "differs" or not.

    ``case`` says where one differs that no case of the check has found.
    """

    kind: str
    case: str = ""


@dataclass(frozen=True)
class Trial:
    """What the mutants of one exercise are tried on."""

    exercise: Exercise
    hidden_cases: tuple[Case, ...]
    reference: FunctionType
    cases: ModuleType
    further: int

    def outcome(self, mutant: Callable) -> Outcome:
        """Try a mutant until a case finds it."""
        with mock.patch.multiple(np, empty=_filled(np.empty), empty_like=_filled(np.empty_like)):
            if _find(mutant, self.exercise, self.exercise.cases):
                return Outcome("visible")
            if _find(mutant, self.exercise, self.hidden_cases):
                return Outcome("hidden")
            found = _find(mutant, self.exercise, self.further_cases)
            return Outcome("differs", found.edge or str(found.sizes)) if found else Outcome("same")

    @cached_property
    def further_cases(self) -> list[Case]:
        """Random cases by all recipes of sizes and all edges in turn.

        They are fewer than wanted where it takes long to come upon one.
        """
        draws = islice(_draws(self.exercise.name, self.cases), self.further)
        end = time.process_time() + DRAWING
        in_time = takewhile(lambda _: time.process_time() < end, draws)
        return [case for edge, sample in in_time if (case := self._case(edge, sample))]

    def _case(self, edge: Edge, sample: Sampler) -> Case | None:
        """Return a case, unless the numbers are such that the reference itself has no answer."""
        make = edge.make or getattr(self.cases, self.exercise.name)
        case = Case(sample.sizes, tuple(make(sample)), (), edge.name)
        try:
            found = run(self.reference, case, self.exercise.parameters, self.exercise.outputs)
        except ArithmeticError:  # as precision has none where nothing is found
            return None
        return replace(case, outputs=found.outputs)


def _filled(empty: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Return ``np.empty`` with what no answer is: new memory may hold an earlier right result."""

    def filled(*arguments: object, **options: object) -> np.ndarray:
        array = empty(*arguments, **options)
        if array.dtype.kind in "fi":
            array.fill(np.nan if array.dtype.kind == "f" else np.iinfo(array.dtype).max)
        return array

    return filled


def _draws(exercise: str, cases: ModuleType) -> Iterator[tuple[Edge, Sampler]]:
    recipes = [
        Edge("", sizes, hidden=hidden)
        for hidden, side in ((False, VISIBLE_SIZES), (True, HIDDEN_SIZES))
        for sizes in side
    ]
    edges = getattr(cases, "EDGES", {}).get(exercise, [])
    for k, edge in enumerate(cycle([*recipes, *edges])):
        usual = HIDDEN_SIZES[0] if edge.hidden else VISIBLE_SIZES[0]
        yield edge, Sampler(usual | dict(edge.sizes), f"{exercise}-further-{k}", edge.hidden)


def _find(mutant: Callable, exercise: Exercise, cases: Sequence[Case]) -> Case | None:
    """Return the first case in which a mutant would lose points."""
    return next((case for case in cases if not _is_right(mutant, exercise, case)), None)


def _is_right(mutant: Callable, exercise: Exercise, case: Case) -> bool:
    alone = replace(exercise, cases=(case,))
    try:
        with time_limit(SECONDS):
            results, _ = attempt(mutant, alone)
            observed = observe(alone, results)
    except OutOfTime:
        return False
    return not (observed.wrong or observed.mutated)
