"""Cases of chapter 11."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.sampling import Sampler
from rnn_course.build.patching import wrong_function
from rnnkit.checks.functions import drifting_step
from solutions import encoder_decoder as solved
from solutions.encoder_decoder.mistakes import MISTAKES


def encoder_state(sample: Sampler) -> tuple:
    """Padding as loud as the inputs, so that reading on in it shows."""
    weights = sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")
    return sample.normal("T", "N", "D"), sample.mask(), *weights


def teacher_forcing(sample: Sampler) -> tuple:
    """Targets of different lengths; <BOS>, <EOS> and the padding are any three numbers."""
    _, N, V = sample.shape("T", "N", "V")
    pad, bos, eos, *tokens = (int(number) for number in sample.rng.permutation(V))
    state = np.tanh(sample.normal("N", "H"))
    weights = (sample.normal("V", "H"), sample.weight("H", "H"), sample.bias("H"))
    return state, _targets(sample, N, tokens, pad, eos), bos, *weights, *_output(sample)


def encoder_decoder_backward(sample: Sampler) -> tuple:
    """Caches of the references' forward passes, and a gradient from every decoder step."""
    x, mask, W_xh, W_hh, b_h = encoder_state(sample)
    state, h = solved.encoder_state(x, mask, W_xh, W_hh, b_h)
    _, target, bos, *weights = teacher_forcing(sample)
    read, h_decoder, _ = solved.teacher_forcing(state, target, bos, *weights)
    inputs = np.eye(sample.sizes["V"])[read]
    decoder_cache = (inputs, state, weights[0], weights[1], h_decoder)
    dh = sample.rng.standard_normal(h_decoder.shape)
    return dh, (x, mask, W_xh, W_hh, h), decoder_cache


def greedy_decode(sample: Sampler) -> tuple:
    """One case of each kind ends by <EOS> and the other at the limit, after other tokens."""
    by_end = sample.sizes["H"] >= 6
    while True:
        arguments = _start(sample, longest=sample.sizes["H"])
        tokens, _ = solved.greedy_decode(*arguments)
        _, _, _, eos, longest = arguments
        ended = tokens[-1] == eos and 3 <= len(tokens) <= longest - 2
        if (ended if by_end else eos not in tokens) and len(set(tokens)) >= 3:
            return arguments


def beam_search(sample: Sampler) -> tuple:
    """A beam that beats greed, and a length that decides: at the end, and not before it."""
    wrong = "length_in_every_round" if sample.sizes["H"] == 3 else "length_ignored"
    mistaken = _mistaken_beam_search(wrong)
    while True:
        start = _start(sample, longest=6)
        _, _, _, eos, _ = start
        settings = int(sample.rng.integers(2, 5)), float(sample.rng.uniform(0.6, 1.0))
        tokens, score = solved.beam_search(*start, *settings)
        _, greedy_score = solved.greedy_decode(*start)
        is_finished = tokens[-1] == eos and 3 <= len(tokens) < 6
        if is_finished and greedy_score < score and mistaken(*start, *settings)[0] != tokens:
            return *start, *settings


def _mistaken_beam_search(name: str) -> Callable:
    """A wrong answer that the case has to show; few cases do."""
    (mistake,) = (each for each in MISTAKES if each.id == f"beam_search.{name}")
    return wrong_function(mistake, solved.beam_search)


def _start(sample: Sampler, longest: int) -> tuple:
    """A decoder's step with H + 2 tokens, and where it begins."""
    state = 1.5 * sample.normal("H")
    bos, eos = (int(token) for token in sample.rng.permutation(sample.sizes["H"] + 2)[:2])
    return drifting_step, state, bos, eos, longest


def _targets(sample: Sampler, N: int, tokens: list[int], pad: int, eos: int) -> np.ndarray:
    """Columns that end with <EOS> and are filled up with ``pad``; the first one is full."""
    U = sample.sizes["D"] + sample.sizes["N"]
    lengths = [U, *sample.rng.integers(2, U, size=N - 1).tolist()]
    target = sample.rng.choice(tokens, size=(U, N))
    for n, length in enumerate(lengths):
        target[length - 1, n] = eos
        target[length:, n] = pad
    return target


def _output(sample: Sampler) -> tuple[np.ndarray, np.ndarray]:
    return sample.weight("H", "V"), sample.bias("V")
