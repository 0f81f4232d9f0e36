"""Relations between what a student's function returned and what is right, whatever the exercise.

Each says one thing that is so in all cases looked at, as "every entry has the opposite sign". They
are tried where no known mistake explains an output. A new relation is a function of a `View` that
yields `Guess`es, and a sentence for each of their ids.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from rnnkit.checks.casefile import Case, Exercise
from rnnkit.checks.diagnosis import Observations
from rnnkit.checks.messages import Sentence
from rnnkit.checks.relations import entries, order, terms
from rnnkit.checks.relations.conditions import conditions
from rnnkit.checks.relations.places import depths, places
from rnnkit.checks.relations.reading import views
from rnnkit.checks.relations.sentences import SENTENCES
from rnnkit.checks.relations.views import Guess, View
from rnnkit.language import listed

__all__ = ["Relation", "explain", "relate", "say"]

Kind = Callable[[View], Iterable[Guess]]
# The first that holds is said: the plain before the particular.
RELATIONS: tuple[Kind, ...] = (
    entries.zeros,
    terms.exchanged,
    terms.equal,
    entries.sign,
    entries.factor,
    order.transposed,
    order.backwards,
    order.shifted,
    order.shifted_anyhow,
    order.gates,
    order.squeezed,
    order.axis_left,
    order.axis_lost,
    order.one_more,
    order.elements,
    order.same_elements,
    entries.same_number,
    entries.constant,
    terms.off_by,
    entries.function,
    entries.ratio,
    entries.cut_off,
    entries.rounded,
    terms.times,
)
BEFORE_TANH: tuple[Kind, ...] = (entries.factor, terms.off_by)


@dataclass(frozen=True)
class Relation:
    """What holds, where, and the names and numbers in it; equal ones can be said together."""

    id: str
    values: dict[str, str] = field(default_factory=dict)
    where: str = "whole"


def relate(
    index: int, results: Sequence[tuple], cases: Sequence[Case], exercise: Exercise
) -> Relation | None:
    """Find the first relation that explains output ``index`` in every case in which it is wrong.

    None if nothing is wrong, if nothing explains it, or if two explanations do.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            looked_at = views(exercise, index, cases, results)
            return _explain(looked_at) if looked_at else None
        except Exception:  # a student returns anything; what cannot be looked at is not explained
            return None


def explain(exercise: Exercise, observed: Observations, outputs: set[int]) -> dict[int, Sentence]:
    """Say what relates these outputs to the right ones.

    What is so of several outputs is said once, at the first of them.
    """
    if exercise.meaning:  # what is compared there is not what the student has before him
        return {}
    pairs = [(r, c) for r, c in zip(observed.results, exercise.cases, strict=True) if r]
    results, cases = [result.outputs for result, _ in pairs], [case for _, case in pairs]
    names = [output.name for output in exercise.outputs]
    groups: list[tuple[Relation, list[int]]] = []
    for i in sorted(outputs):
        relation = relate(i, results, cases, exercise)
        others = {known.values["other"] for known, _ in groups if known.id == "exchanged"}
        # Of two exchanged outputs the first says so.
        if relation is None or (relation.id == "exchanged" and names[i] in others):
            continue
        group = next((group for known, group in groups if known == relation), None)
        if group is None:
            groups.append((relation, group := []))
        group.append(i)
    return {group[0]: say(relation, [names[i] for i in group]) for relation, group in groups}


def say(relation: Relation, outputs: Sequence[str]) -> Sentence:
    """Write what is so in the outputs of these names."""
    names = listed(outputs)
    where = SENTENCES[f"in_{relation.where}"].format(outputs=names, **relation.values)
    text = SENTENCES[relation.id].format(where=where, **relation.values)
    values: dict[str, str | float] = {"outputs": names, "where": relation.where, **relation.values}
    return Sentence(text, f"relation.{relation.id}", values)


def _explain(looked_at: list[View]) -> Relation | None:
    wrong = [view for view in looked_at if not view.is_right]
    if not wrong:
        return None
    if all(view.is_numeric and view.got.size and np.isnan(view.got).all() for view in wrong):
        return Relation("all_nan" if len(wrong) == len(looked_at) else "all_nan_in_some_cases")
    if whole := _first(RELATIONS, looked_at):
        return Relation(whole.id, whole.values)
    for place in places(looked_at):
        if inner := _first(RELATIONS, place.views):
            return Relation(inner.id, inner.values | place.values, place.id)
        return Relation(f"only_{place.id}", place.values)
    for place in depths(looked_at):
        relations = BEFORE_TANH if place.id == "before_tanh" else RELATIONS
        if inner := _first(relations, place.views):
            return Relation(inner.id, inner.values, place.id)
    found = conditions(looked_at)
    if len(found) == 1:
        return Relation(*found[0])
    # Several wrong cases, where others are right by what is given there.
    if 1 < len(wrong) < len(looked_at) and (inner := _first(RELATIONS, wrong)):
        return Relation(inner.id, inner.values, "wrong_cases")
    return None


def _first(relations: Iterable[Kind], looked_at: list[View]) -> Guess | None:
    """Return the first guess that holds, unless another of the same kind does as well."""
    wrong = (view for view in looked_at if not view.is_right and view.got.size)
    largest = max(wrong, key=lambda view: view.expected.size, default=None)
    if largest is None:
        return None
    for relation in relations:
        try:
            held = [guess for guess in relation(largest) if guess.holds(looked_at)]
        except (ArithmeticError, IndexError, TypeError, ValueError):
            continue  # of no entries, or of words and numbers
        if len(held) == 1:
            return held[0]
    return None
