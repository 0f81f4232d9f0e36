"""Chapter 01: its gradient against independent ways, its cases, and the road there and back."""

from collections import Counter

import numpy as np
import pytest

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from solutions import nlp_basics
from solutions.nlp_basics import cases as nlp_cases
from tests.support.solution_bank import case_files

STEP = 1e-30
sizes = pytest.mark.parametrize("sizes", VISIBLE_SIZES + HIDDEN_SIZES, ids=str)


def cases_of(exercise):
    """The random cases; an edge is there for what it has not."""
    built = case_files(exercise)
    return [case for case in built.visible.cases + built.hidden.cases if not case.edge]


def edge_of(exercise, name):
    (case,) = (each for each in case_files(exercise).visible.cases if each.edge == Edge(name).id)
    return case


@sizes
def test_embedding_gradient_matches_complex_step(sizes):
    dx, numbers, V = nlp_cases.embedding_backward(Sampler(sizes, "oracle"))
    E = np.random.default_rng(0).standard_normal((V, dx.shape[-1]))
    expected = np.zeros_like(E)
    for place in np.ndindex(E.shape):
        moved = E.astype(complex)
        moved[place] += STEP * 1j
        expected[place] = np.sum(dx * nlp_basics.embedding_forward(numbers, moved)).imag / STEP
    got = nlp_basics.embedding_backward(dx, numbers, V)
    np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-14)


@sizes
def test_embedding_gradient_matches_pytorch(sizes):
    torch = pytest.importorskip("torch")
    dx, numbers, V = nlp_cases.embedding_backward(Sampler(sizes, "oracle"))
    E = torch.zeros((V, dx.shape[-1]), dtype=torch.float64, requires_grad=True)
    fetched = torch.nn.functional.embedding(torch.tensor(numbers), E)
    (fetched * torch.tensor(dx)).sum().backward()
    got = nlp_basics.embedding_backward(dx, numbers, V)
    np.testing.assert_allclose(got, E.grad.numpy(), rtol=1e-12, atol=1e-14)


@sizes
def test_decoding_gives_back_what_was_encoded_but_for_strangers(sizes):
    text, V = nlp_cases.build_vocabulary(Sampler(sizes, "there and back"))
    tokens, number_of = nlp_basics.build_vocabulary(text, V)
    back = nlp_basics.decode_numbers(nlp_basics.encode_tokens(text, number_of), tokens)
    assert back == [token if token in tokens else "<unk>" for token in text]
    assert "<unk>" in back


def test_a_tie_decides_who_stays_in_the_vocabulary():
    for case in cases_of("build_vocabulary"):
        text, V = case.arguments
        tokens, _ = case.outputs
        count = Counter(text)
        rarest_kept = min(count[token] for token in tokens[2:])
        assert len(tokens) == V
        assert any(count[token] == rarest_kept for token in count.keys() - set(tokens))


def test_texts_have_strangers_and_repetitions():
    for case in cases_of("encode_tokens"):
        text, number_of = case.arguments
        assert len(set(text) - number_of.keys()) == 2
        known = [token for token in text if token in number_of]
        assert len(set(known)) < len(known)


@pytest.mark.parametrize("exercise", ["one_hot", "embedding_backward"])
def test_the_first_number_is_there_and_the_last_is_not(exercise):
    for case in cases_of(exercise):
        *_, numbers, V = case.arguments
        assert numbers.min() == 0
        assert numbers.max() < V - 1


def test_a_token_is_repeated_within_a_step_and_within_a_sequence():
    for case in cases_of("embedding_backward"):
        numbers = case.arguments[1]
        assert any(len(set(row)) < len(row) for row in numbers)
        assert any(len(set(column)) < len(column) for column in numbers.T)


def test_unknown_is_not_number_1_wherever_a_stranger_is_to_be_encoded():
    for case in cases_of("encode_tokens"):
        _, number_of = case.arguments
        assert number_of["<unk>"] != 1


def test_a_word_that_stays_is_sorted_before_the_special_tokens():
    text, V = edge_of("build_vocabulary", "digits, capitals and punctuation").arguments
    tokens, _ = nlp_basics.build_vocabulary(text, V)
    assert tokens != sorted(tokens)
    assert tokens[2:] != sorted(tokens[2:], key=str.lower)


def test_a_pair_of_equally_frequent_words_is_not_decided_by_length():
    text, V = edge_of("build_vocabulary", "many words equally frequent").arguments
    tokens, _ = nlp_basics.build_vocabulary(text, V)
    longest_kept = max(map(len, tokens[2:]))
    assert any(len(token) < longest_kept for token in set(text) - set(tokens))


def test_padding_and_0_are_told_apart():
    for case in cases_of("pad_batch"):
        sequences, pad = case.arguments
        assert pad != 0
        assert any(0 in sequence for sequence in sequences)
