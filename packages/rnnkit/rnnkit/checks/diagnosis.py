"""Find the known mistakes that explain what a student's function returned.

A symptom is the index of an output that is wrong, or ``MUTATED_INPUTS``. Every symptom is
compared by itself, so that two mistakes at once are both named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rnnkit.checks.casefile import Exercise, Form, Result
from rnnkit.checks.comparing import Finding
from rnnkit.checks.messages import Sentence, message, sentences
from rnnkit.checks.sketches import AS_REFERENCE, RAISED, UNKNOWN, sketch

Symptom = int | str

MUTATED_INPUTS = "inputs"
# A mistake made on purpose and one made by a student differ by rounding only.
SAME_RESULT_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Observations:
    """What a function did in each case: None where it raised, and how each output compares.

    ``has_idle`` tells of outputs whether some argument makes no difference to them.
    """

    results: Sequence[Result | None]
    findings: Sequence[Sequence[Finding]]  # by output, then by case
    has_idle: Callable[[tuple[int, ...]], bool] = bool

    @property
    def mutated(self) -> list[str]:
        """The arguments that were changed in some case."""
        return sorted({name for result in self.results if result for name in result.mutated})

    @property
    def wrong(self) -> set[int]:
        """The outputs that are wrong in some case."""
        return {i for i, each in enumerate(self.findings) if not all(f.is_right for f in each)}

    @property
    def symptoms(self) -> set[Symptom]:
        """The outputs that are wrong, and whether arguments were changed."""
        return {*self.wrong, *([MUTATED_INPUTS] if self.mutated else [])}


@dataclass(frozen=True)
class Explanation:
    """A wrong program that shows some of the symptoms, and what may be said of it."""

    form: Form
    symptoms: set[Symptom]
    sentences: tuple[Sentence, ...] = ()

    @property
    def first_output(self) -> int:
        """The first output that it explains; −1 if it explains none."""
        return min((s for s in self.symptoms if isinstance(s, int)), default=-1)


def diagnose(exercise: Exercise, observed: Observations) -> list[Explanation]:
    """Explain the symptoms by as few known mistakes as possible, each of at least one more."""
    if not observed.symptoms:
        return []
    pairs = zip(exercise.forms, _agreements(exercise, observed), strict=True)
    known = [(form, agrees, _matched(form, agrees, observed)) for form, agrees in pairs]
    explained: list[Explanation] = []
    remaining = observed.symptoms
    while remaining and known:
        form, agrees, shown = max(known, key=lambda each: _rank(each[0], each[2], remaining))
        if not (found := shown & remaining):
            break
        explanation = Explanation(form, found)
        said = _claims(exercise, explanation, agrees, observed)
        explained.append(replace(explanation, sentences=said))
        remaining = remaining - found
    return explained


def _rank(form: Form, matched: set[Symptom], remaining: set[Symptom]) -> tuple[int, bool, int]:
    """Prefer one mistake to a pair, then one that shows itself whole, then what explains most."""
    shown = {*form.explains, *([MUTATED_INPUTS] if any(form.mutated) else [])}
    explains = len(matched & remaining)
    return (-len(form.mistakes) if explains else -9, matched == shown, explains)


def _matched(form: Form, agrees: np.ndarray, observed: Observations) -> set[Symptom]:
    found: set[Symptom] = {i for i in form.explains if agrees[i] and i in observed.wrong}
    pairs = zip(form.mutated, observed.results, strict=False)
    if any(form.mutated) and all(r is None or names == r.mutated for names, r in pairs):
        found.add(MUTATED_INPUTS)
    return found


def _agreements(exercise: Exercise, observed: Observations) -> np.ndarray:
    """Return whether each wrong program gives each output as the student's does, in all cases."""
    known = exercise.sketches
    if not known.size:
        return np.zeros((len(exercise.forms), len(exercise.outputs)), bool)
    got, allowed = _sketch_all(exercise, observed)
    code = known[..., 0]
    is_right = np.array([[f.is_right for f in each] for each in observed.findings]).T
    with np.errstate(invalid="ignore"):
        near = (np.abs(known[..., 1:] - got[..., 1:]) <= allowed[..., None]).all(axis=-1)
    same = (code == got[..., 0]) & near
    # Where one of the two raised, there is nothing to compare.
    silent = (code == UNKNOWN) | (code == RAISED) | (got[..., 0] == RAISED)
    agrees = np.where(code == AS_REFERENCE, is_right, same) | silent
    return agrees.all(axis=1)


def _sketch_all(exercise: Exercise, observed: Observations) -> tuple[np.ndarray, np.ndarray]:
    """Return the student's sketches, (cases, outputs, 3), and how much each may be off."""
    shape = len(observed.results), len(exercise.outputs)
    got, norms = np.full((*shape, 3), RAISED), np.zeros(shape)
    for k, result in enumerate(observed.results):
        for i, output in enumerate(result.outputs if result else ()):
            got[k, i], norms[k, i] = sketch(output)
    return got, norms * max(SAME_RESULT_TOLERANCE, exercise.tolerance)


def _claims(
    exercise: Exercise, explanation: Explanation, agrees: np.ndarray, observed: Observations
) -> tuple[Sentence, ...]:
    """Return the sentences that hold: their outputs are as the mistake has them."""
    form, explained = explanation.form, explanation.symptoms
    if len(form.mistakes) > 1:
        output = exercise.outputs[explanation.first_output].name
        questions = [sentences(each)[-1:] for each in form.mistakes]
        return (message("two_at_once", output=output), *(q for each in questions for q in each))
    (mistake,) = form.mistakes
    claims = exercise.mistakes[mistake]
    kept = [
        (sentence, outputs)
        for sentence, (outputs, kind) in zip(sentences(mistake), claims, strict=False)
        if agrees[list(outputs)].all() and _is_so(outputs, kind, observed)
    ]
    # A message of which no sentence about what is wrong is left says nothing at all.
    names_outputs = any(outputs and kind != "right" for outputs, kind in claims)
    shows_one = any(explained & {*outputs} for _, outputs in kept)
    if names_outputs and not shows_one and explained != {MUTATED_INPUTS}:
        return ()
    return tuple(sentence for sentence, _ in kept)


def _is_so(outputs: tuple[int, ...], kind: str, observed: Observations) -> bool:
    """Return whether what a sentence says of the outputs that it names is so."""
    any_wrong = bool(observed.wrong & {*outputs})
    if kind == "idle":
        return any_wrong and observed.has_idle(outputs)
    return not outputs or kind == "names" or any_wrong == (kind == "wrong")
