"""Find the known mistakes that explain what a student's function returned.

A symptom is the index of an output that is wrong, or ``MUTATED_INPUTS``.
Every symptom is compared by itself, so that two mistakes at once are both named.
"""

from collections.abc import Sequence

from rnnkit.checks.casefile import Exercise, Output, Result
from rnnkit.checks.comparing import compare

Symptom = int | str

MUTATED_INPUTS = "inputs"
# A mistake made on purpose and one made by a student differ by rounding only.
SAME_RESULT_TOLERANCE = 1e-9
NO_AXES = Output("", "")  # nobody asks at which step or gate two mistakes differ


def diagnose(
    exercise: Exercise, results: Sequence[Result], symptoms: set[Symptom]
) -> dict[str, set[Symptom]]:
    """Explain ``symptoms`` by as few known mistakes as possible.

    Parameters
    ----------
    exercise : Exercise
        With the results of its known mistakes in its visible cases.
    results : sequence of Result
        The student's, one a visible case.
    symptoms : set
        Indices of wrong outputs, and ``MUTATED_INPUTS`` if arguments were changed.

    Returns
    -------
    dict of str to set
        Ids of mistakes, each with the symptoms that it explains.
    """
    matched = {
        name: {symptom for symptom in symptoms if _same(exercise, name, results, symptom)}
        for name in exercise.messages
    }
    matched = {name: found for name, found in matched.items() if found}
    shown = {name: _symptoms_of(exercise, name) for name in matched}
    explained: dict[str, set[Symptom]] = {}
    remaining = set(symptoms)
    while remaining and matched:
        # First a mistake all of whose symptoms are there, then one that explains most.
        best = max(
            matched,
            key=lambda name: (matched[name] == shown[name], len(matched[name] & remaining)),
        )
        if found := matched.pop(best) & remaining:
            explained[best] = found
            remaining -= found
    return explained


def _symptoms_of(exercise: Exercise, mistake: str) -> set[Symptom]:
    symptoms: set[Symptom] = set()
    for case in exercise.cases:
        result = case.mistakes[mistake]
        if result.mutated:
            symptoms.add(MUTATED_INPUTS)
        for i in range(len(exercise.outputs)):
            finding = compare(result.outputs[i], case.outputs[i], NO_AXES, exercise.tolerance)
            if not finding.is_right:
                symptoms.add(i)
    return symptoms


def _same(exercise: Exercise, mistake: str, results: Sequence[Result], symptom: Symptom) -> bool:
    """Return whether the mistake shows this symptom exactly as the student's function does."""
    for case, result in zip(exercise.cases, results, strict=True):
        known = case.mistakes[mistake]
        if isinstance(symptom, str):  # MUTATED_INPUTS
            if known.mutated != result.mutated:
                return False
        else:
            pair = result.outputs[symptom], known.outputs[symptom]
            if not compare(*pair, NO_AXES, SAME_RESULT_TOLERANCE).is_right:
                return False
    return True
