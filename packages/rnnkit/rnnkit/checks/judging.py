"""Judge a function by the cases of its exercise."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rnnkit.checks.calling import WrongReturn, run
from rnnkit.checks.casefile import Case, Exercise, Result, Value
from rnnkit.checks.comparing import Finding, compare
from rnnkit.checks.describing import describe, describe_exception, is_wrong_call, type_of
from rnnkit.checks.diagnosis import MUTATED_INPUTS, Symptom, diagnose
from rnnkit.checks.messages import message
from rnnkit.checks.verdict import Line, Verdict


def judge(function: Callable, exercise: Exercise, hidden_cases: Sequence[Case] = ()) -> Verdict:
    """Call the function on every case, compare every output, explain what is wrong."""
    cases = (*exercise.cases, *hidden_cases)
    verdict = Verdict(
        exercise.name, exercise.chapter, 0, exercise.points, with_hidden_cases=bool(hidden_cases)
    )
    try:
        results = [
            run(function, case, exercise.parameters, len(exercise.outputs)) for case in cases
        ]
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a student's `exit()` raises SystemExit
        return replace(verdict, problem=_explain(error, exercise))
    if all(result.outputs[0] is None for result in results):
        return replace(verdict, problem=(message("returned_nothing", name=exercise.name),))
    return _compare_results(exercise, cases, results, verdict)


def _compare_results(
    exercise: Exercise, cases: Sequence[Case], results: Sequence[Result], verdict: Verdict
) -> Verdict:
    findings = [_findings(exercise, i, cases, results) for i in range(len(exercise.outputs))]
    wrong = {i for i, found in enumerate(findings) if not all(f.is_right for f in found)}
    mutated = sorted({name for result in results for name in result.mutated})
    symptoms: set[Symptom] = {*wrong, *([MUTATED_INPUTS] if mutated else [])}
    explained = diagnose(exercise, results[: len(exercise.cases)], symptoms)
    lines = tuple(_line(exercise, i, found, cases, explained) for i, found in enumerate(findings))
    right = len(exercise.outputs) - len(wrong) - bool(mutated)
    points = exercise.points * (max(right, 0) / len(exercise.outputs))
    notes = _notes(exercise, mutated, explained, findings)
    mistakes = {name: exercise.messages[name] for name in explained}
    return replace(verdict, points=points, lines=lines, notes=notes, mistakes=mistakes)


def _findings(
    exercise: Exercise, i: int, cases: Sequence[Case], results: Sequence[Result]
) -> list[Finding]:
    """Compare output ``i`` in every case."""
    pairs = zip(results, cases, strict=True)
    output, tolerance = exercise.outputs[i], exercise.tolerance
    return [compare(r.outputs[i], case.outputs[i], output, tolerance) for r, case in pairs]


def _line(
    exercise: Exercise,
    i: int,
    findings: Sequence[Finding],
    cases: Sequence[Case],
    explained: dict[str, set[Symptom]],
) -> Line:
    """Report on output ``i``, in the first case in which it is wrong."""
    worst = max(findings, key=lambda finding: finding.error)
    wrong = (k for k, finding in enumerate(findings) if not finding.is_right)
    first = next(wrong, findings.index(worst))
    output, n_visible = exercise.outputs[i], len(exercise.cases)
    text, *hints = describe(findings[first], output, cases[first], _where(first, n_visible, cases))
    # A mistake that explains several outputs is named once, at the first of them.
    messages = [
        exercise.messages[name] for name, symptoms in explained.items() if i == _first_of(symptoms)
    ]
    is_right = all(finding.is_right for finding in findings)
    return Line(output.name, output.shape, is_right, text, tuple(messages or hints))


def _first_of(symptoms: set[Symptom]) -> int | None:
    return min((symptom for symptom in symptoms if isinstance(symptom, int)), default=None)


def _where(first: int, n_visible: int, cases: Sequence[Case]) -> str:
    if first == 0:
        return ""
    if first >= n_visible:
        return message("hidden_case")
    sizes = ", ".join(f"{letter} = {size}" for letter, size in cases[first].sizes.items())
    return message("later_case", case=first + 1, sizes=sizes)


def _notes(
    exercise: Exercise,
    mutated: list[str],
    explained: dict[str, set[Symptom]],
    findings: Sequence[list[Finding]],
) -> tuple[str, ...]:
    alone = {MUTATED_INPUTS}
    notes = [exercise.messages[name] for name, found in explained.items() if found == alone]
    if mutated and not notes:
        notes.append(message("mutated", names=", ".join(mutated)))
    if any(finding.kind == "not_float64" for found in findings for finding in found):
        notes.append(message("not_float64_note"))
    n_visible = len(exercise.cases)
    visible = all(f.is_right for found in findings for f in found[:n_visible])
    if visible and not all(f.is_right for found in findings for f in found):
        notes.append(message("hidden_only"))
    return tuple(notes)


def _explain(error: BaseException, exercise: Exercise) -> tuple[str, ...]:
    """Return why there is nothing to compare."""
    if isinstance(error, WrongReturn):
        return (_explain_return(error.returned, exercise),)
    if type(error) is NotImplementedError:  # IPython's for input() is a subclass
        return (message("not_implemented", name=exercise.name),)
    if is_wrong_call(error):
        parameters = ", ".join(exercise.parameters)
        return (message("wrong_call", name=exercise.name, parameters=parameters, error=error),)
    return tuple(describe_exception(error))


def _explain_return(returned: Value, exercise: Exercise) -> str:
    if returned is None:
        return message("returned_nothing", name=exercise.name)
    names = ", ".join(output.name for output in exercise.outputs)
    expected = message("expected_results", count=len(exercise.outputs), names=names)
    return message("wrong_count", name=exercise.name, expected=expected, got=type_of(returned))
