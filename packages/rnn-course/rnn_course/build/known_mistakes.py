"""Known mistakes of one exercise: run on its cases, and checked to be worth having."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import getmembers, isfunction
from itertools import combinations
from types import FunctionType

import numpy as np

from rnn_course.bank.mistake import Mistake
from rnn_course.build.claims import check_claims, claims_of
from rnn_course.build.evidence import ENOUGH, bits
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.message_rules import broken_rules
from rnn_course.build.patching import wrong_function
from rnn_course.build.programs import forms_of, merged_patch, run_limited
from rnn_course.build.solutions import load_module, solution_file
from rnn_course.errors import AuthoringError
from rnnkit.checks import sketches as codes
from rnnkit.checks.casefile import Exercise, Form, Result
from rnnkit.checks.comparing import RAISED
from rnnkit.checks.diagnosis import SAME_RESULT_TOLERANCE, Observations
from rnnkit.checks.judging import attempt, observe
from rnnkit.checks.sketches import AS_REFERENCE, UNKNOWN, sketch

AT_LEAST = 4  # fewer do not prove a test, and diagnose next to nothing
N_RANDOM = 2  # cases in which every wrong program must give results


@dataclass(frozen=True)
class _Program:
    """A wrong program: the mistakes in it, and what it did in the visible and hidden cases."""

    mistakes: tuple[str, ...]
    observed: Observations
    sketches: np.ndarray  # (cases, outputs, 3)
    explains: tuple[int, ...]


def add_mistakes(
    visible: Exercise, hidden: Exercise, spec: ExerciseSpec, reference: FunctionType
) -> tuple[Exercise, Exercise]:
    """Add to both sides the sketches of all wrong programs, and to the visible one the claims."""
    mistakes = mistakes_of(spec)
    both = replace(visible, cases=(*visible.cases, *hidden.cases))
    n = len(visible.cases)
    singles = [
        _observe(both, n, each, function, spec)
        for each in mistakes
        for function in _functions(each, spec, reference)
    ]
    _check_distinct([_restricted(each, n) for each in singles], spec)
    _check_claims(mistakes, singles, visible, spec)
    pairs = _pairs(visible, mistakes, [_restricted(each, n) for each in singles], reference)
    claims = {each.id: claims_of(each.message, visible.outputs) for each in mistakes}
    with_claims = replace(visible, mistakes=claims)
    return (
        _with_programs(with_claims, singles, pairs, slice(0, n)),
        _with_programs(hidden, singles, [], slice(n, None)),
    )


def _with_programs(
    exercise: Exercise, singles: Sequence[_Program], pairs: Sequence[_Program], cases: slice
) -> Exercise:
    forms = [
        Form(each.mistakes, each.explains, _mutated(each.observed)[cases]) for each in singles
    ] + [Form(each.mistakes, each.explains) for each in pairs]
    sketches = np.full((len(forms), len(exercise.cases), len(exercise.outputs), 3), UNKNOWN)
    for f, program in enumerate(singles):
        sketches[f] = program.sketches[cases]
    for f, program in enumerate(pairs, start=len(singles)):
        sketches[f] = program.sketches
    sketches[sketches[..., 0] < 0, 1:] = 0.0  # no products where there is no code
    return replace(exercise, forms=tuple(forms), sketches=sketches)


def _mutated(observed: Observations) -> tuple[tuple[str, ...], ...]:
    return tuple(result.mutated if result else () for result in observed.results)


def mistakes_of(spec: ExerciseSpec) -> list[Mistake]:
    """List the known mistakes of an exercise."""
    module = load_module(f"{spec.module}.mistakes", spec.place)
    bank = getattr(module, "MISTAKES", [])
    file = solution_file(spec.module, "mistakes")
    _check_known(bank, spec)
    mistakes = [each for each in bank if each.exercise == spec.name]
    for each in mistakes:
        if broken := broken_rules(each):
            expected = f"a message with {'; '.join(broken)}"
            raise AuthoringError(_place(each.id, spec), expected, repr(each.message), "say it anew")
    if len(mistakes) < AT_LEAST:
        names = ", ".join(each.name for each in mistakes) or "none"
        expected = f"{AT_LEAST} known mistakes of {spec.name} or more"
        got = f"{len(mistakes)} ({names})"
        raise AuthoringError(str(spec.place), expected, got, f"add some to {file}")
    return mistakes


def _check_known(bank: list[Mistake], spec: ExerciseSpec) -> None:
    """Check for misspelt names, which would drop a mistake silently, and for what stands twice."""
    module = load_module(spec.module, spec.place)
    seen = set[str | tuple[str, str]]()
    for each in bank:
        if not hasattr(module, each.exercise):
            expected = f"the name of a function in {solution_file(spec.module)}"
            raise AuthoringError(_place(each.id, spec), expected, each.exercise, "mend the name")
        for what, known in (("name", each.id), ("message", (each.exercise, each.message))):
            if known in seen:
                remedy = f"give one of the two another {what}"
                raise AuthoringError(_place(each.id, spec), f"each {what} once", "it twice", remedy)
            seen.add(known)
    for name, _ in getmembers(load_module(f"{spec.module}.mistakes.forms", spec.place), isfunction):
        exercise, *how = name.split("__")
        if len(how) > 1 and f"{exercise}.{how[0]}" not in seen:
            expected = "exercise__mistake__how, for a known mistake"
            raise AuthoringError(spec.at("forms", name), expected, name, "mend the name")


def _place(mistake: str, spec: ExerciseSpec) -> str:
    """Return where a known mistake stands, by its id."""
    return f"{spec.at('mistakes', *mistake.split('.'))}: known mistake {mistake}"


def _functions(mistake: Mistake, spec: ExerciseSpec, reference: FunctionType) -> list[Callable]:
    """Return the programs in which a mistake is made: the patched reference, then its forms."""
    functions: list[Callable] = list(forms_of(mistake, spec))
    if mistake.patch:
        functions.insert(0, wrong_function(mistake, reference, _place(mistake.id, spec)))
    if not functions:
        expected = "a patch of the reference, or a form"
        remedy = f"write {spec.name}__{mistake.name}__how in {solution_file(spec.module, 'forms')}"
        raise AuthoringError(_place(mistake.id, spec), expected, "none", remedy)
    return functions


def _observe(
    exercise: Exercise, n_visible: int, mistake: Mistake, function: Callable, spec: ExerciseSpec
) -> _Program:
    results, errors = attempt(function, exercise)
    if None in results[:N_RANDOM]:
        place = f"{_place(mistake.id, spec)} ({function.__name__})"
        expected = f"{len(exercise.outputs)} outputs in the random cases"
        what = f"{type(errors[0]).__name__}: {errors[0]}"
        remedy = "drop it: an exception explains itself and needs no diagnosis"
        raise AuthoringError(place, expected, what, remedy) from errors[0]
    return _program(exercise, (mistake.id,), results, n_visible)


def _program(
    exercise: Exercise, mistakes: tuple[str, ...], results: list[Result | None], n_visible: int
) -> _Program:
    observed = observe(exercise, results)
    shape = len(results), len(exercise.outputs)
    sketches, found = np.zeros((*shape, 3)), np.zeros(shape)
    for k, i in np.ndindex(shape):
        result, finding = observed.results[k], observed.findings[i][k]
        if result is None:
            sketches[k, i] = codes.RAISED
        elif finding.is_right:
            sketches[k, i] = AS_REFERENCE
        else:
            sketches[k, i], _ = sketch(result.outputs[i])
            if finding.kind != "not_fresh":
                found[k, i] = bits(result.outputs[i], exercise.cases[k].outputs[i])
    # Students see the visible cases only; where nothing is wrong in these, hidden ones decide.
    visible, hidden = found[:n_visible].sum(axis=0), found[n_visible:].sum(axis=0)
    enough = np.where(visible > 0, visible, hidden) >= ENOUGH
    explains = tuple(int(i) for i in np.flatnonzero(enough))
    return _Program(mistakes, observed, sketches, explains)


def _pairs(
    exercise: Exercise,
    mistakes: Sequence[Mistake],
    singles: Sequence[_Program],
    reference: FunctionType,
) -> list[_Program]:
    """Return the programs with two mistakes that look in some output like neither of the two."""
    alone: Mapping[str, _Program] = {p.mistakes[0]: p for p in reversed(singles)}
    # Of a pair, outputs are known only: not which arguments it changes.
    harmless = [each for each in mistakes if not alone[each.id].observed.mutated]
    pairs = []
    for one, other in combinations(harmless, 2):
        if not set(alone[one.id].explains) & set(alone[other.id].explains):
            continue
        function = merged_patch(one, other, reference)
        results = function and run_limited(function, exercise)
        if results:
            program = _program(exercise, (one.id, other.id), results, len(results))
            new = _new_in(program, [alone[one.id], alone[other.id]])
            if new:
                pairs.append(replace(program, explains=new, sketches=_only(program.sketches, new)))
    return pairs


def _new_in(pair: _Program, alone: Sequence[_Program]) -> tuple[int, ...]:
    """Return the outputs that both mistakes have a part in, so that none alone explains them."""
    return tuple(
        i
        for i in pair.explains
        if all(
            i in each.explains and not _look_alike(pair.sketches[:, i], each.sketches[:, i])
            for each in alone
        )
    )


def _only(sketches: np.ndarray, outputs: tuple[int, ...]) -> np.ndarray:
    kept = np.full_like(sketches, UNKNOWN)
    kept[:, list(outputs)] = sketches[:, list(outputs)]
    return kept


def _look_alike(one: np.ndarray, other: np.ndarray) -> bool:
    if not np.array_equal(one[..., 0], other[..., 0]):
        return False
    scale = np.abs(other[..., 1:]).max(initial=0.0) + 1.0
    difference = np.abs(one[..., 1:] - other[..., 1:]).max(initial=0.0)
    return bool(difference <= SAME_RESULT_TOLERANCE * scale)


def _restricted(program: _Program, n: int) -> _Program:
    """Return what a program did in the first ``n`` cases, those that students see."""
    findings = [each[:n] for each in program.observed.findings]
    observed = Observations(program.observed.results[:n], findings)
    return replace(program, observed=observed, sketches=program.sketches[:n])


def _check_distinct(programs: Sequence[_Program], spec: ExerciseSpec) -> None:
    for program in programs:
        if not program.observed.symptoms:
            expected = "an output that the check finds wrong, or a changed argument"
            remedy = "make the case able to show it, or drop the mistake"
            got = "what the reference gives"
            raise AuthoringError(_place(program.mistakes[0], spec), expected, got, remedy)
        if not program.explains and not any(_mutated(program.observed)):
            expected = f"results that say enough to know them again ({ENOUGH:g} bits)"
            got = "a few plain numbers or words that another program could give"
            remedy = "add a larger case, or drop this form"
            raise AuthoringError(_place(program.mistakes[0], spec), expected, got, remedy)
    for one, other in combinations(programs, 2):
        same = _look_alike(one.sketches, other.sketches)
        if same and _mutated(one.observed) == _mutated(other.observed):
            place = f"{_place(one.mistakes[0], spec)} and {other.mistakes[0]}"
            remedy = "make the cases able to tell them apart, or merge the two"
            raise AuthoringError(place, "different outputs", "the same", remedy)


def _check_claims(
    mistakes: Sequence[Mistake],
    programs: Sequence[_Program],
    exercise: Exercise,
    spec: ExerciseSpec,
) -> None:
    for mistake in mistakes:
        own = [program for program in programs if program.mistakes == (mistake.id,)]
        wrong = {
            i
            for program in own
            for i, findings in enumerate(program.observed.findings)
            if any(not finding.is_right and finding is not RAISED for finding in findings)
        }
        check_claims(mistake, exercise.outputs, wrong, _place(mistake.id, spec))
