"""Judge a function by the cases of its exercise."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from rnnkit.checks import describing, meanings, relations
from rnnkit.checks.calling import WrongReturn, run, silence
from rnnkit.checks.casefile import Case, Exercise, Result
from rnnkit.checks.comparing import RAISED, Finding, compare
from rnnkit.checks.diagnosis import MUTATED_INPUTS, Observations, diagnose
from rnnkit.checks.messages import Sentence, edge_name, message
from rnnkit.checks.probing import is_real, unused
from rnnkit.checks.sketches import UNKNOWN
from rnnkit.checks.verdict import Line, Verdict
from rnnkit.language import commas, joined, listed


@silence()  # comparing warns of strange results, and underflows, too
def judge(function: Callable, exercise: Exercise, hidden: Exercise | None = None) -> Verdict:
    """Call the function on every case, compare every output, explain what is wrong."""
    n_visible = len(exercise.cases)
    exercise = exercise if hidden is None else join(exercise, hidden)
    verdict = Verdict(
        exercise.name, exercise.chapter, 0, exercise.points, with_hidden_cases=hidden is not None
    )
    results, errors = attempt(function, exercise)
    if results[0] is None:
        return replace(verdict, problem=_explain(errors[0], exercise))
    if all(result is None or result.outputs[0] is None for result in results):
        return replace(verdict, problem=(message("returned_nothing", name=exercise.name),))
    report = _Report(exercise, n_visible, observe(exercise, results), function)
    return replace(report.fill(verdict), problem=report.first_error(errors))


def join(visible: Exercise, hidden: Exercise) -> Exercise:
    """Return an exercise with visible and hidden cases, and its wrong programs' results in both."""
    # Pairs of mistakes are not run on hidden cases.
    unknown = len(visible.sketches) - len(hidden.sketches)
    more = np.full((unknown, *hidden.sketches.shape[1:]), UNKNOWN)
    sketches = np.concatenate([visible.sketches, np.concatenate([hidden.sketches, more])], axis=1)
    known = [form.mutated for form in hidden.forms] + [()] * unknown
    pairs = zip(visible.forms, known, strict=True)
    forms = tuple(replace(form, mutated=(*form.mutated, *others)) for form, others in pairs)
    cases = (*visible.cases, *hidden.cases)
    return replace(visible, cases=cases, forms=forms, sketches=sketches)


def attempt(
    function: Callable, exercise: Exercise
) -> tuple[list[Result | None], list[BaseException]]:
    """Call the function on every case; where it raises, there is no result but an error."""
    results: list[Result | None] = []
    errors: list[BaseException] = []
    for case in exercise.cases:
        try:
            results.append(run(function, case, exercise.parameters, exercise.outputs))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a student's `exit()` raises SystemExit
            results.append(None)
            errors.append(error)
        if results[0] is None:  # an error in the first case is one in all of them
            break
    return results, errors


def observe(exercise: Exercise, results: Sequence[Result | None]) -> Observations:
    """Compare outputs in every case as they are written, or as they are meant if less is wrong."""
    as_written = _observe(exercise, results, "")
    if not exercise.meaning or not as_written.wrong:
        return as_written
    as_meant = _observe(exercise, results, exercise.meaning)
    return as_meant if len(as_meant.wrong) < len(as_written.wrong) else as_written


def _observe(exercise: Exercise, results: Sequence[Result | None], meaning: str) -> Observations:
    pairs = list(zip(results, exercise.cases, strict=True))
    by_case = [_findings(exercise, case, result, meaning) for result, case in pairs]
    read = [r and replace(r, outputs=meanings.of(meaning, c, r.outputs)) for r, c in pairs]
    return Observations(read, list(zip(*by_case, strict=True)))


def _findings(exercise: Exercise, case: Case, result: Result | None, meaning: str) -> list[Finding]:
    if result is None:
        return [RAISED] * len(exercise.outputs)
    got, expected = meanings.of_both(meaning, case, result.outputs)
    triples = zip(got, expected, exercise.outputs, strict=True)
    found = [compare(g, e, output, exercise.tolerance) for g, e, output in triples]
    for i, alias in result.aliases.items():
        if found[i].is_right:
            found[i] = Finding("not_fresh", 1.0, alias)
    return found


class _Report:
    """Words for what a check saw."""

    def __init__(
        self, exercise: Exercise, n_visible: int, observed: Observations, function: Callable
    ) -> None:
        self.exercise, self.n_visible, self.observed = exercise, n_visible, observed
        tried = replace(observed, has_idle=partial(_has_idle, function, exercise, observed))
        self.explained = [each for each in diagnose(exercise, tried) if each.sentences]
        known = {symptom for each in self.explained for symptom in each.symptoms}
        self.related = relations.explain(exercise, observed, observed.wrong - known)
        if observed.wrong and not known and not self.related:
            self.related = _unused(function, exercise, observed)

    def fill(self, verdict: Verdict) -> Verdict:
        """Add points, lines, notes and recognised mistakes."""
        wrong, count = self.observed.wrong, len(self.exercise.outputs)
        right = count - len(wrong) - bool(self.observed.mutated)
        points = self.exercise.points * (max(right, 0) / count)
        lines, notes = tuple(map(self._line, range(count))), self._notes()
        said = {name: joined(e.sentences) for e in self.explained for name in e.form.mistakes}
        return replace(verdict, points=points, lines=lines, notes=notes, mistakes=said)

    def first_error(self, errors: Sequence[BaseException]) -> tuple[Sentence, ...]:
        """Explain the first case in which the function raised, if there is one."""
        if not errors:
            return ()
        where = self._where(self.observed.results.index(None))
        head = message("raised_in", name=self.exercise.name, cases=where)
        return (head, *_explain(errors[0], self.exercise))

    def _line(self, i: int) -> Line:
        """Report on output ``i``, in the first wrong case, if possible one with a result."""
        findings, output = self.observed.findings[i], self.exercise.outputs[i]
        wrong = [k for k, finding in enumerate(findings) if not finding.is_right]
        with_result = [k for k in wrong if findings[k] is not RAISED]
        worst = max(range(len(findings)), key=lambda k: findings[k].error)
        k = (with_result or wrong or [worst])[0]
        text, *hints = describing.describe(
            findings[k], output, self.exercise.cases[k], self._where(k)
        )
        # A mistake that explains several outputs is named once, at the first of them.
        said = [s for each in self.explained if i == each.first_output for s in each.sentences]
        related = [self.related[i]] if i in self.related else []
        hints = said or related or [*describing.name_parts(findings[k], output), *hints]
        return Line(output.name, output.shape, not wrong, text, tuple(hints))

    def _where(self, k: int) -> str:
        """Name case ``k``, unless it is the first."""
        case = self.exercise.cases[k]
        if k >= self.n_visible:
            edge = edge_name(case.edge)
            return message("hidden_edge", edge=edge) if edge else message("hidden_case")
        if case.edge:
            return message("edge_case", edge=edge_name(case.edge))
        sizes = ", ".join(f"{letter} = {size}" for letter, size in case.sizes.items())
        if k == 0:
            return ""
        if not sizes:
            return message("unsized_case", case=k + 1)
        return message("later_case", case=k + 1, sizes=sizes)

    def _notes(self) -> tuple[Sentence, ...]:
        alone = {MUTATED_INPUTS}
        notes = [s for each in self.explained if each.symptoms == alone for s in each.sentences]
        mutated = self.observed.mutated
        if mutated and not notes:
            notes.append(message("mutated", names=commas(mutated)))
        kinds = {finding.kind for each in self.observed.findings for finding in each}
        if not self.observed.wrong and "not_float64" in kinds:
            notes.append(message("not_float64_note"))
        visible = [finding for each in self.observed.findings for finding in each[: self.n_visible]]
        if self.observed.wrong and all(finding.is_right for finding in visible):
            notes.append(message("hidden_only"))
        return tuple(notes)


def _unused(function: Callable, exercise: Exercise, observed: Observations) -> dict[int, Sentence]:
    """Say which argument changes nothing where it should; of several outputs at the first."""
    first = observed.results[0]
    numbers = {i for i in observed.wrong if first and is_real(first.outputs[i])}
    stays = _stays(function, exercise, observed, 2)  # in one alone they may be cut off
    if len(stays) > 1:  # what nothing changes is cut off, and tells nothing of one argument
        numbers = {i for i in numbers if not all(i in same for same in stays.values())}
    said: dict[int, Sentence] = {}
    for argument, same in stays.items():
        idle = [i for i in sorted(same & numbers) if argument in exercise.outputs[i].uses]
        if idle and idle[0] not in said:
            outputs = listed(exercise.outputs[i].name for i in idle)
            name = "unused" if len(idle) == 1 else "unused_by_several"
            said[idle[0]] = message(name, outputs=outputs, argument=argument)
    return said


def _has_idle(
    function: Callable, exercise: Exercise, observed: Observations, outputs: tuple[int, ...]
) -> bool:
    """Return whether some argument makes no difference to these outputs, or none can be tried."""
    stays = _stays(function, exercise, observed, len(exercise.cases))
    return not stays or any(same >= {*outputs} for same in stays.values())


def _stays(
    function: Callable, exercise: Exercise, observed: Observations, count: int
) -> dict[str, set[int]]:
    """Return which outputs stay in the first cases when an argument alone is changed."""
    pairs = list(zip(exercise.cases, observed.results, strict=True))[:count]
    cases = [case for case, result in pairs if result]
    tried = [unused(function, case, exercise.parameters, exercise.outputs) for case in cases]
    common = [name for name in tried[0] if all(name in each for each in tried)]
    return {name: set.intersection(*(each[name] for each in tried)) for name in common}


def _explain(error: BaseException, exercise: Exercise) -> tuple[Sentence, ...]:
    """Return why there is nothing to compare."""
    if isinstance(error, WrongReturn):
        if error.returned is None:
            return (message("returned_nothing", name=exercise.name),)
        names = commas(output.name for output in exercise.outputs)
        got = describing.type_of(error.returned)
        expected = message("expected_results", count=len(exercise.outputs), names=names)
        return (message("wrong_count", name=exercise.name, expected=expected, got=got),)
    if type(error) is NotImplementedError:  # IPython's for input() is a subclass
        return (message("not_implemented", name=exercise.name),)
    if describing.is_wrong_call(error):
        parameters = ", ".join(exercise.parameters)
        return (message("wrong_call", name=exercise.name, parameters=parameters, error=error),)
    return tuple(describing.describe_exception(error))
