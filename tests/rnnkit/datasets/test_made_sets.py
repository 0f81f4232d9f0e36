"""Sequences made by rules: the rule holds, and cannot be guessed from less."""

import numpy as np
import pytest

from rnnkit import datasets
from rnnkit.datasets import dna, melodies, sound


def test_adding_targets_are_the_sum_of_two_marked_numbers():
    part = datasets.adding_problem(100, steps=9).train
    marks = part.x[:, :, 1]
    np.testing.assert_array_equal(marks[:4].sum(axis=0), 1)
    np.testing.assert_array_equal(marks[4:].sum(axis=0), 1)
    np.testing.assert_array_equal(part.y[:, 0], (part.x[:, :, 0] * marks).sum(axis=0))


def test_always_one_has_the_error_that_the_docstring_claims():
    y = datasets.adding_problem(20_000, steps=4).train.y
    assert np.mean((y - 1) ** 2) == pytest.approx(1 / 6, rel=0.03)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("CCATGAAATAGCC", "0012312312300"),  # one gene, with its stop codon
        ("CATGCTAACATGA", "0123123123123"),  # TAA out of frame does not close it
        ("ATGTGATG", "12312300"),  # the A of the stop codon opens no new gene
        ("ATGC", "1231"),  # cut off by the end
        ("CCCC", "0000"),
    ],
)
def test_genes_are_read_in_threes(text, places):
    assert "".join(map(str, dna._codon_places(text))) == places


def test_dna_targets_follow_from_the_bases_and_both_kinds_are_frequent():
    part = datasets.dna_genes(50).test
    for n in range(part.x.shape[1]):
        text = "".join("ACGT"[base] for base in part.x[:, n])
        assert part.y[:, n].tolist() == dna._codon_places(text)
    assert 0.3 < (part.y > 0).mean() < 0.8


def places(films, size=12):
    """Return rows and columns of noiseless films as angles, complex arrays of shape (T, N)."""
    frames = films.reshape(*films.shape[:2], size, size)
    turn = np.exp(2j * np.pi * np.arange(size) / size)  # the sides of a frame are joined
    rows, columns = frames.sum(axis=3) @ turn, frames.sum(axis=2) @ turn
    return rows / np.abs(rows), columns / np.abs(columns)


def steps_between(angles, size=12):
    """Return how many pixels the shape moves from frame to frame."""
    return np.angle(angles[1:] / angles[:-1]) * size / (2 * np.pi)


def films_of(move):
    data = datasets.moving_shapes(400, size=12, noise=0.0)
    rows, columns = places(data.train.x[:, data.train.y == data.classes.index(move)])
    return steps_between(rows), steps_between(columns)


@pytest.mark.parametrize(
    ("move", "down", "right"),
    [("left", 0, -0.5), ("right", 0, 0.5), ("up", -0.5, 0), ("down", 0.5, 0)],
)
def test_shapes_move_as_their_class_says(move, down, right):
    rows, columns = films_of(move)
    np.testing.assert_allclose(rows, down, atol=0.2)
    np.testing.assert_allclose(columns, right, atol=0.2)


@pytest.mark.parametrize(("move", "sense"), [("clockwise", 1), ("anticlockwise", -1)])
def test_shapes_turn_as_their_class_says(move, sense):
    rows, columns = films_of(move)
    # Rows count downwards: first right, then down, is with the clock.
    turns = columns[:-1] * rows[1:] - rows[:-1] * columns[1:]
    assert np.all(np.sign(turns) == sense)


@pytest.mark.parametrize("t", [0, 5, 11])
def test_single_frame_does_not_show_the_move(t):
    data = datasets.moving_shapes(3000, size=12, noise=0.0)
    for angles in places(data.train.x[t : t + 1]):
        for move in range(6):
            assert abs(angles[0, data.train.y == move].mean()) < 0.15


def test_small_frames_are_refused():
    with pytest.raises(ValueError, match="at least 8"):
        datasets.moving_shapes(size=5)


def test_vowels_differ_in_the_mean_and_silence_is_quiet():
    part = datasets.formant_tones().train
    means = np.array([part.x[part.y == k].mean(axis=0) for k in range(6)])
    gaps = np.abs(means[:, None] - means).max(axis=2) + 9 * np.eye(6)
    assert gaps.min() > 0.5
    assert means[0].max() < means[1:].max(axis=1).min()


@pytest.mark.parametrize("vowel", sound.FORMANTS)
def test_vowels_sound_loudest_near_their_first_formant(vowel):
    tone = datasets.formant_sound([vowel], pitch=100, seconds=0.5)
    spectrum = np.abs(np.fft.rfft(tone.samples))
    loudest = np.fft.rfftfreq(len(tone.samples), 1 / tone.rate)[spectrum.argmax()]
    assert abs(loudest - sound.FORMANTS[vowel][0]) <= 60


def test_silence_is_silent_and_sound_stays_in_range():
    tone = datasets.formant_sound(["ah", "silence"], seconds=0.2)
    assert len(tone.samples) == 0.4 * tone.rate
    assert 0.5 < np.abs(tone.samples).max() <= 1
    assert not tone.samples[len(tone.samples) // 2 :].any()


def test_unknown_vowel_is_refused():
    with pytest.raises(ValueError, match="got xx"):
        datasets.formant_sound(["ah", "xx"])


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1", (60, 4)),
        ("5,", (55, 4)),
        ("7'_", (83, 2)),
        ("2.", (62, 6)),
        ("3_.", (64, 3)),
        ("0-", (0, 8)),
        ("6---", (69, 16)),
    ],
)
def test_numbered_notation_is_read(text, note):
    assert melodies._note(text) == note


@pytest.mark.parametrize("text", ["8", "1*", "", "_1"])
def test_what_is_no_note_is_refused(text):
    with pytest.raises(ValueError, match="not a note"):
        melodies._note(text)


def test_training_tunes_come_in_all_keys_and_others_in_one():
    data = datasets.folk_melodies()
    assert len(data.train.x) == 12 * 20
    first = [x for x, y in zip(data.train.x, data.train.y, strict=True) if y == data.train.y[0]]
    shifts = {int(x[0, 0] - first[0][0, 0]) for x in first}
    assert shifts == set(range(12))
    for notes in first:
        np.testing.assert_array_equal(np.diff(notes[:, 0]), np.diff(first[0][:, 0]))
    assert len(data.test.x) == len(data.validation.x) == 2


def test_no_title_is_in_two_parts():
    data = datasets.folk_melodies()
    titles = [set(part.y) for part in (data.train, data.validation, data.test)]
    assert len(set.union(*titles)) == sum(map(len, titles)) == len(melodies.TUNES)


@pytest.mark.parametrize("keys", [0, 13])
def test_senseless_number_of_keys_is_refused(keys):
    with pytest.raises(ValueError, match=f"got {keys}"):
        datasets.folk_melodies(keys)


def test_notes_sound_at_their_pitch_and_length():
    tone = datasets.notes_sound([[69, 4]], beats_per_minute=60)
    assert len(tone.samples) == tone.rate
    spectrum = np.abs(np.fft.rfft(tone.samples))
    assert abs(spectrum.argmax() - 440) <= 1


def test_rests_are_silent():
    tone = datasets.notes_sound([[0, 4], [60, 4]])
    half = len(tone.samples) // 2
    assert not tone.samples[:half].any()
    assert tone.samples[half:].any()


def test_notes_of_another_shape_are_refused():
    with pytest.raises(ValueError, match=r"\(T, 2\)"):
        datasets.notes_sound([60, 62])
