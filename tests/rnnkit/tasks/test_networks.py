"""The gallery's networks: exact gradients, no leak from padding, and they learn."""

import numpy as np
import pytest

from rnnkit.tasks import AttentionTranslator, Batch, Reader, Task, Translator, learn
from rnnkit.tasks.task import array_batches, padded, padded_batches, whole

READERS = {
    "one a step": {},
    "RNN": {"step": "RNN"},
    "once": {"once": True},
    "both ways": {"both_ways": True},
    "tokens, once, both ways": {"embedding": 3, "once": True, "both_ways": True},
}


def slope_along_gradient(network, batch, rng):
    """Compare the loss's slope along a random direction with the one that step predicts."""
    _, gradients = network.step(batch)
    gradients = {name: g.astype(float) for name, g in gradients.items()}
    direction = {name: rng.standard_normal(g.shape) for name, g in gradients.items()}
    start = {name: p.copy() for name, p in network.parameters.items()}
    losses = []
    for sign in (1, -1):
        for name, p in network.parameters.items():
            p[...] = start[name] + sign * 1e-2 * direction[name]
        losses.append(network.step(batch)[0])
    predicted = sum(np.sum(gradients[name] * direction[name]) for name in gradients)
    return (losses[0] - losses[1]) / 2e-2, predicted


def batch_for(options, rng):
    lengths = np.array([5, 3, 1])
    tokens = "embedding" in options
    x = rng.integers(0, 4, (5, 3)) if tokens else rng.standard_normal((5, 3, 4))
    return Batch(x, rng.integers(0, 3, (1 if options.get("once") else 5, 3)), lengths)


@pytest.mark.parametrize("options", READERS.values(), ids=READERS)
def test_reader_predicts_the_slope_of_its_loss(options, rng):
    network = Reader(4, 3, H=6, **options)
    measured, predicted = slope_along_gradient(network, batch_for(options, rng), rng)
    assert measured == pytest.approx(predicted, rel=2e-2, abs=2e-3)


TRANSLATORS = pytest.mark.parametrize("kind", [Translator, AttentionTranslator])


@TRANSLATORS
def test_translator_predicts_the_slope_of_its_loss(kind, rng):
    network = kind(5, 4, H=6, embedding=3)
    source_mask, mask = np.ones((4, 3)), np.ones((3, 3))
    source_mask[2:, 1] = mask[2:, 2] = 0
    batch = (
        rng.integers(0, 5, (4, 3)),
        source_mask,
        *rng.integers(0, 4, (2, 3, 3)),
        mask,
    )
    measured, predicted = slope_along_gradient(network, batch, rng)
    assert measured == pytest.approx(predicted, rel=2e-2, abs=2e-3)


@pytest.mark.parametrize("options", READERS.values(), ids=READERS)
def test_what_stands_in_the_padding_changes_no_answer(options, rng):
    batch = batch_for(options, rng)
    other = batch.x.copy()
    other[np.arange(5)[:, None] >= batch.lengths] = 1
    network = Reader(4, 3, H=6, **options)
    before, after = network.answer(batch), network.answer(batch._replace(x=other))
    np.testing.assert_array_equal(before[batch.mask > 0], after[batch.mask > 0])


def test_one_answer_is_the_mean_of_the_opinions(rng):
    batch = batch_for({"once": True}, rng)
    network = Reader(4, 3, H=6, once=True)
    opinions, answer = network.opinions(batch), network.answer(batch)
    for n, length in enumerate(batch.lengths):
        np.testing.assert_allclose(opinions[:length, n].mean(axis=0), answer[0, n], atol=1e-5)


def test_learning_beats_chance_on_the_last_token_read(rng):
    x = rng.integers(0, 3, (6, 64))
    task = Task(array_batches(x, x, 16), whole(x, x), 3, ("a", "b", "c"))
    network = Reader(3, 3, H=8, embedding=3)
    learn(network, task.batches, steps=60, learning_rate=3e-2)
    assert (network.answer(task.exam).argmax(axis=-1) == x).mean() > 0.95


def test_writing_goes_on_from_what_was_written(rng):
    network = Translator(5, 4, H=6, embedding=3)
    source, mask = rng.integers(0, 5, (4, 3)), np.ones((4, 3))
    written = network.write(source, mask, bos=2, steps=3)
    read = np.vstack([np.full((1, 3), 2), written[:-1]])
    h, _ = network.decoder.forward(network.write_lookup.forward(read), network.read(source, mask))
    np.testing.assert_array_equal(network.output.forward(h).argmax(axis=-1), written)


def test_attention_writes_what_the_training_step_finds_likeliest(rng):
    network = AttentionTranslator(5, 4, H=6, embedding=3)
    for name, array in network.parameters.items():
        array[...] *= 4 if "output" in name else 2  # so that tokens differ clearly
    source, mask = rng.integers(0, 5, (4, 3)), np.ones((4, 3))
    mask[2:, 1] = 0
    written = network.write(source, mask, bos=2, steps=3)
    read = np.vstack([np.full((1, 3), 2), written[:-1]])
    losses = [network.step((source, mask, read, wanted, np.ones((3, 3))))[0]
              for wanted in (written, (written + 1) % 4, (written + 2) % 4)]  # fmt: skip
    assert np.argmin(losses) == 0
    h, _ = network.decoder.forward(network.write_lookup.forward(read))
    k, _ = network.encoder.forward(network.read_lookup.forward(source), lengths=[4, 2, 4])
    c = np.einsum("unt,tnh->unh", network.looks(source, mask, read), k)
    scores = network.output.forward(np.concatenate([h, c.astype(np.float32)], axis=-1))
    np.testing.assert_array_equal(scores.argmax(axis=-1), written)


def test_attention_never_looks_at_padding_and_sees_nothing_of_it(rng):
    network = AttentionTranslator(5, 4, H=6, embedding=3)
    source, mask, read = rng.integers(0, 5, (4, 3)), np.ones((4, 3)), rng.integers(0, 4, (3, 3))
    mask[2:, 1] = 0
    a = network.looks(source, mask, read)
    assert a.shape == (3, 3, 4)
    np.testing.assert_allclose(a.sum(axis=-1), 1, rtol=1e-6)
    assert not a[:, 1, 2:].any()
    alone = network.looks(source[:2, 1:2], mask[:2, 1:2], read[:, 1:2])
    np.testing.assert_allclose(a[:, 1:2, :2], alone, atol=1e-6)


def test_sharpness_multiplies_the_scores(rng):
    network = AttentionTranslator(5, 4, H=6, embedding=3)
    given = rng.integers(0, 5, (4, 3)), np.ones((4, 3)), rng.integers(0, 4, (3, 3))
    plain = network.looks(*given)
    network.sharpness = 3
    sharp = network.looks(*given)
    np.testing.assert_allclose(sharp, plain**3 / (plain**3).sum(-1, keepdims=True), rtol=1e-4)


def test_mask_begins_where_the_exam_begins():
    batch = Batch(np.zeros((4, 2), int), np.zeros((4, 2), int), np.array([4, 3]), np.array([2, 0]))
    np.testing.assert_array_equal(batch.mask.T, [[0, 0, 1, 1], [1, 1, 1, 0]])


def test_one_label_for_each_sequence_has_a_mask_of_one_row():
    batch = padded([np.array([1, 2, 3]), np.array([4])], np.array([1, 0]))
    np.testing.assert_array_equal(batch.y, [[1, 0]])
    np.testing.assert_array_equal(batch.mask, [[1, 1]])


def test_padded_batches_hold_each_sequence_once_with_its_own_labels(rng):
    x = [np.full(length, length) for length in (3, 1, 4, 2, 5)]
    batches = list(padded_batches(x, [-sequence for sequence in x], 2)(rng))
    seen = sorted(length for batch in batches for length in batch.lengths)
    assert seen == [1, 2, 3, 4, 5]
    for batch in batches:
        np.testing.assert_array_equal(batch.x, -batch.y)
        np.testing.assert_array_equal(batch.x[0], batch.lengths)
