"""From a reference solution to its case files: inputs, outputs, what mistakes give."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FunctionType

from docstring_parser import DocstringStyle
from docstring_parser import parse as parse_docstring
from docstring_parser.common import DocstringReturns

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Draw
from rnn_course.build.exercises import Asked
from rnn_course.build.known_mistakes import add_mistakes
from rnn_course.build.solutions import load_function, load_module, solution_file
from rnn_course.errors import AuthoringError
from rnnkit.checks import functions
from rnnkit.checks.calling import run
from rnnkit.checks.casefile import Case, Exercise, Output

TOLERANCE = 1e-9  # correct float64 code is at 3e-15 at worst, the smallest real bug at 1e-2


@dataclass(frozen=True)
class Built:
    """One exercise twice: with visible cases and known mistakes, and with hidden cases."""

    visible: Exercise
    hidden: Exercise


def build_exercise(asked: Asked) -> Built:
    """Hold an exercise to its contract and compute everything that a check needs.

    Raises
    ------
    AuthoringError
        If anything is missing or does not fit.
    """
    reference = load_function(asked.module, asked.name, asked.place)
    outputs = outputs_of(reference, asked)
    draw_case, tolerance = _case_function(asked)
    visible, hidden = (
        tuple(_case(asked, reference, outputs, draw_case, each) for each in draws)
        for draws in _draws(asked.name)
    )
    parameters = tuple(inspect.signature(reference).parameters)[: len(visible[0].arguments)]
    exercise = Exercise(
        name=asked.name,
        chapter=asked.place.chapter,
        position=asked.position,
        points=asked.points,
        tolerance=tolerance,
        parameters=parameters,
        outputs=outputs,
        messages={},
        cases=(),
    )
    with_mistakes = add_mistakes(replace(exercise, cases=visible), asked, reference)
    return Built(with_mistakes, replace(exercise, cases=hidden))


def _draws(name: str) -> tuple[list[Draw], list[Draw]]:
    """Random numbers of the visible and of the hidden cases."""
    visible = [Draw(sizes, f"{name}-visible-{i}") for i, sizes in enumerate(VISIBLE_SIZES)]
    hidden = [Draw(sizes, f"{name}-hidden-{i}") for i, sizes in enumerate(HIDDEN_SIZES)]
    return visible, hidden


def outputs_of(reference: FunctionType, asked: Asked) -> tuple[Output, ...]:
    """Names and shapes of an exercise's outputs, from the docstring's Returns section.

    Raises
    ------
    AuthoringError
        If there is no docstring, or no such section in it.
    """
    file = solution_file(asked.module)
    if not inspect.getdoc(reference):
        remedy = f"write it in {file}: it is all that a student sees of the function"
        raise AuthoringError(str(asked.place), f"a docstring in {asked.name}", "none", remedy)
    returns = parse_docstring(reference.__doc__, DocstringStyle.NUMPYDOC).many_returns
    if not returns or not all(entry.return_name and entry.type_name for entry in returns):
        expected = "a Returns section with lines such as `dh_t : ndarray of shape (N, H)`"
        got = "none" if not returns else "an entry without name or type"
        raise AuthoringError(str(asked.place), expected, got, f"write it in {file}")
    return tuple(Output(entry.return_name, _shape_of(entry)) for entry in returns)


def _shape_of(entry: DocstringReturns) -> str:
    """``(N, D)`` of "ndarray of shape (N, D)"; the word itself of "float" or "tuple"."""
    shape = re.search(r"of shape (\([^)]*\))", entry.type_name)
    return shape[1] if shape else entry.type_name


def _case_function(asked: Asked) -> tuple[Callable[[Draw], tuple], float]:
    """Find the function that draws cases, and the tolerance."""
    module = load_module(f"{asked.module}.cases", asked.place)
    function = getattr(module, asked.name, None)
    if not callable(function):
        file = solution_file(asked.module, "cases")
        expected = (
            f"visible and hidden cases, from `def {asked.name}(draw: Draw) -> tuple` in {file}"
        )
        got = f"no {file}" if module is None else f"no {asked.name} in {file}"
        raise AuthoringError(str(asked.place), expected, got, "write it")
    return function, getattr(module, "TOLERANCE", {}).get(asked.name, TOLERANCE)


def _case(
    asked: Asked,
    reference: FunctionType,
    outputs: tuple[Output, ...],
    draw_case: Callable[[Draw], tuple],
    draw: Draw,
) -> Case:
    arguments = _arguments(asked, reference, draw_case, draw)
    parameters = tuple(inspect.signature(reference).parameters)[: len(arguments)]
    case = Case(draw.sizes, arguments, ())
    place = f"{asked.place}, reference at {draw.sizes}"
    try:
        result = run(reference, case, parameters, len(outputs))
    except Exception as error:
        expected = f"{len(outputs)} outputs, as many as its Returns section names"
        what = f"{type(error).__name__}: {error}"
        remedy = f"mend {solution_file(asked.module)}, its docstring or its cases"
        raise AuthoringError(place, expected, what, remedy) from error
    _check_result(result, outputs, place)
    return replace(case, outputs=result.outputs)


def _check_result(result: object, outputs: tuple[Output, ...], place: str) -> None:
    if result.mutated:
        names = ", ".join(result.mutated)
        remedy = "let the reference work on copies"
        raise AuthoringError(place, "arguments left as they were", f"{names} changed", remedy)
    (first, *others) = result.outputs
    if not others and isinstance(first, tuple) and "tuple" not in outputs[0].shape:
        got = f"a tuple of {len(first)}"
        remedy = "name every output in the Returns section"
        raise AuthoringError(place, f"one output, {outputs[0].name}", got, remedy)


def _arguments(
    asked: Asked, reference: FunctionType, draw_case: Callable[[Draw], tuple], draw: Draw
) -> tuple:
    place = f"{asked.place}, case at {draw.sizes}"
    file = solution_file(asked.module, "cases")
    try:
        arguments = draw_case(draw)
        inspect.signature(reference).bind(*arguments)
    except Exception as error:
        expected = f"a tuple of the positional arguments of {asked.name}"
        what = f"{type(error).__name__}: {error}"
        raise AuthoringError(place, expected, what, f"mend {asked.name} in {file}") from error
    for argument in arguments:
        name = getattr(argument, "__name__", "")
        if callable(argument) and getattr(functions, name, None) is not argument:
            expected = "functions of rnnkit.checks.functions: a case file keeps their names only"
            remedy = "add it there, or take another"
            raise AuthoringError(place, expected, name or repr(argument), remedy)
    return tuple(arguments)
