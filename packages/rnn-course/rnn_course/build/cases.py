"""Cases of an exercise: inputs, the reference's outputs, and what mistakes give."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FunctionType

from docstring_parser import DocstringStyle
from docstring_parser import parse as parse_docstring

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from rnn_course.build.claims import split_sentences
from rnn_course.build.equivalents import check_equivalents
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.known_mistakes import add_mistakes, mistakes_of
from rnn_course.build.solutions import load_module, solution_file
from rnn_course.errors import AuthoringError, CellPlace
from rnnkit.checks import functions, meanings
from rnnkit.checks.calling import run
from rnnkit.checks.casefile import Case, Exercise, Output, Result
from rnnkit.checks.probing import is_real, unused

TOLERANCE = 1e-9  # correct float64 code is at 3e-15 at worst, the smallest real bug at 1e-2


@dataclass(frozen=True)
class BuiltExercise:
    """One exercise twice, with visible and with hidden cases, and the sentences that go with it.

    ``texts`` are the messages of its known mistakes and the names of its edge cases, by id;
    ``hidden_texts`` those that would tell students of hidden cases.
    """

    visible: Exercise
    hidden: Exercise
    texts: dict[str, list[str]]
    hidden_texts: dict[str, list[str]]


def build_exercise(spec: ExerciseSpec, reference: FunctionType) -> BuiltExercise:
    """Check an exercise against its contract and compute everything that a check needs."""
    outputs = outputs_of(reference, spec)
    plan = _plan(spec)
    visible, hidden = (
        tuple(_case(spec, reference, outputs, draw) for draw in plan if draw.sample.hidden == side)
        for side in (False, True)
    )
    parameters = tuple(inspect.signature(reference).parameters)[: len(visible[0].arguments)]
    exercise = Exercise(
        name=spec.name,
        chapter=spec.place.chapter,
        position=spec.position,
        points=spec.points,
        tolerance=_tolerance(spec),
        parameters=parameters,
        outputs=_with_uses(outputs, reference, visible[0], parameters),
        cases=(),
        meaning=_meaning(spec),
    )
    sides = replace(exercise, cases=visible), replace(exercise, cases=hidden)
    check_equivalents(replace(exercise, cases=(*visible, *hidden)), spec)
    messages = {each.id: split_sentences(each.message) for each in mistakes_of(spec)}
    texts = messages | _edge_names(spec, hidden=False)
    with_mistakes = add_mistakes(*sides, spec, reference)
    return BuiltExercise(*with_mistakes, texts, _edge_names(spec, hidden=True))


def _edge_names(spec: ExerciseSpec, hidden: bool) -> dict[str, list[str]]:
    return {edge.id: [edge.name] for edge in _edges(spec) if edge.hidden == hidden}


def _meaning(spec: ExerciseSpec) -> str:
    """Return the function by which an exercise's outputs are compared, if it names one."""
    module = load_module(f"{spec.module}.cases", spec.place)
    name = getattr(module, "MEANING", {}).get(spec.name, "")
    if name and not callable(getattr(meanings, name, None)):
        remedy = f"write it there, or mend MEANING in {solution_file(spec.module, 'cases')}"
        raise AuthoringError(spec.at("cases"), "a function of rnnkit.checks.meanings", name, remedy)
    return name


@dataclass(frozen=True)
class _Draw:
    """What samples the arguments of one case, and the id of the edge that it is, if any."""

    sample: Sampler
    make: Callable[[Sampler], tuple]
    edge: str = ""


def _plan(spec: ExerciseSpec) -> list[_Draw]:
    """List the cases to make: random ones, then edges."""
    make = _case_function(spec)
    draws = [
        _Draw(Sampler(sizes, f"{spec.name}-{side}-{i}", hidden=side == "hidden"), make)
        for side, recipes in (("visible", VISIBLE_SIZES), ("hidden", HIDDEN_SIZES))
        for i, sizes in enumerate(recipes)
    ]
    for edge in _edges(spec):
        usual = HIDDEN_SIZES[0] if edge.hidden else VISIBLE_SIZES[0]
        sample = Sampler(usual | dict(edge.sizes), f"{spec.name}-{edge.id}", edge.hidden)
        draws.append(_Draw(sample, edge.make or make, edge.id))
    return draws


def edges_of(module: str) -> list[Edge]:
    """Return the declared edge cases of all exercises of a module of ``solutions``."""
    table = getattr(load_module(f"{module}.cases", CellPlace(module, 1)), "EDGES", {})
    return [edge for edges in table.values() for edge in edges]


def _edges(spec: ExerciseSpec) -> list[Edge]:
    """Return the declared edge cases of an exercise, of which one has to be hidden."""
    table = getattr(load_module(f"{spec.module}.cases", spec.place), "EDGES", {})
    edges = table.get(spec.name, [])
    ids = [edge.id for edge in edges]
    remedy = f"declare others in EDGES of {solution_file(spec.module, 'cases')}"
    if not any(edge.hidden for edge in edges):
        got = ", ".join(edge.name for edge in edges) or "none"
        expected = f"edge cases of {spec.name}, one of them hidden"
        raise AuthoringError(spec.at("cases"), expected, got, remedy)
    if len(set(ids)) < len(ids):
        raise AuthoringError(spec.at("cases"), "each edge case once", ", ".join(ids), remedy)
    return edges


def outputs_of(reference: FunctionType, spec: ExerciseSpec) -> tuple[Output, ...]:
    """Read names and shapes of an exercise's outputs from the docstring's Returns section."""
    file = solution_file(spec.module)
    if not inspect.getdoc(reference):
        remedy = f"write it in {file}: it is all that a student sees of the function"
        raise AuthoringError(spec.at(), f"a docstring in {spec.name}", "none", remedy)
    returns = parse_docstring(reference.__doc__ or "", DocstringStyle.NUMPYDOC).many_returns
    outputs = [
        _output(each.return_name, each.type_name, each.description or "")
        for each in returns
        if each.return_name and each.type_name
    ]
    if not returns or len(outputs) < len(returns):
        expected = "a Returns section with lines such as `dh_t : ndarray of shape (N, H)`"
        got = "none" if not returns else "an entry without name or type"
        raise AuthoringError(spec.at(), expected, got, f"write it in {file}")
    return tuple(outputs)


def _with_uses(
    outputs: tuple[Output, ...], reference: FunctionType, case: Case, parameters: tuple[str, ...]
) -> tuple[Output, ...]:
    """Add which arguments change an output of numbers; words and counts may stay by chance."""
    stays = unused(reference, case, parameters, outputs)
    uses = [
        tuple(name for name, same in stays.items() if i not in same) if is_real(value) else ()
        for i, value in enumerate(case.outputs)
    ]
    return tuple(replace(each, uses=names) for each, names in zip(outputs, uses, strict=True))


def _output(name: str, text: str, description: str) -> Output:
    """Read "new ndarray of shape (N, D)"; of "float" or "tuple", the word itself is the shape."""
    listed = re.match(r"``\((\w+(?:, \w+)+)\)``", description) if text == "tuple" else None
    shape = re.search(r"of shape (\([^)]*\))", text)
    words = re.sub(r"\bnew ", "", text)
    return Output(
        name,
        shape[1] if shape else words,
        fresh=words != text,
        truths="truth values" in text,
        single=text.startswith("one ndarray"),
        parts=tuple(listed[1].split(", ")) if listed else (),
    )


def _letters(reference: FunctionType) -> set[str]:
    """Return the letters in the shapes that a docstring names."""
    shapes = re.findall(r"of shape (\([^)]*\))", inspect.getdoc(reference) or "")
    return {letter for shape in shapes for letter in re.findall(r"[A-Z]\b", shape)}


def _case_function(spec: ExerciseSpec) -> Callable[[Sampler], tuple]:
    """Return the function that samples the arguments of a random case."""
    module = load_module(f"{spec.module}.cases", spec.place)
    function = getattr(module, spec.name, None)
    if not callable(function):
        file = solution_file(spec.module, "cases")
        expected = (
            f"visible and hidden cases, from `def {spec.name}(sample: Sampler) -> tuple` in {file}"
        )
        got = f"no {file}" if module is None else f"no {spec.name} in {file}"
        raise AuthoringError(str(spec.place), expected, got, "write it")
    return function


def _tolerance(spec: ExerciseSpec) -> float:
    module = load_module(f"{spec.module}.cases", spec.place)
    return getattr(module, "TOLERANCE", {}).get(spec.name, TOLERANCE)


def _case(
    spec: ExerciseSpec, reference: FunctionType, outputs: tuple[Output, ...], draw: _Draw
) -> Case:
    arguments = _arguments(spec, reference, draw)
    parameters = tuple(inspect.signature(reference).parameters)[: len(arguments)]
    letters = _letters(reference)
    sizes = {letter: size for letter, size in draw.sample.sizes.items() if letter in letters}
    case = Case(sizes, arguments, (), draw.edge)
    place = f"{spec.at()}: {spec.name} at {draw.edge or draw.sample.sizes}"
    try:
        result = run(reference, case, parameters, outputs)
    except Exception as error:
        expected = f"{len(outputs)} outputs, as many as its Returns section names"
        what = f"{type(error).__name__}: {error}"
        remedy = f"mend {solution_file(spec.module)}, its docstring or its cases"
        raise AuthoringError(place, expected, what, remedy) from error
    _check_result(result, outputs, place)
    return replace(case, outputs=result.outputs)


def _check_result(result: Result, outputs: tuple[Output, ...], place: str) -> None:
    if result.mutated:
        names = ", ".join(result.mutated)
        remedy = "let the reference work on copies"
        raise AuthoringError(place, "arguments left as they were", f"{names} changed", remedy)
    (first, *others) = result.outputs
    if not others and isinstance(first, tuple) and "tuple" not in outputs[0].shape:
        got = f"a tuple of {len(first)}"
        remedy = "name every output in the Returns section"
        raise AuthoringError(place, f"one output, {outputs[0].name}", got, remedy)


def _arguments(spec: ExerciseSpec, reference: FunctionType, draw: _Draw) -> tuple:
    place = f"{spec.at('cases')}: case at {draw.edge or draw.sample.sizes}"
    file = solution_file(spec.module, "cases")
    try:
        arguments = draw.make(draw.sample)
        inspect.signature(reference).bind(*arguments)
    except Exception as error:
        expected = f"a tuple of the positional arguments of {spec.name}"
        what = f"{type(error).__name__}: {error}"
        raise AuthoringError(place, expected, what, f"mend {spec.name} in {file}") from error
    for argument in arguments:
        name = getattr(argument, "__name__", "")
        if callable(argument) and getattr(functions, name, None) is not argument:
            expected = "functions of rnnkit.checks.functions: a case file keeps their names only"
            remedy = "add it there, or take another"
            raise AuthoringError(place, expected, name or repr(argument), remedy)
    return tuple(arguments)
