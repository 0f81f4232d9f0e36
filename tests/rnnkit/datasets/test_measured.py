"""What chapters 10 and 12 conclude from: the files are whole, and what the cells give today."""

import math

import numpy as np
import pytest

from benchmarks.experiments import (
    LEARNERS,
    PARITY_SEEDS,
    SEEDS,
    Setting,
    chapter,
    losses,
    parity,
    plans,
)
from rnnkit.datasets import measured_losses, measured_parity


@pytest.mark.parametrize(("name", "settings"), plans().items(), ids=str)
def test_every_planned_run_is_in_the_file(name, settings):
    by = "dropout" if "words" in name else "layers"
    for part in ("train", "test"):
        values, runs = measured_losses(name, by=by, part=part)
        assert values.tolist() == [getattr(setting, by) for setting in settings]
        assert runs.shape == (len(settings), len(SEEDS))
        assert 0 < runs.min() < runs.max() < math.log(30)


def test_runs_differ_by_their_seed():
    _, test = measured_losses("same updates")
    _, train = measured_losses("same updates", part="train")
    for pairs in np.stack([train, test], axis=-1).tolist():
        assert len(set(map(tuple, pairs))) == len(SEEDS)


def test_experiments_share_the_runs_that_they_share():
    once, _, thrice = (
        measured_losses(name)[1] for name in ("same updates", "same weights", "same time")
    )
    np.testing.assert_array_equal(once[3], thrice[3])


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        (Setting(1), "same updates"),
        (Setting(2, residual=True), "with residual connections"),
    ],
)
def test_a_point_computed_anew_is_the_one_in_the_file(setting, name):
    depths, runs = measured_losses(name)
    stored = runs[list(depths).index(setting.layers), 0]
    assert losses(setting, 0)[1] == pytest.approx(stored, abs=0.001)


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ({"experiment": "depth"}, "experiment: .*same updates.*got 'depth'"),
        ({"experiment": "same time", "by": "depth"}, "by: expected one of layers"),
        ({"experiment": "same time", "part": "exam"}, "part: expected one of test"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_ones(arguments, match):
    with pytest.raises(ValueError, match=match):
        measured_losses(**arguments)


def test_parity_has_every_planned_run():
    lengths, shares = measured_parity()
    assert lengths.tolist() == chapter("12-limits")["lengths"]
    assert tuple(shares) == LEARNERS
    for runs in shares.values():
        assert runs.shape == (len(PARITY_SEEDS), len(lengths))


def test_parity_is_as_chapter_12_tells_it():
    lengths, shares = measured_parity()
    ten, far = (list(lengths).index(length) for length in (10, 1000))
    once, always, lstm = shares.values()
    assert lstm.min() > 0.99
    assert always[:, ten].min() > 0.97
    assert 3 <= np.sum(once[:, ten] > 0.97) <= 6
    for runs in (once, always):
        assert np.any(runs[:, far] > 0.97)
        assert np.any(runs[:, far] < 0.6)


def test_the_network_that_always_finds_parity_finds_it_here():
    assert parity("LSTM", "once", 0).min() > 0.99
