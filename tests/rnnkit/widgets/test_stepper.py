"""The stepper: a picture a step, with words, and the last one where no kernel runs."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import Stepper, scan_stepper, unrolling_stepper

WORDS = "A line that <rises>."


@pytest.fixture
def stepper():
    def draw(step):
        fig, ax = plt.subplots()
        ax.plot([0, step])
        return fig

    return Stepper(draw, 3, "turn", WORDS)


def test_every_step_has_a_picture_of_its_own(stepper, picture):
    pictures = set()
    for step in (1, 2, 3):
        stepper.slider.value = step
        pictures.add(picture(stepper))
    assert len(pictures) == 3


def test_alternative_text_says_which_step_it_is(stepper, alt):
    stepper.slider.value = 2
    assert alt(stepper) == f"turn 2 of 3. {WORDS}"


def test_words_stand_below_the_picture_as_they_are(stepper, text):
    assert WORDS in text(stepper)


def test_without_a_kernel_the_last_picture_is_shown(stepper, picture):
    bundle = stepper._repr_mimebundle_()
    stepper.slider.value = 3
    assert picture(stepper) in bundle["text/html"]
    assert "onload" not in bundle["text/html"]


def test_no_figure_is_left_open(stepper):
    assert plt.get_fignums() == []


def test_unrolling_has_a_step_for_each_input():
    assert unrolling_stepper("cat", np.zeros((3, 4))).slider.max == 3


@pytest.mark.parametrize(("steps", "rounds"), [(2, 1), (8, 3), (9, 4)])
def test_a_scan_has_a_picture_for_each_round(steps, rounds, alt):
    stepper = scan_stepper(steps)
    assert stepper.slider.max == rounds
    assert alt(stepper).endswith(LABELS["scan_alt"])
