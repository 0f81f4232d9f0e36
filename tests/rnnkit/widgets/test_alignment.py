"""The alignment stepper: a picture for each written token, and what it says."""

import numpy as np
import pytest

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import alignment_stepper

WEIGHTS = np.array([[0.05, 0.7, 0.2, 0.05], [0.4, 0.1, 0.4, 0.1]])


@pytest.fixture(scope="module")
def stepper():
    return alignment_stepper(WEIGHTS, "abca", "xy")


def test_each_written_token_has_a_picture_and_the_places_with_most_weight(stepper, alt, picture):
    pictures = set()
    for step, looks in ((1, [("b", 2, 0.7), ("c", 3, 0.2), ("a", 1, 0.05)]),
                        (2, [("a", 1, 0.4), ("c", 3, 0.4), ("b", 2, 0.1)])):  # fmt: skip
        stepper.slider.value = step
        pictures.add(picture(stepper))
        keys = ("token", "place", "weight")
        places = [
            LABELS["alignment_place"].format(**dict(zip(keys, x, strict=True))) for x in looks
        ]
        reading = LABELS["alignment_reading"].format(
            token="xy"[step - 1], step=step, steps=2, looks=", ".join(places)
        )
        assert alt(stepper).endswith(f"{LABELS['alignment_alt']} {reading}")
    assert len(pictures) == 2


def test_the_slider_says_what_it_counts(stepper):
    assert stepper.slider.description == LABELS["alignment_step"]
    assert stepper.slider.max == 2


@pytest.mark.parametrize("shape", [(4, 2), (2, 3), (2,), (0, 4)])
def test_weights_of_another_shape_are_refused_with_both_shapes(shape):
    with pytest.raises(ValueError, match=r"expected shape \(2, 4\).*got \(") as error:
        alignment_stepper(np.ones(shape), "abca", "xy")
    assert str(shape) in str(error.value)


def test_nothing_written_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        alignment_stepper(np.ones((0, 4)), "abca", "")
