"""The box for dates: greedy and a wider beam, and what is typed that nobody expects."""

import numpy as np
import pytest

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import BeamBox

EXAMPLES = ("4 mars 2024", "<b>5 mai</b>")
KNOWN = set("4 mars 20<b>5i/")


def write(text, width):
    return f"{text}/{width}", np.log(0.1 * width)


@pytest.fixture
def box():
    return BeamBox(write, EXAMPLES, KNOWN)


def test_a_beam_of_one_stands_above_the_chosen_one(box, text):
    box.width.value = 4
    said = text(box)
    for width in (1, 4):
        assert LABELS["beam_of"].format(width=width) in said
        assert f"4 mars 2024/{width}" in said
        numbers = {"p": 0.1 * width, "score": np.log(0.1 * width)}
        assert LABELS["beam_probability"].format(**numbers).split(maxsplit=1)[1] in said
    assert said.index("2024/1") < said.index("2024/4")


def test_a_width_of_one_stands_there_once(box, text):
    box.width.value = 1
    assert text(box).count("2024/1") == 1


def test_an_example_that_is_chosen_is_written(box, text):
    box.examples.value = EXAMPLES[1]
    assert f"{EXAMPLES[1]}/2" in text(box)
    assert "<b>5 mai</b>/2" not in box.view.value


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_nothing_to_read_is_said(box, typed, text):
    box.text.value = typed
    assert LABELS["beam_empty"] in text(box)


def test_characters_that_were_never_learnt_are_named_once(box, text):
    box.text.value = "4 月 月"
    assert LABELS["beam_unknown"].format(signs="月") in text(box)


@pytest.mark.parametrize(
    ("error", "label", "values"),
    [
        (NotImplementedError(), "beam_unwritten", {}),
        (KeyError("W"), "beam_raised", {"kind": "KeyError", "error": "'W'"}),
    ],
)
def test_a_function_that_fails_is_answered_in_words(error, label, values, text):
    def fails(text, width):
        raise error

    assert LABELS[label].format(**values) in text(BeamBox(fails, EXAMPLES, KNOWN))


def test_what_is_no_text_with_a_score_is_answered_in_words(text):
    assert "TypeError" in text(BeamBox(lambda text, width: None, EXAMPLES, KNOWN))


def test_no_example_is_refused():
    with pytest.raises(ValueError, match="at least one example"):
        BeamBox(write, (), KNOWN)


def test_every_control_has_a_label(box):
    controls = (box.text, box.examples, box.width)
    assert [each.description for each in controls] == [
        LABELS["beam_text"],
        LABELS["or_choose"],
        LABELS["beam_width"],
    ]
