"""Wrong programs: patches of the reference, one or two, and forms as authors write them."""

import inspect
from collections.abc import Callable
from types import FunctionType

from rnn_course.bank.mistake import Mistake
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.solutions import load_module, source_of
from rnn_course.errors import AuthoringError, fault
from rnn_course.time_limit import OutOfTime, time_limit
from rnnkit.checks.casefile import Exercise, Result
from rnnkit.checks.judging import attempt

SECONDS = 0.5  # of the processor; two patches together may never come to an end


def patched_source(mistake: Mistake, reference: FunctionType, place: str = "") -> str:
    """Return the source of the wrong answer; ``place`` is what messages name, or the mistake."""
    original = source = source_of(reference)
    for old, new in mistake.patch.items():
        found = original.count(old)
        if found != 1 or source.count(old) != 1:
            got = f"{found} times" if found != 1 else "once, but not after the patches before it"
            raise fault("patch_misses", place or mistake.id, old=old, got=got)
        source = source.replace(old, new)
    return source


def wrong_function(mistake: Mistake, reference: FunctionType, place: str = "") -> Callable:
    """Return the wrong answer, ready to be called."""
    source = patched_source(mistake, reference, place)
    namespace = dict(inspect.getmodule(reference).__dict__)
    try:
        exec(compile(source, f"<{mistake.id}>", "exec", dont_inherit=True), namespace)
    except Exception as error:
        raise fault("patch_not_python", place or mistake.id, error=error) from error
    return namespace[reference.__name__]


def forms_of(mistake: Mistake, spec: ExerciseSpec) -> list[FunctionType]:
    """Return the wrong answers named ``exercise__mistake__how``, in the order of the file."""
    module = load_module(f"{spec.module}.mistakes.forms", spec.place)
    start = f"{mistake.exercise}__{mistake.name}__"
    found = [f for name, f in vars(module).items() if name.startswith(start)] if module else []
    return [each for each in found if inspect.isfunction(each)]


def merged_patch(one: Mistake, other: Mistake, reference: FunctionType) -> Callable | None:
    """Return the reference with both mistakes; None where the patches meet in the same text."""
    if not one.patch or not other.patch or one.patch.keys() & other.patch.keys():
        return None
    both = Mistake(one.exercise, f"{one.name}_{other.name}", one.patch | other.patch, "")
    try:
        return wrong_function(both, reference)
    except AuthoringError:
        return None


def run_limited(function: Callable, exercise: Exercise) -> list[Result | None] | None:
    """Run a program on all cases; None if it raises in one, or takes too long."""
    try:
        with time_limit(SECONDS):
            results, _ = attempt(function, exercise)
    except OutOfTime:
        return None
    return None if None in results else results
