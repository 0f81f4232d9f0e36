"""Kept pictures with sliders: a picture and a sentence with the numbers for each place."""

import numpy as np
import pytest

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import CurveSlider, PaddingSlider, StatesSlider, TangentSlider

Z = np.linspace(-8, 8, 161)
S = 1 / (1 + np.exp(-Z))
MASK = np.array([[1, 1, 1], [1, 1, 1], [1, 0, 0], [1, 0, 0], [1, 0, 0]])
TEXTS = [["a" if real else "<pad>" for real in row] for row in MASK]
X = np.random.default_rng(0).standard_normal((*MASK.shape, 2))
X[MASK == 0] = [3.0, -1.0]
STATES = {1.0: np.zeros((3, 2)), 1.5: np.full((3, 2), 0.5), 2.0: np.array([[0.9, -0.8]] * 3)}
CURVES = {0.0: np.array([1.0, 0.5]), 1.0: np.array([1.0, 0.25])}


def tangent():
    return TangentSlider(Z[:, None], S[:, None], (S * (1 - S))[:, None])


def padding():
    return PaddingSlider(TEXTS, X, MASK)


def states():
    return StatesSlider("gain", STATES, "abc", ["on", "off"])


def curve():
    return CurveSlider("bias", np.array([1, 2]), CURVES, {"RNN": np.ones(2)}, "steps", "norm")


MAKERS = pytest.mark.parametrize("make", [tangent, padding, states, curve])


@MAKERS
def test_every_place_has_a_picture_and_words_of_its_own(make, picture, text):
    widget = make()
    (slider,) = widget.controls
    seen = {(picture(widget), text(widget))}
    slider.value = slider.max
    seen.add((picture(widget), text(widget)))
    pictures, words = zip(*seen, strict=True)
    assert len(set(pictures)) == len(set(words)) == 2


@MAKERS
def test_the_slider_has_a_name_and_the_picture_has_the_words_of_the_page(make, alt, text):
    widget = make()
    (slider,) = widget.controls
    assert slider.description
    reading = widget._update(slider.value)
    assert reading in alt(widget)
    assert reading in text(widget)


def test_the_tangent_is_read_where_the_slider_stands(text):
    widget = tangent()
    widget.controls[0].value = 2.0
    said = LABELS["tangent_reading"].format(z=2.0, s=0.880797, slope=0.104994, growth=0.0104994)
    assert said in text(widget)


@pytest.mark.parametrize(("steps", "share"), [(2, 0), (4, 0.5), (5, 0.6)])
def test_the_plain_mean_goes_as_far_as_there_is_padding(steps, share, text):
    widget = padding()
    widget.controls[0].value = steps
    said = LABELS["padding_reading"].format(T=steps, real=2, share=share)
    assert said in text(widget)


def test_the_first_sentence_is_at_least_as_long_as_the_others():
    (slider,) = padding().controls
    assert (slider.min, slider.max) == (2, 5)


def test_a_setting_says_its_name_its_value_and_what_comes_of_it(text):
    widget = states()
    widget.controls[0].value = 2.0
    assert LABELS["setting"].format(name="gain", value=2.0) in text(widget)
    said = LABELS["states_reading"].format(steps=3, highest=0.9, second=-0.8)
    assert said in text(widget)
    widget = curve()
    widget.controls[0].value = 1.0
    assert LABELS["curve_reading"].format(x=2, y=0.25) in text(widget)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: TangentSlider(Z, S[1:], S), "161, 160 and 161"),
        (lambda: PaddingSlider(TEXTS[1:], X, MASK), r"\(4, 3\)"),
        (lambda: PaddingSlider(TEXTS[:2], X[:2], MASK[:2]), r"lengths \[2, 2, 2\]"),
        (lambda: StatesSlider("gain", {}, "abc", ["on"]), "gain must rise"),
        (lambda: StatesSlider("gain", {1: X, 2: X, 4: X}, "abc", ["on"]), "gain must rise"),
        (lambda: StatesSlider("gain", {1: X, 2: X[1:]}, "abc", ["on"]), "one shape"),
        (lambda: CurveSlider("b", Z, {2.0: S, 1.0: S}, {}, "", ""), "b must rise"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_came(make, message):
    with pytest.raises(ValueError, match=message):
        make()
