"""Cases of an exercise: inputs, the reference's outputs, and what mistakes give."""

import inspect
import io
import re
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from types import FunctionType

from docstring_parser import DocstringStyle
from docstring_parser import parse as parse_docstring

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from rnn_course.build.claims import Outputs, split_sentences
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.known_mistakes import add_mistakes, mistakes_of
from rnn_course.build.solutions import functions_in, load_module, solution_file, table_in
from rnn_course.errors import CellPlace, fault
from rnnkit.checks import functions, meanings
from rnnkit.checks.calling import run
from rnnkit.checks.casefile import Case, Exercise, Output
from rnnkit.checks.judging import attempt, observe
from rnnkit.checks.probing import is_real, unused

TOLERANCE = 1e-9  # correct float64 code is at 3e-15 at worst, the smallest real bug at 1e-2
AT_LEAST = 2  # fewer show hardly more than the reference does


@dataclass(frozen=True)
class BuiltExercise:
    """One exercise twice, with visible and with hidden cases, and the sentences that go with it."""

    visible: Exercise
    hidden: Exercise
    texts: dict[str, list[str]]  # by id: messages of its mistakes, names of its edge cases
    hidden_texts: dict[str, list[str]]  # those that would tell students of hidden cases


def build_exercise(spec: ExerciseSpec, reference: FunctionType) -> BuiltExercise:
    """Check an exercise against its contract and compute everything that a check needs."""
    outputs = outputs_of(reference, spec)
    made = [(draw.sample.hidden, _case(spec, reference, outputs, draw)) for draw in _plan(spec)]
    visible, hidden = (tuple(case for is_hidden, case in made if is_hidden == h) for h in (0, 1))
    parameters = tuple(inspect.signature(reference).parameters)[: len(visible[0].arguments)]
    exercise = Exercise(
        name=spec.name,
        chapter=spec.place.chapter,
        position=spec.position,
        points=spec.points,
        tolerance=_table(spec, "TOLERANCE").get(spec.name, TOLERANCE),
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
    name = _table(spec, "MEANING").get(spec.name, "")
    if name and not callable(getattr(meanings, name, None)):
        raise fault("meaning", spec.at("cases"), name=name, file=_file(spec))
    return name


@dataclass(frozen=True)
class _Draw:
    sample: Sampler  # of the arguments of one case
    make: Callable[[Sampler], tuple]
    edge: str = ""  # its id, if it is one


def _plan(spec: ExerciseSpec) -> list[_Draw]:
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
    table: dict[str, list[Edge]] = table_in(f"{module}.cases", CellPlace(module, 1), "EDGES", {})
    return [edge for edges in table.values() for edge in edges]


def _edges(spec: ExerciseSpec) -> list[Edge]:
    edges = _table(spec, "EDGES").get(spec.name, [])
    ids = [edge.id for edge in edges]
    if not any(edge.hidden for edge in edges):
        got = ", ".join(edge.name for edge in edges) or "none"
        raise fault("no_hidden_edge", spec.at("cases"), name=spec.name, got=got, file=_file(spec))
    if len(set(ids)) < len(ids):
        raise fault("edge_twice", spec.at("cases"), got=", ".join(ids), file=_file(spec))
    return edges


def outputs_of(reference: FunctionType, spec: ExerciseSpec) -> Outputs:
    """Read names and shapes of an exercise's outputs from the docstring's Returns section."""
    file = solution_file(spec.module)
    if not inspect.getdoc(reference):
        raise fault("no_docstring", spec.at(), name=spec.name, file=file)
    returns = parse_docstring(reference.__doc__ or "", DocstringStyle.NUMPYDOC).many_returns
    outputs = [
        _output(each.return_name, each.type_name, each.description or "")
        for each in returns
        if each.return_name and each.type_name
    ]
    if not returns or len(outputs) < len(returns):
        got = "none" if not returns else "an entry without name or type"
        raise fault("no_returns", spec.at(), got=got, file=file)
    return tuple(outputs)


def _with_uses(
    outputs: Outputs, reference: FunctionType, case: Case, parameters: tuple[str, ...]
) -> Outputs:
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
        exact=bool(re.search(r"\bexactly\s+0\b", description)),
        parts=tuple(listed[1].split(", ")) if listed else (),
    )


def _case_function(spec: ExerciseSpec) -> Callable[[Sampler], tuple]:
    module = load_module(f"{spec.module}.cases", spec.place)
    function = getattr(module, spec.name, None)
    if not callable(function):
        file = _file(spec)
        got = f"no {file}" if module is None else f"no {spec.name} in {file}"
        raise fault("no_cases", spec.place, name=spec.name, file=file, got=got)
    return function


def _table(spec: ExerciseSpec, name: str) -> dict:
    return table_in(f"{spec.module}.cases", spec.place, name, {})


def _file(spec: ExerciseSpec) -> str:
    return solution_file(spec.module, "cases")


def _case(spec: ExerciseSpec, reference: FunctionType, outputs: Outputs, draw: _Draw) -> Case:
    arguments = _arguments(spec, reference, draw)
    parameters = tuple(inspect.signature(reference).parameters)[: len(arguments)]
    shapes = " ".join(re.findall(r"of shape (\([^)]*\))", inspect.getdoc(reference) or ""))
    letters = re.findall(r"[A-Z]\b", shapes)  # that its docstring has in shapes
    sizes = {letter: size for letter, size in draw.sample.sizes.items() if letter in letters}
    case = Case(sizes, arguments, (), draw.edge)
    place = f"{spec.at()}: {spec.name} at {draw.edge or draw.sample.sizes}"
    try:
        result = run(reference, case, parameters, outputs)
    except Exception as error:
        file, n = solution_file(spec.module), len(outputs)
        raise fault("reference_raises", place, count=n, error=error, file=file) from error
    if result.mutated:
        raise fault("arguments_changed", place, names=", ".join(result.mutated))
    (first, *others) = result.outputs
    if not others and isinstance(first, tuple) and "tuple" not in outputs[0].shape:
        raise fault("one_output", place, name=outputs[0].name, count=len(first))
    return replace(case, outputs=result.outputs)


def _arguments(spec: ExerciseSpec, reference: FunctionType, draw: _Draw) -> tuple:
    place = f"{spec.at('cases')}: case at {draw.edge or draw.sample.sizes}"
    try:
        arguments = draw.make(draw.sample)
        inspect.signature(reference).bind(*arguments)
    except Exception as error:
        raise fault("arguments", place, name=spec.name, error=error, file=_file(spec)) from error
    for argument in arguments:
        name = getattr(argument, "__name__", "")
        if callable(argument) and getattr(functions, name, None) is not argument:
            raise fault("function_argument", place, got=name or repr(argument))
    return tuple(arguments)


def check_equivalents(exercise: Exercise, spec: ExerciseSpec) -> None:
    """Check that there are right answers in other words, and that they pass in all cases."""
    written = functions_in(f"{spec.module}.equivalents", spec.place)
    _check_known(written, spec)
    own = [each for name, each in written.items() if name.startswith(f"{spec.name}__")]
    if len(own) < AT_LEAST:
        names = ", ".join(each.__name__ for each in own) or "none"
        said = {"name": spec.name, "file": solution_file(spec.module, "equivalents")}
        raise fault("few_equivalents", spec.place, least=AT_LEAST, n=len(own), names=names, **said)
    for each in own:
        if wrong := _wrong_in(each, exercise):
            place = spec.at("equivalents", each.__name__)
            raise fault("wrong_equivalent", place, name=spec.name, wrong=wrong)


def _check_known(written: dict[str, FunctionType], spec: ExerciseSpec) -> None:
    solutions = load_module(spec.module, spec.place)
    for name in written:
        exercise, _, how = name.partition("__")
        if not how or not hasattr(solutions, exercise):
            place, file = spec.at("equivalents", name), solution_file(spec.module)
            raise fault("equivalent_name", place, name=name, file=file)


def _wrong_in(function: FunctionType, exercise: Exercise) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results, errors = attempt(function, exercise)
    if errors:
        return f"{type(errors[0]).__name__}: {errors[0]}"
    observed = observe(exercise, results)
    others = [f"another {exercise.outputs[i].name}" for i in sorted(observed.wrong)]
    return ", ".join([*others, *(f"{name} changed" for name in observed.mutated)])
