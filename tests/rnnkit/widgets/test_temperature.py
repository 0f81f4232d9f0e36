"""The temperature slider: what it shows, with a kernel and without one."""

import html

import numpy as np
import pytest

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import TemperatureSlider
from rnnkit.widgets.temperature import SHOWN

TEMPERATURES = (0.4, 0.9, 1.4)
CLASSES = [chr(ord("a") + v) for v in range(24)] + [" ", "<"]
V, U = len(CLASSES), 5
RNG = np.random.default_rng(0)
WRITINGS = {t: (RNG.integers(0, V, U), RNG.standard_normal((U, V))) for t in TEMPERATURES}


@pytest.fixture
def widget():
    return TemperatureSlider(WRITINGS, CLASSES, "the ")


def written(temperature):
    return "".join(CLASSES[token] for token in WRITINGS[temperature][0])


def test_it_begins_at_the_temperature_nearest_to_one_and_the_first_token(widget):
    assert (widget.temperature.value, widget.place.value) == (0.9, 1)


@pytest.mark.parametrize("temperature", TEMPERATURES)
@pytest.mark.parametrize("place", [1, 3, U])
def test_it_says_which_token_was_drawn_and_how_likely_it_was(widget, temperature, place, text, alt):
    widget.temperature.value, widget.place.value = temperature, place
    tokens, logits = WRITINGS[temperature]
    p = np.exp(logits[place - 1] / temperature)
    p /= p.sum()
    drawn = tokens[place - 1]
    said = LABELS["drawn_reading"].format(
        temperature=temperature,
        token=CLASSES[drawn].replace(" ", "␣"),
        p=p[drawn],
        rank=(p > p[drawn]).sum() + 1,
    )
    assert said in text(widget)
    assert said in alt(widget)


def test_the_text_is_all_there_and_the_token_stands_out(widget, text):
    widget.place.value = 3
    names = [CLASSES[token] for token in WRITINGS[0.9][0]]
    marked = f"<b><u>{html.escape(names[2])}</u></b>"
    assert marked in widget.view.value
    assert html.escape("the " + "".join(names[:2])) + marked in widget.view.value
    assert "".join(html.escape(name) for name in names[3:]) in widget.view.value


def test_a_token_that_is_not_among_the_likeliest_has_the_last_bar():
    logits = np.linspace(5, 0, V)[None]
    widget = TemperatureSlider({1.0: (np.array([V - 1]), logits)}, CLASSES, "")
    shown = [name.get_text() for name in widget._names]
    assert shown[-1] == CLASSES[V - 1]
    assert len(shown) == SHOWN
    heights = [bar.get_height() for bar in widget._bars]
    assert heights == sorted(heights, reverse=True)


def test_every_place_has_a_picture_of_its_own(widget, picture):
    pictures = set()
    for temperature in TEMPERATURES:
        for place in range(1, U + 1):
            widget.temperature.value, widget.place.value = temperature, place
            pictures.add(picture(widget))
    assert len(pictures) == len(TEMPERATURES) * U


def test_its_sliders_have_labels(widget):
    assert widget.temperature.description == LABELS["temperature"]
    assert widget.place.description == LABELS["token_drawn"]


def test_without_a_kernel_there_is_a_picture_with_words_and_every_text(widget):
    page = widget._repr_mimebundle_()["text/html"]
    assert '<img src="data:image/jpeg;base64,' in page
    assert html.escape(LABELS["temperature_alt"]) in page
    assert all(html.escape("the " + written(temperature)) in page for temperature in TEMPERATURES)


TOKENS, LOGITS = np.zeros(2, dtype=int), np.zeros((2, V))


@pytest.mark.parametrize(
    "writings",
    [
        {},
        {0.0: (TOKENS, LOGITS)},
        {1.0: (TOKENS, LOGITS[:1])},
        {1.0: (TOKENS, LOGITS[:, 1:])},
        {1.0: (TOKENS + V, LOGITS)},
        {1.0: (TOKENS[:0], LOGITS[:0])},
        {1.0: (TOKENS, LOGITS), 1.5: (TOKENS[:1], LOGITS[:1])},
    ],
)
def test_what_does_not_fit_is_refused(writings):
    with pytest.raises(ValueError, match=f"V = {V}; got temperatures"):
        TemperatureSlider(writings, CLASSES, "")


def test_temperatures_that_do_not_rise_evenly_are_refused():
    with pytest.raises(ValueError, match="must rise by the same amount"):
        TemperatureSlider({2.0: (TOKENS, LOGITS), 1.0: (TOKENS, LOGITS)}, CLASSES, "")
