"""The temperature slider: what it shows, with a kernel and without one."""

import html

import numpy as np
import pytest

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import TemperatureSlider

SAMPLES = {0.4: "the <same> again", 0.9: "the other", 1.4: "hte ohtre"}


@pytest.fixture
def slider():
    logits = np.random.default_rng(0).standard_normal(30)
    return TemperatureSlider(logits, [f"t{v}" for v in range(30)], SAMPLES, "the")


def test_it_begins_at_the_temperature_nearest_to_one(slider, text):
    assert slider.slider.value == 0.9
    assert SAMPLES[0.9] in text(slider)


@pytest.mark.parametrize("temperature", SAMPLES)
def test_moving_it_shows_the_text_of_that_temperature(slider, temperature, text, alt):
    slider.slider.value = temperature
    assert html.escape(SAMPLES[temperature]) in slider.view.value
    assert f"{temperature:g}" in text(slider)
    assert f"{temperature:g}" in alt(slider)


def test_every_temperature_has_a_picture_of_its_own(slider, picture):
    pictures = set()
    for temperature in SAMPLES:
        slider.slider.value = temperature
        pictures.add(picture(slider))
    assert len(pictures) == len(SAMPLES)


def test_its_slider_has_a_label(slider):
    assert slider.slider.description == LABELS["temperature"]


def test_without_a_kernel_there_is_a_picture_with_words_and_every_text(slider):
    bundle = slider._repr_mimebundle_()
    assert '<img src="data:image/png;base64,' in bundle["text/html"]
    assert html.escape(LABELS["temperature_alt"]) in bundle["text/html"]
    assert all(html.escape(text) in bundle["text/html"] for text in SAMPLES.values())


@pytest.mark.parametrize("samples", [{}, {0.0: "a"}, {2.0: "a", 1.0: "b"}])
def test_temperatures_that_do_not_rise_from_above_zero_are_refused(samples):
    with pytest.raises(ValueError, match="rising from above 0"):
        TemperatureSlider(np.zeros(3), list("abc"), samples, "")
