"""Known mistakes of one exercise: run on its cases, and checked to be worth having."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import FunctionType

import numpy as np

from rnn_course.bank.mistake import Mistake
from rnn_course.build.claims import broken_rules, check_claims, claims_of
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.patching import forms_of, merged_patch, run_limited, wrong_function
from rnn_course.build.solutions import functions_in, load_module, solution_file, table_in
from rnn_course.errors import fault
from rnnkit.checks import sketches as codes
from rnnkit.checks.casefile import Exercise, Form, Result, Value
from rnnkit.checks.comparing import RAISED, as_numbers
from rnnkit.checks.diagnosis import SAME_RESULT_TOLERANCE, Observations
from rnnkit.checks.judging import attempt, observe
from rnnkit.checks.sketches import AS_REFERENCE, UNKNOWN, arrays_in, sketch

AT_LEAST = 4  # fewer do not prove a test, and diagnose next to nothing
N_RANDOM = 2  # cases in which every wrong program must give results
ENOUGH = 12.0  # bits: a random answer agrees with one of some twenty programs once in 200 runs
_OF_ANY_NUMBER, _OF_A_WORD = 20.0, 3.0
_DENOMINATORS = np.arange(1, 61)


@dataclass(frozen=True)
class _Program:
    """A wrong program: the mistakes in it, and what it did in the visible and hidden cases."""

    mistakes: tuple[str, ...]
    observed: Observations
    sketches: np.ndarray  # (cases, outputs, 3)
    explains: tuple[int, ...]

    @property
    def mutated(self) -> tuple[tuple[str, ...], ...]:
        return tuple(result.mutated if result else () for result in self.observed.results)

    @property
    def wrong(self) -> set[int]:
        found = enumerate(self.observed.findings)
        return {i for i, each in found if not all(f.is_right or f is RAISED for f in each)}

    def in_first(self, n: int) -> "_Program":
        findings = [each[:n] for each in self.observed.findings]
        observed = Observations(self.observed.results[:n], findings)
        return replace(self, observed=observed, sketches=self.sketches[:n])


def add_mistakes(
    visible: Exercise, hidden: Exercise, spec: ExerciseSpec, reference: FunctionType
) -> tuple[Exercise, Exercise]:
    """Add to both sides the sketches of all wrong programs, and to the visible one the claims."""
    mistakes = mistakes_of(spec)
    both = replace(visible, cases=(*visible.cases, *hidden.cases))
    n = len(visible.cases)
    programs = ((each, f) for each in mistakes for f in _functions(each, spec, reference))
    singles = [_observe(both, n, each, function, spec) for each, function in programs]
    seen = [each.in_first(n) for each in singles]
    _check_distinct(seen, spec)
    for each in mistakes:
        wrong = set[int]().union(*(p.wrong for p in singles if p.mistakes == (each.id,)))
        check_claims(each, visible.outputs, wrong, _place(each.id, spec))
    pairs = _pairs(visible, mistakes, seen, reference)
    claims = {each.id: claims_of(each.message, visible.outputs) for each in mistakes}
    with_claims = replace(visible, mistakes=claims)
    shown = _with_programs(with_claims, singles, pairs, slice(0, n))
    return shown, _with_programs(hidden, singles, [], slice(n, None))


def _with_programs(
    exercise: Exercise, singles: Sequence[_Program], pairs: Sequence[_Program], cases: slice
) -> Exercise:
    forms = [Form(each.mistakes, each.explains, each.mutated[cases]) for each in singles]
    forms += [Form(each.mistakes, each.explains) for each in pairs]
    sketches = np.array([each.sketches[cases] for each in (*singles, *pairs)])
    sketches[sketches[..., 0] < 0, 1:] = 0.0  # no products where there is no code
    return replace(exercise, forms=tuple(forms), sketches=sketches)


def mistakes_of(spec: ExerciseSpec) -> list[Mistake]:
    """List the known mistakes of an exercise."""
    bank: list[Mistake] = table_in(f"{spec.module}.mistakes", spec.place, "MISTAKES", [])
    _check_known(bank, spec)
    mistakes = [each for each in bank if each.exercise == spec.name]
    for each in mistakes:
        if broken := broken_rules(each):
            place, rules = _place(each.id, spec), "; ".join(broken)
            raise fault("message", place, rules=rules, message=each.message)
    if len(mistakes) < AT_LEAST:
        names = ", ".join(each.name for each in mistakes) or "none"
        said = {"name": spec.name, "names": names, "file": solution_file(spec.module, "mistakes")}
        raise fault("few_mistakes", spec.place, least=AT_LEAST, n=len(mistakes), **said)
    return mistakes


def _check_known(bank: list[Mistake], spec: ExerciseSpec) -> None:
    """Check for misspelt names, which would drop a mistake silently, and for what stands twice."""
    module = load_module(spec.module, spec.place)
    seen = set[str | tuple[str, str]]()
    for each in bank:
        if not hasattr(module, each.exercise):
            place, file = _place(each.id, spec), solution_file(spec.module)
            raise fault("mistake_of_nothing", place, name=each.exercise, file=file)
        for what, known in (("name", each.id), ("message", (each.exercise, each.message))):
            if known in seen:
                raise fault("mistake_twice", _place(each.id, spec), what=what)
            seen.add(known)
    for name in functions_in(f"{spec.module}.mistakes.forms", spec.place):
        exercise, *how = name.split("__")
        if len(how) > 1 and f"{exercise}.{how[0]}" not in seen:
            raise fault("form_name", spec.at("forms", name), name=name)


def _place(mistake: str, spec: ExerciseSpec) -> str:
    return f"{spec.at('mistakes', *mistake.split('.'))}: known mistake {mistake}"


def _functions(mistake: Mistake, spec: ExerciseSpec, reference: FunctionType) -> list[Callable]:
    functions: list[Callable] = list(forms_of(mistake, spec))
    if mistake.patch:
        functions.insert(0, wrong_function(mistake, reference, _place(mistake.id, spec)))
    if not functions:
        place, file = _place(mistake.id, spec), solution_file(spec.module, "forms")
        raise fault("no_program", place, name=f"{spec.name}__{mistake.name}", file=file)
    return functions


def _observe(
    exercise: Exercise, n_visible: int, mistake: Mistake, function: Callable, spec: ExerciseSpec
) -> _Program:
    results, errors = attempt(function, exercise)
    if None in results[:N_RANDOM]:
        place, count = f"{_place(mistake.id, spec)} ({function.__name__})", len(exercise.outputs)
        raise fault("mistake_raises", place, count=count, error=errors[0]) from errors[0]
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
    exercise: Exercise, mistakes: list[Mistake], singles: list[_Program], reference: FunctionType
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
        if results := function and run_limited(function, exercise):
            program = _program(exercise, (one.id, other.id), results, len(results))
            if new := _new_in(program, [alone[one.id], alone[other.id]]):
                sketches = np.full_like(program.sketches, UNKNOWN)
                sketches[:, new] = program.sketches[:, new]
                pairs.append(replace(program, explains=tuple(new), sketches=sketches))
    return pairs


def _new_in(pair: _Program, alone: Sequence[_Program]) -> list[int]:
    """Return the outputs that both mistakes have a part in, so that none alone explains them."""

    def has_part(each: _Program, i: int) -> bool:
        return i in each.explains and not _look_alike(pair.sketches[:, i], each.sketches[:, i])

    return [i for i in pair.explains if all(has_part(each, i) for each in alone)]


def _look_alike(one: np.ndarray, other: np.ndarray) -> bool:
    if not np.array_equal(one[..., 0], other[..., 0]):
        return False
    scale = np.abs(other[..., 1:]).max(initial=0.0) + 1.0
    difference = np.abs(one[..., 1:] - other[..., 1:]).max(initial=0.0)
    return bool(difference <= SAME_RESULT_TOLERANCE * scale)


def _check_distinct(programs: Sequence[_Program], spec: ExerciseSpec) -> None:
    for program in programs:
        if not program.observed.symptoms:
            raise fault("no_symptom", _place(program.mistakes[0], spec))
        if not program.explains and not any(program.mutated):
            raise fault("too_few_bits", _place(program.mistakes[0], spec), bits=ENOUGH)
    for one, other in combinations(programs, 2):
        same = _look_alike(one.sketches, other.sketches)
        if same and one.mutated == other.mutated:
            raise fault("look_alike", f"{_place(one.mistakes[0], spec)} and {other.mistakes[0]}")


def bits(got: Value, expected: Value) -> float:
    """Return the evidence in a wrong output: its entries that differ from the right ones."""
    a, b = as_numbers(got), as_numbers(expected)
    if a is None or b is None:
        return _bits_of_words(got, expected)
    if a.shape != b.shape:
        return _OF_A_WORD + (_of_each(a).sum() if a.size != b.size else 0)
    with np.errstate(invalid="ignore"):
        differs = ~((np.abs(a - b) <= 1e-9 * np.abs(b)) | (a == b) | (np.isnan(a) & np.isnan(b)))
    # Which entry it is says something, too.
    return float((_of_each(a[differs]) + np.log2(a.size)).sum())


def _of_each(numbers: np.ndarray) -> np.ndarray:
    """Return the bits of each number: of a fraction p / q, how many have no larger p and q."""
    flat = np.where(np.isfinite(numbers), numbers, 0).ravel()
    multiples = np.outer(flat, _DENOMINATORS)
    is_whole = np.abs(multiples - np.round(multiples)) < 1e-9
    q = _DENOMINATORS[is_whole.argmax(axis=1)]
    of_fraction = np.maximum(1.0, np.log2(q * (np.abs(flat) + 1)))
    return np.where(is_whole.any(axis=1), of_fraction, _OF_ANY_NUMBER)


def _bits_of_words(got: Value, expected: Value) -> float:
    """Return the bits of nested words and arrays, part by part where the parts correspond."""
    if isinstance(got, dict) and isinstance(expected, dict):
        got, expected = sorted(got.items(), key=repr), sorted(expected.items(), key=repr)
    if isinstance(got, tuple | list) and isinstance(expected, tuple | list):
        if len(got) == len(expected):
            return sum(bits(g, e) for g, e in zip(got, expected, strict=True))
        words = [part for part in got if next(arrays_in(part), None) is None]
        new = sum(part not in expected for part in words)
        return _OF_A_WORD * (new + abs(len(got) - len(expected)))
    return 0.0 if type(got) is type(expected) and got == expected else _OF_A_WORD
