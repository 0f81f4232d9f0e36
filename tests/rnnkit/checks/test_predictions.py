"""Predictions as students make them: choices, a letter, and everything that is none."""

import numpy as np
import pytest

from rnnkit import predict, predicted
from rnnkit.checks.messages import message
from rnnkit.checks.predictions import letter_of

CHOICES = {"a": "it lasts longer", "b": "it becomes <noise>", "c": "both"}


def said(capsys, **choice):
    predict("memory", **(CHOICES | choice))
    return " ".join(capsys.readouterr().out.split())


def squeezed(text):
    return " ".join(text.split())


def rows():
    return " ".join(message("choice", letter=k, choice=v) for k, v in CHOICES.items())


@pytest.mark.parametrize("choice", [{}, {"mine": ""}, {"mine": " \n"}, {"mine": None}])
def test_no_letter_shows_the_choices_and_what_to_do(capsys, choice):
    assert said(capsys, **choice) == f"{message('choose')} {rows()}"


@pytest.mark.parametrize("mine", ["b", "B", " b ", "\tB\n", "ｂ", "Ｂ"])
def test_letter_is_said_again_with_its_words(capsys, mine):
    assert said(capsys, mine=mine) == message("prediction", letter="b", choice=CHOICES["b"])


@pytest.mark.parametrize(
    ("mine", "got"),
    [("z", "'z'"), ("ab", "'ab'"), ("mine", "'mine'"), (2, "2"), (True, "True"), (["b"], "['b']")],
)
def test_what_is_no_choice_is_told_what_is_expected(capsys, mine, got):
    expected = message("no_such_choice", got=got, letters="a, b, c")
    assert said(capsys, mine=mine) == f"{expected} {rows()}"


@pytest.mark.parametrize("mine", [np.zeros((50, 50)), "x" * 1_000_000, predict, {"b": "b"}])
def test_whatever_is_typed_the_answer_is_short(capsys, mine):
    assert len(said(capsys, mine=mine)) < 400


def test_prediction_is_shown_again_as_it_was_last_made(capsys):
    predict("memory", **CHOICES, mine="a")
    predict("memory", **CHOICES, mine="b")
    capsys.readouterr()
    predicted("memory")
    shown = squeezed(capsys.readouterr().out)
    assert shown == message("predicted", letter="b", choice=CHOICES["b"])


@pytest.mark.parametrize("mine", ["", "z", 7])
def test_letter_that_was_taken_back_is_not_shown_again(capsys, mine):
    predict("memory", **CHOICES, mine="a")
    predict("memory", **CHOICES, mine=mine)
    capsys.readouterr()
    predicted("memory")
    assert squeezed(capsys.readouterr().out) == message("not_predicted", name="memory")


def test_prediction_that_was_never_made_is_asked_for(capsys):
    predicted("never_made")
    assert squeezed(capsys.readouterr().out) == message("not_predicted", name="never_made")


def test_choices_may_be_missing_altogether(capsys):
    predict("memory")
    assert squeezed(capsys.readouterr().out) == message("choose")


def test_notebook_shows_html_that_nothing_can_get_out_of(monkeypatch):
    shown = []
    monkeypatch.setattr("rnnkit.checks.rendering.get_ipython", object)
    monkeypatch.setattr(
        "rnnkit.checks.rendering.display", lambda bundle, raw: shown.append((bundle, raw))
    )
    assert predict("memory", **CHOICES, mine="b") is None
    assert predicted("memory") is None
    for bundle, raw in shown:
        assert raw
        assert set(bundle) == {"text/plain", "text/html"}
        assert "it becomes &lt;noise&gt;." in bundle["text/html"]
        assert "it becomes <noise>." in bundle["text/plain"]
        assert "color:" not in bundle["text/html"].replace("background-color:", "")


def test_letters_of_other_scripts_are_not_taken_for_ours():
    assert letter_of("а", CHOICES) == ""  # a Cyrillic one
    assert letter_of("a", {}) == ""
