"""What the gallery's tasks hold, and what its pages say."""

import numpy as np
import pytest

from rnnkit import tasks
from rnnkit.tasks import shaded_reviews, tagged_lines

MADE = ("speech_task", "dna_task", "video_task", "music_task")


@pytest.mark.parametrize("name", MADE)
def test_batches_and_exam_have_one_form(name, rng):
    task = getattr(tasks, name)()
    for batch in (next(iter(task.batches(rng))), task.exam):
        T, N = batch.x.shape[:2]
        assert batch.y.shape in ((T, N), (1, N))
        assert batch.mask.shape == batch.y.shape
        assert batch.lengths.max() == T
        assert 0 <= batch.y.min() <= batch.y.max() < len(task.classes)


def test_exam_in_music_is_what_was_not_heard(rng):
    task = tasks.music_task()
    (lesson,) = task.batches(rng)
    heard = lesson.lengths  # the last label of the lesson is at heard - 1
    assert (task.exam.begin >= heard).all()
    assert (task.exam.mask.sum(axis=0) > 0).all()


def test_frames_by_themselves_are_the_same_frames():
    task = tasks.speech_task()
    alone = tasks.frame_by_frame(task)
    T, N = task.exam.y.shape
    np.testing.assert_array_equal(alone.exam.y.reshape(T, N), task.exam.y)
    np.testing.assert_array_equal(alone.exam.x.reshape(T, N, -1), task.exam.x)
    assert (alone.exam.lengths == 1).all()


def test_speaking_takes_as_long_as_the_frames():
    labels = np.array([0, 0, 1, 1, 1, 2])
    sound = tasks.speak(labels, tasks.speech_task().classes)
    assert len(sound.samples) == round(0.02 * len(labels) * sound.rate)
    assert not sound.samples[: round(0.03 * sound.rate)].any()  # silence comes first


def test_spans_are_marked_where_a_capital_begins_them():
    page = tagged_lines([("x", "abcdef", "OPpPpO")]).data
    assert page.count("<mark") == 2
    assert ">bc<" in page
    assert ">de<" in page


def test_a_span_that_never_began_is_shown_all_the_same():
    page = tagged_lines([("x", "abc", "Opp")]).data
    assert ">bc<" in page


@pytest.mark.parametrize("tags", ["OPLGC", "pPplLl", "cCcOcc", "OOOO", "GgGgP"])
def test_no_character_is_lost(tags):
    text = "0123456789"[: len(tags)]
    page = tagged_lines([("", text, tags)]).data
    cell = page.split("<td")[2].split(">", 1)[1]
    plain = "".join(piece.split(">")[-1] for piece in cell.split("<"))
    letters = "".join(c for c in plain if c.isdigit())
    assert letters == text


def test_text_is_escaped():
    assert "<b>" not in tagged_lines([("<b>", "<b>", "OOO")]).data
    assert "<b>" not in shaded_reviews(["<b>"], np.zeros((3, 1)), ["<b>"]).data


def test_verdict_is_the_mean_over_the_own_characters():
    page = shaded_reviews(["ab", "abc"], np.array([[1.0, -1], [1, -1], [9, -1]])).data
    assert "73% positive" in page  # 1 / (1 + exp(-1))
    assert "27% positive" in page
