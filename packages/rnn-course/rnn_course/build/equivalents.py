"""Right answers in other words, which have to pass: whoever checks must accept them."""

import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from types import FunctionType

from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.faults import fault
from rnn_course.build.solutions import functions_in, load_module, solution_file
from rnnkit.checks.casefile import Exercise
from rnnkit.checks.judging import attempt, observe

AT_LEAST = 2  # fewer show hardly more than the reference does


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
