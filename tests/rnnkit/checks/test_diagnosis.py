"""Diagnosis: which known mistakes are named, and which of their sentences hold."""

import pytest

from rnn_course.build.patching import wrong_function
from rnnkit.checks.casefile import VISIBLE_CASES, load, save
from rnnkit.checks.judging import judge
from solutions import encoder_decoder, rnn_backward
from tests.support.solution_bank import FORMS, MISTAKES, REFERENCES

EXERCISES = {path.stem: load(path) for path in sorted(VISIBLE_CASES.glob("*.npz"))}
PATCHED = [mistake for mistake in MISTAKES if mistake.patch]


@pytest.mark.parametrize("mistake", PATCHED, ids=lambda mistake: mistake.id)
def test_every_known_mistake_loses_points_and_is_named_alone(mistake):
    exercise = EXERCISES[mistake.exercise]
    verdict = judge(wrong_function(mistake, REFERENCES[mistake.exercise]), exercise)
    assert verdict.points < exercise.points
    assert verdict.mistakes == {mistake.id: mistake.message}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_mistake_is_named_in_each_of_its_forms(form):
    exercise, mistake, _ = form.__name__.split("__", 2)
    verdict = judge(form, EXERCISES[exercise])
    assert verdict.points < EXERCISES[exercise].points
    assert f"{exercise}.{mistake}" in verdict.mistakes


@pytest.mark.parametrize("name", REFERENCES)
def test_reference_has_full_points(name):
    verdict = judge(REFERENCES[name], EXERCISES[name])
    assert verdict.is_full
    assert verdict.mistakes == {}


def test_two_mistakes_at_once_are_both_named(written):
    function = written(
        rnn_backward.rnn_cell_backward,
        ("dz_t @ W_hh.T", "dz_t @ W_hh"),
        ("dz_t.sum(axis=0)", "dz_t.mean(axis=0)"),
    )
    verdict = judge(function, EXERCISES["rnn_cell_backward"])
    assert len(verdict.mistakes) == 2
    assert verdict.points == 3
    messages = [" ".join(line.hints) for line in verdict.lines if line.hints]
    assert messages == list(verdict.mistakes.values())


def test_unknown_mistake_is_not_explained(written):
    function = written(rnn_backward.rnn_cell_backward, ("dz_t @ W_hh.T", "0.9 * dz_t @ W_hh.T"))
    verdict = judge(function, EXERCISES["rnn_cell_backward"])
    assert verdict.mistakes == {}
    assert verdict.points == 4


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_case_file_is_read_as_it_was_written(exercise, tmp_path):
    first, second = save(exercise, tmp_path / "a"), save(load(save(exercise, tmp_path)), tmp_path)
    assert first.read_bytes() == second.read_bytes()


def verdict_on(exercise, *changes, written):
    function = written(getattr(rnn_backward, exercise), *changes)
    return judge(function, EXERCISES[exercise])


def hints(verdict, output):
    (line,) = (line for line in verdict.lines if line.name == output)
    return " ".join(line.hints)


def test_a_sentence_about_an_output_that_is_otherwise_is_left_out(written):
    """`gradient_of_sum` says that L is right, which it is not here."""
    slips = ("mask[:, :, None] / N", "mask[:, :, None]"), (".sum(axis=1) / N", ".sum(axis=1) / 7")
    verdict = verdict_on("cross_entropy", *slips, written=written)
    assert "cross_entropy.gradient_of_sum" in verdict.mistakes
    assert "L is right" not in hints(verdict, "dlogits")
    assert "N times too large" in hints(verdict, "dlogits")


def test_two_mistakes_in_one_output_are_both_asked_for(written):
    slips = ("dz_t @ W_hh.T", "dz_t @ W_hh"), ("1 - h_t**2", "1 - np.tanh(h_t) ** 2")
    verdict = verdict_on("rnn_cell_backward", *slips, written=written)
    assert "Two things seem to have gone wrong at once" in hints(verdict, "dh_prev")
    assert "rnn_cell_backward.w_hh_not_transposed" in verdict.mistakes


BY_LENGTH = "each[0] / len(each[1]) ** alpha"


@pytest.mark.parametrize(
    ("choice", "is_idle"),
    [
        ("each[0]", True),
        ("each[0] / ((5 + len(each[1])) / 6) ** alpha", False),
        ("each[0] * len(each[1]) ** alpha", False),
    ],
)
def test_an_argument_is_said_to_make_no_difference_only_if_it_makes_none(choice, is_idle, written):
    """In the cases, all of these choose as if there were no alpha."""
    function = written(encoder_decoder.beam_search, (BY_LENGTH, choice))
    verdict = judge(function, EXERCISES["beam_search"])
    assert ("makes no difference" in hints(verdict, "tokens")) is is_idle
