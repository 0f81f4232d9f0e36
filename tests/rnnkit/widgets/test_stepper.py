"""The stepper: a picture a step, with words, and the last one where no kernel runs."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from rnnkit.plots._labels import LABELS
from rnnkit.plots.network import plot_chain
from rnnkit.widgets import Stepper, backward_stepper, scan_stepper, unrolling_stepper

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


def test_a_step_may_have_words_of_its_own(text):
    stepper = Stepper(lambda step: plt.figure(), 2, "turn", ["One.", "Two."])
    stepper.slider.value = 2
    assert "Two." in text(stepper)
    assert "One." not in text(stepper)
    assert "Two." in stepper._repr_mimebundle_()["text/html"]


def test_back_through_a_chain_gives_the_gradient_that_nudging_gives(text):
    x, w, targets = np.array([1.0, -0.5, 0.3]), 0.7, np.array([1.0, 0.0, -1.0])

    def loss(h_0):
        h, total = h_0, 0.0
        for x_t, target in zip(x, targets, strict=True):
            h = np.tanh(x_t + w * h)
            total += (h - target) ** 2 / 2
        return total

    stepper = backward_stepper(x, w, targets)
    stepper.slider.value = 6
    slope = (loss(1e-5) - loss(-1e-5)) / 2e-5
    assert f"{slope:.3f} goes on to the left" in text(stepper)


def test_numbers_stand_on_the_arrows_that_were_passed(text):
    ax = plt.figure().subplots()
    h, gradients = np.array([0.1, 0.2]), np.array([[1.0, 2.0], [3.0, 0.0], [5.0, 6.0]])
    shown = []
    for step in (1, 2, 3, None):
        ax.clear()
        plot_chain(ax, np.array([7.0, 8.0]), h, gradients, step)
        shown.append({t.get_text() for t in ax.texts if "." in t.get_text()})
    forward, back = {"0.100", "0.200"}, {"2.000", "6.000"}
    assert shown == [{"0.100"}, forward, forward | back, forward | back | {"1.000", "5.000"}]
    plt.close()


@pytest.mark.parametrize(("x", "targets"), [([], []), ([1.0], [1.0, 2.0]), ([[1.0]], [[1.0]])])
def test_a_chain_needs_a_target_for_each_input(x, targets):
    with pytest.raises(ValueError, match="expected one for each"):
        backward_stepper(x, 0.5, targets)
