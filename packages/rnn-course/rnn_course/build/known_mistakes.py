"""Known mistakes of one exercise: run on its cases, and checked to be worth having."""

from dataclasses import replace
from itertools import combinations
from types import FunctionType

from rnn_course.bank.mistake import Mistake
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.patching import wrong_function
from rnn_course.build.solutions import load_module, solution_file
from rnn_course.errors import AuthoringError
from rnnkit.checks.calling import run
from rnnkit.checks.casefile import Case, Exercise, Result
from rnnkit.checks.comparing import compare
from rnnkit.checks.diagnosis import SAME_RESULT_TOLERANCE

AT_LEAST = 3  # fewer do not prove a test, and diagnose next to nothing


def add_mistakes(exercise: Exercise, spec: ExerciseSpec, reference: FunctionType) -> Exercise:
    """Add to each case what every known mistake gives, and to the exercise the messages.

    Raises
    ------
    AuthoringError
        If there are fewer than three, one raises, one cannot be told from the reference
        or from another.
    """
    mistakes = _mistakes_of(spec)
    results = {each.id: _results(each, exercise, spec, reference) for each in mistakes}
    cases = tuple(
        replace(case, mistakes={name: each[i] for name, each in results.items()})
        for i, case in enumerate(exercise.cases)
    )
    messages = {each.id: each.message for each in mistakes}
    complete = replace(exercise, cases=cases, messages=messages)
    _check_distinct(complete, spec)
    return complete


def _mistakes_of(spec: ExerciseSpec) -> list[Mistake]:
    module = load_module(f"{spec.module}.mistakes", spec.place)
    bank = getattr(module, "MISTAKES", [])
    file = solution_file(spec.module, "mistakes")
    _check_known(bank, spec, file)
    mistakes = [each for each in bank if each.exercise == spec.name]
    if len(mistakes) < AT_LEAST:
        names = ", ".join(each.name for each in mistakes) or "none"
        expected = f"{AT_LEAST} known mistakes of {spec.name} or more"
        got = f"{len(mistakes)} ({names})"
        raise AuthoringError(str(spec.place), expected, got, f"add some to {file}")
    return mistakes


def _check_known(bank: list[Mistake], spec: ExerciseSpec, file: str) -> None:
    """Check for misspelt exercises and names used twice, which would drop a mistake silently."""
    module = load_module(spec.module, spec.place)
    seen = set()
    for each in bank:
        if not hasattr(module, each.exercise):
            expected = f"the name of a function in {solution_file(spec.module)}"
            place = f"{spec.place}, known mistake {each.id}"
            remedy = f"mend the name in {file}"
            raise AuthoringError(place, expected, each.exercise, remedy)
        if each.id in seen:
            place = f"{spec.place}, known mistake {each.id}"
            remedy = f"rename one of the two in {file}"
            raise AuthoringError(place, "each name once", "it twice", remedy)
        seen.add(each.id)


def _results(
    mistake: Mistake, exercise: Exercise, spec: ExerciseSpec, reference: FunctionType
) -> list[Result]:
    function = wrong_function(mistake, reference, str(spec.place))
    try:
        return [
            run(function, case, exercise.parameters, len(exercise.outputs))
            for case in exercise.cases
        ]
    except Exception as error:
        place = f"{spec.place}, known mistake {mistake.id}"
        expected = f"{len(exercise.outputs)} outputs in every visible case"
        what = f"{type(error).__name__}: {error}"
        remedy = "drop it: an exception explains itself and needs no diagnosis"
        raise AuthoringError(place, expected, what, remedy) from error


def _check_distinct(exercise: Exercise, spec: ExerciseSpec) -> None:
    for name in exercise.messages:
        if all(_is_right(exercise, case, case.mistakes[name]) for case in exercise.cases):
            place = f"{spec.place}, known mistake {name}"
            expected = "an output that the check finds wrong, or a changed argument"
            remedy = "make the case able to show it, or drop the mistake"
            raise AuthoringError(place, expected, "what the reference gives", remedy)
    for one, other in combinations(exercise.messages, 2):
        if all(_look_alike(exercise, case, one, other) for case in exercise.cases):
            place = f"{spec.place}, known mistakes {one} and {other}"
            remedy = "make the cases able to tell them apart, or merge the two"
            raise AuthoringError(place, "different outputs", "the same", remedy)


def _is_right(exercise: Exercise, case: Case, result: Result) -> bool:
    return not result.mutated and _same(exercise, result, case.outputs, exercise.tolerance)


def _look_alike(exercise: Exercise, case: Case, one: str, other: str) -> bool:
    """Return whether a diagnosis could not choose between two mistakes."""
    a, b = case.mistakes[one], case.mistakes[other]
    return a.mutated == b.mutated and _same(exercise, a, b.outputs, SAME_RESULT_TOLERANCE)


def _same(exercise: Exercise, result: Result, outputs: tuple, tolerance: float) -> bool:
    """Compare as the check does: what it cannot see is no mistake."""
    triples = zip(result.outputs, outputs, exercise.outputs, strict=True)
    return all(
        compare(got, expected, output, tolerance).is_right for got, expected, output in triples
    )
