"""Which arguments change nothing."""

import numpy as np
import pytest

from rnnkit.checks.casefile import Case, Exercise, Output
from rnnkit.checks.judging import judge
from rnnkit.checks.probing import unused

OUTPUTS = (Output("y", "(N,)", uses=("x", "w", "b")), Output("k", "(N,)", uses=()))
PARAMETERS = ("x", "w", "b", "labels")


def right(x, w, b, labels):
    return x * w + b, labels + 1


CASE = Case({}, (np.array([1.0, 2.0]), np.array([3.0, 5.0]), 0.7, np.array([1, 0])), ())
CASES = (Case({}, CASE.arguments, right(*CASE.arguments)),)
EXERCISE = Exercise("right", "00", 0, 2.0, 1e-9, PARAMETERS, OUTPUTS, CASES)


def without_b(x, w, b, labels):
    return x * w + np.sin(x), labels + 1


def choosing(x, w, b, labels):
    """Uses all, and chooses by them."""
    return x[[np.argmax(w + b), 0]] ** 2 + np.cos(w * b), labels


def cut_off(x, w, b, labels):
    """Stays at 0 and 1 after any little change, and uses all."""
    return np.clip(1e6 * np.sin(x * w + b), 0, 1), labels + 1


def stuck(x, w, b, labels):
    return np.abs(x * w + b) * 0 + 1, labels + 1


def refusing(x, w, b, labels):
    if b != 0.7:
        raise ValueError(b)
    return x + w, labels + 1


def by_chance(x, w, b, labels):
    return x * np.random.default_rng().normal(size=2), labels + 1


def test_every_argument_is_changed_by_itself():
    assert unused(right, CASE, PARAMETERS, OUTPUTS) == {"x": {1}, "w": {1}, "b": {1}}
    assert unused(refusing, CASE, PARAMETERS, OUTPUTS) == {"x": {1}, "w": {1}}


def said_by(function):
    hints = [hint for line in judge(function, EXERCISE).lines for hint in line.hints]
    return [hint.values for hint in hints if hint.id.startswith("unused")]


def test_what_is_not_used_is_said():
    assert said_by(without_b) == [{"outputs": "y", "argument": "b"}]


@pytest.mark.parametrize("function", [right, choosing, cut_off, stuck, refusing, by_chance])
def test_what_is_used_or_cannot_be_tried_is_not_said(function):
    assert said_by(function) == []
