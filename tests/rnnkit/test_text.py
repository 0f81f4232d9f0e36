"""rnnkit.text: nothing is lost on the way from text to arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnkit.text import Vocabulary, length_batches, pad_sequences, split_words, stream_batches


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Cats average 15 hours.", ["Cats", "average", "15", "hours", "."]),
        ("don't (stop)", ["don't", "(", "stop", ")"]),
        ("我爱NLP。", ["我", "爱", "NLP", "。"]),
        ("  \n", []),
    ],
)
def test_words_and_signs_are_separated(text, tokens):
    assert split_words(text) == tokens


def test_vocabulary_begins_with_special_tokens_then_falls_in_frequency():
    vocabulary = Vocabulary(["banana", "bandana"])
    assert vocabulary.tokens == ("<pad>", "<unk>", "<bos>", "<eos>", "a", "n", "b", "d")
    numbers = vocabulary.pad, vocabulary.unk, vocabulary.bos, vocabulary.eos
    assert [vocabulary.tokens[n] for n in numbers] == ["<pad>", "<unk>", "<bos>", "<eos>"]


def test_size_and_min_count_keep_the_frequent_tokens():
    assert Vocabulary(["aaabbc"], size=2).tokens[4:] == ("a", "b")
    assert Vocabulary(["aaabbc"], min_count=2).tokens[4:] == ("a", "b")
    assert len(Vocabulary(["aaabbc"], size=0)) == 4


def test_special_token_in_the_text_gets_no_second_number():
    vocabulary = Vocabulary([["<eos>", "a"]])
    assert len(vocabulary) == len(set(vocabulary.tokens)) == 5
    assert vocabulary.encode(["<eos>"]).tolist() == [vocabulary.eos]


def test_unknown_tokens_become_unk():
    assert Vocabulary(["ab"]).encode("axb").tolist() == [4, 1, 5]


@given(st.lists(st.text(), min_size=1))
def test_decode_undoes_encode(texts):
    vocabulary = Vocabulary(texts)
    for text in texts:
        numbers = vocabulary.encode(text, bos=True, eos=True)
        assert (numbers[0], numbers[-1]) == (vocabulary.bos, vocabulary.eos)
        assert "".join(vocabulary.decode([*numbers, vocabulary.pad])) == text


def test_tokens_need_not_be_strings():
    notes = [(60, 4), (62, 4), (60, 4)]
    vocabulary = Vocabulary([notes])
    assert vocabulary.decode(vocabulary.encode(notes)) == notes


@pytest.mark.parametrize("number", [-1, 5])
def test_decode_refuses_numbers_outside(number):
    with pytest.raises(ValueError, match=f"0 to 4; got {number}"):
        Vocabulary(["a"]).decode([number])


@given(st.lists(st.lists(st.integers(1, 9)), min_size=1))
def test_padded_columns_hold_the_sequences(sequences):
    ids, mask, lengths = pad_sequences(sequences)
    assert ids.shape == mask.shape == (max(map(len, sequences)), len(sequences))
    for n, sequence in enumerate(sequences):
        assert ids[: lengths[n], n].tolist() == sequence
        assert not ids[lengths[n] :, n].any()
        assert mask[:, n].tolist() == [True] * len(sequence) + [False] * (len(ids) - len(sequence))


def test_feature_rows_are_padded_too(rng):
    features = [rng.normal(size=(3, 2)), np.zeros((0, 2)), rng.normal(size=(1, 2))]
    ids, mask, _ = pad_sequences(features)
    assert ids.shape == (3, 3, 2)
    np.testing.assert_array_equal(ids[:, 0], features[0])
    np.testing.assert_array_equal(mask.sum(axis=0), [3, 0, 1])


def test_padding_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        pad_sequences([])


@pytest.mark.parametrize("options", [{"batch_size": 7}, {"max_steps": 60}])
def test_every_sequence_is_in_one_batch_of_similar_lengths(rng, options):
    lengths = rng.integers(0, 30, size=200)
    batches = list(length_batches(lengths, rng=rng, **options))
    assert sorted(np.concatenate(batches)) == list(range(200))
    padding = sum(len(b) * lengths[b].max() - lengths[b].sum() for b in batches)
    assert padding < 0.1 * lengths.sum()


def test_max_steps_limits_batch_times_length(rng):
    lengths = rng.integers(1, 50, size=300)
    batches = list(length_batches(lengths, rng=rng, max_steps=80))
    assert all(len(b) * lengths[b].max() <= 80 for b in batches)
    assert max(map(len, batches)) > 4


def test_sequence_longer_than_max_steps_gets_its_own_batch(rng):
    batches = list(length_batches([3, 100], rng=rng, max_steps=10))
    assert sorted(b.tolist() for b in batches) == [[0], [1]]


def test_batches_depend_on_the_seed_only():
    lengths = np.arange(50) % 7

    def epoch(seed):
        batches = length_batches(lengths, rng=np.random.default_rng(seed), batch_size=8)
        return [batch.tolist() for batch in batches]

    assert epoch(1) == epoch(1) != epoch(2)


def test_no_sequences_give_no_batches(rng):
    assert list(length_batches([], rng=rng)) == []


def test_streams_go_on_where_they_ended():
    batches = list(stream_batches(np.arange(101), batch_size=4, steps=7))
    x = np.concatenate([batch.x for batch in batches])
    np.testing.assert_array_equal(x, np.arange(100).reshape(4, 25).T)
    for batch in batches:
        np.testing.assert_array_equal(batch.y, batch.x + 1)
        assert len(batch.x) <= 7
    assert [batch.fresh for batch in batches] == [True, False, False, False]


def test_random_start_moves_the_windows(rng):
    starts = {
        next(stream_batches(np.arange(101), batch_size=4, steps=7, rng=rng)).x[0, 0]
        for _ in range(50)
    }
    assert starts == set(range(7))


@given(st.integers(2, 40), st.integers(1, 10), st.integers(1, 10), st.integers(0, 9))
def test_streams_never_leave_the_text(length, batch_size, steps, seed):
    ids = np.arange(length)
    if length <= batch_size:
        with pytest.raises(ValueError, match="more than batch_size"):
            list(stream_batches(ids, batch_size=batch_size, steps=steps))
        return
    rng = np.random.default_rng(seed)
    batches = list(stream_batches(ids, batch_size=batch_size, steps=steps, rng=rng))
    assert batches
    for batch in batches:
        np.testing.assert_array_equal(batch.y, batch.x + 1)
        assert batch.y.max() < length
