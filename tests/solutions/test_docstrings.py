"""What an exercise's docstring promises, and what its check scores, are the same."""

import inspect

import pytest

from tests.support.solution_bank import REFERENCES

CHANGEABLE = ("ndarray", "list", "tuple", "dict")
SAID = (
    "The arguments stay as they are.",
    "They stay as they are.",
    "same after the call as before",
)


def takes_what_can_be_changed(function):
    hints = [str(each.annotation) for each in inspect.signature(function).parameters.values()]
    return any(kind in hint for hint in hints for kind in CHANGEABLE)


@pytest.mark.parametrize("name", REFERENCES)
def test_docstring_says_that_arguments_stay_as_check_scores_it(name):
    function = REFERENCES[name]
    text = " ".join((inspect.getdoc(function) or "").split())
    assert any(said in text for said in SAID) or not takes_what_can_be_changed(function)
