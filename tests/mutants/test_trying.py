"""A mutant is tried as a check would do it, whatever it does."""

import time
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from rnn_course.bank.edges import Edge
from rnn_course.build.patching import SECONDS
from rnnkit.checks.casefile import Case, Exercise, Output
from tests.support.mutants.trying import Outcome, Trial


def halve(x):
    return x / 2


def case(*numbers, edge=""):
    x = np.array(numbers)
    return Case({}, (x,), (halve(x),), edge)


def trial(further=30, edges=()):
    outputs = (Output("y", "(N,)"),)
    exercise = Exercise("halve", "01", 0, 1, 1e-9, ("x",), outputs, (case(1.0, 2.0),))
    cases = SimpleNamespace(halve=lambda s: (abs(s.normal("N")),), EDGES={"halve": list(edges)})
    return Trial(exercise, (case(-1.0, 3.0, edge="below zero"),), halve, cases, further)


def endless(_x):
    while True:
        pass


def swallows(x):
    try:
        endless(x)
    except Exception:
        return x / 2


def unfilled(x):
    del x
    return np.empty(2)


def in_place(x):
    x /= 2
    return x.copy()


@pytest.mark.parametrize(
    ("mutant", "outcome"),
    [
        (lambda x: x, "visible"),
        (lambda x: x[5], "visible"),
        (lambda _: None, "visible"),
        (in_place, "visible"),
        (unfilled, "visible"),
        (endless, "visible"),
        (swallows, "visible"),
        (lambda x: abs(x) / 2, "hidden"),
        (lambda x: x * 0.5, "same"),
        (halve, "same"),
    ],
)
def test_outcome(mutant, outcome):
    assert trial().outcome(mutant) == Outcome(outcome)


def test_an_endless_loop_is_stopped_soon():
    began = time.process_time()
    trial().outcome(endless)
    assert time.process_time() - began < SECONDS + 0.5


def test_what_no_case_finds_is_tried_on_all_recipes_and_edges():
    small = Edge("tiny numbers", make=lambda s: (1e-30 * s.normal("N"),))
    found = trial(edges=[small]).outcome(lambda x: np.where(abs(x) < 1e-20, 0, x / 2))
    assert found == Outcome("differs", "tiny numbers")
    found = trial().outcome(lambda x: x / 2 if len(x) != 5 else x)
    assert found.kind == "differs"
    assert "'N': 5" in found.case


def test_what_the_reference_has_no_answer_to_is_no_case():
    nothing = Edge("nothing", make=lambda _: (0,))
    inverse = replace(trial(edges=[nothing]), reference=lambda x: 1 / x)
    assert {case.edge for case in inverse.further_cases} == {""}
