"""Every known mistake is found, told from the others, and explained without the answer."""

import re
from collections import Counter

import pytest

from rnn_course.build.cases import AT_LEAST as EQUIVALENTS
from rnn_course.build.claims import broken_rules
from rnn_course.build.known_mistakes import AT_LEAST
from tests.support.repository import REPOSITORY
from tests.support.solution_bank import MISTAKES, REFERENCES, case_files

mistakes = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.id)
SEEN_IN_PUBLISHED_CODE = {
    "rnn_forward": {"w_hh_transposed", "initial_state_ignored", "state_not_carried"},
    "softmax": {"no_shift", "over_steps", "over_batch", "over_everything"},
    "cross_entropy": {
        "target_not_subtracted",
        "loss_summed",
        "gradient_of_sum",
        "padding_counted",
        "padding_in_loss",
        "padding_in_gradient",
    },
    "rnn_cell_backward": {
        "w_hh_not_transposed",
        "dh_changed",
        "new_state_in_dw_hh",
        "tanh_twice",
        "db_over_units",
    },
    "rnn_backward": {
        "dh_not_carried",
        "w_hh_not_transposed",
        "dw_assigned",
        "dh_changed",
        "new_state_in_dw_hh",
        "loop_forward",
        "tanh_twice",
        "first_step_wraps",
        "db_over_units",
    },
}


@pytest.mark.parametrize("exercise", REFERENCES)
def test_every_exercise_has_enough_of_them(exercise):
    assert sum(mistake.exercise == exercise for mistake in MISTAKES) >= AT_LEAST


@pytest.mark.parametrize(("exercise", "names"), SEEN_IN_PUBLISHED_CODE.items())
def test_mistakes_seen_in_published_code_are_there(exercise, names):
    assert names <= {mistake.name for mistake in MISTAKES if mistake.exercise == exercise}


def test_ids_are_unique_identifiers():
    counts = Counter(mistake.id for mistake in MISTAKES)
    assert [name for name, count in counts.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", mistake.name) for mistake in MISTAKES)


@mistakes
def test_it_belongs_to_an_exercise_and_is_recognised_in_it(mistake):
    exercise = case_files(mistake.exercise).visible
    forms = [form for form in exercise.forms if form.mistakes == (mistake.id,)]
    assert any(form.explains or any(form.mutated) for form in forms)


@mistakes
def test_message_is_plain_and_does_not_tell_the_answer(mistake):
    assert broken_rules(mistake) == []


def test_no_message_stands_twice():
    counts = Counter((mistake.exercise, mistake.message) for mistake in MISTAKES)
    assert [message for message, count in counts.items() if count > 1] == []


def test_contributing_asks_for_as_many_as_the_build():
    words = {2: "two", 3: "three", 4: "four", 5: "five"}
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    numbers = words[AT_LEAST], words[EQUIVALENTS]
    assert "at least {} known mistakes and {} equivalents".format(*numbers) in text
