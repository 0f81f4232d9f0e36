"""Known mistakes as functions: the reference with a small patch."""

import inspect
from collections.abc import Callable
from types import FunctionType

from rnn_course.bank.mistake import Mistake
from rnn_course.build.inlining import source_of
from rnn_course.errors import AuthoringError


def patched_source(mistake: Mistake, reference: FunctionType, place: str = "") -> str:
    """Return the source of the wrong answer; ``place`` is what messages name, or the mistake."""
    original = source = source_of(reference)
    for old, new in mistake.patch.items():
        found = original.count(old)
        if found != 1 or source.count(old) != 1:
            got = f"{found} times" if found != 1 else "once, but not after the patches before it"
            remedy = "copy a longer or a shorter piece of the reference into the patch"
            raise AuthoringError(place or mistake.id, f"{old!r} once in the reference", got, remedy)
        source = source.replace(old, new)
    return source


def wrong_function(mistake: Mistake, reference: FunctionType, place: str = "") -> Callable:
    """Return the wrong answer, ready to be called."""
    source = patched_source(mistake, reference, place)
    namespace = dict(inspect.getmodule(reference).__dict__)
    try:
        exec(compile(source, f"<{mistake.id}>", "exec", dont_inherit=True), namespace)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise AuthoringError(
            place or mistake.id, "a patch that leaves valid Python", what, "mend the new text"
        ) from error
    return namespace[reference.__name__]
