"""Answers at random are wrong, and are given no diagnosis but by the rarest chance."""

import copy
import zlib

import numpy as np
import pytest

from rnnkit.checks.casefile import VISIBLE_CASES, Result, load
from rnnkit.checks.diagnosis import diagnose
from rnnkit.checks.judging import observe

EXERCISES = {path.stem: load(path) for path in sorted(VISIBLE_CASES.glob("*.npz"))}
PER_EXERCISE = 500
AT_MOST = 0.005


def noise(value, rng):
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return rng.normal(size=value.shape)
    if isinstance(value, np.ndarray):
        return rng.integers(value.min(initial=0), value.max(initial=0) + 1, size=value.shape)
    if isinstance(value, bool):
        return bool(rng.integers(2))
    if isinstance(value, int):
        return int(rng.integers(0, max(2, 2 * abs(value))))
    return float(rng.normal()) if isinstance(value, float) else value


def permuted(value, rng):
    if isinstance(value, np.ndarray):
        return rng.permutation(value.ravel()).reshape(value.shape)
    if isinstance(value, list):
        return [value[i] for i in rng.permutation(len(value))]
    return value


def scaled(value, rng):
    factor = rng.lognormal()
    if isinstance(value, np.ndarray | float):
        return value * factor
    return value


def everywhere(change, value, rng):
    """Change all numbers in a nested value."""
    value = change(value, rng)
    if isinstance(value, tuple | list):
        return type(value)(everywhere(change, part, rng) for part in value)
    if isinstance(value, dict):
        return {key: everywhere(change, part, rng) for key, part in value.items()}
    return value


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISES)
def test_random_answers_are_named_once_in_two_hundred_at_most(name):
    exercise = EXERCISES[name]
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    named = 0
    for i in range(PER_EXERCISE):
        change = (noise, permuted, scaled)[i % 3]
        results = [
            Result(tuple(everywhere(change, copy.copy(o), rng) for o in case.outputs))
            for case in exercise.cases
        ]
        named += any(each.sentences for each in diagnose(exercise, observe(exercise, results)))
    assert named <= AT_MOST * PER_EXERCISE
