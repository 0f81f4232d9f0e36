"""Cases of chapter 11."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.sampling import Draw
from rnn_course.build.patching import wrong_function
from rnnkit.checks.functions import drifting_step
from solutions import encoder_decoder as solved
from solutions.encoder_decoder.mistakes import MISTAKES


def encoder_state(draw: Draw) -> tuple:
    """Padding as loud as the inputs, so that reading on in it shows."""
    weights = draw.weight("D", "H"), draw.weight("H", "H"), draw.bias("H")
    return draw.normal("T", "N", "D"), draw.mask(), *weights


def teacher_forcing(draw: Draw) -> tuple:
    """Targets of different lengths; <BOS>, <EOS> and the padding are any three numbers."""
    _, N, V = draw.shape("T", "N", "V")
    pad, bos, eos, *tokens = (int(number) for number in draw.rng.permutation(V))
    state = np.tanh(draw.normal("N", "H"))
    weights = (draw.normal("V", "H"), draw.weight("H", "H"), draw.bias("H"))
    return state, _targets(draw, N, tokens, pad, eos), bos, *weights, *_output(draw)


def encoder_decoder_backward(draw: Draw) -> tuple:
    """Caches of the references' forward passes, and a gradient from every decoder step."""
    x, mask, W_xh, W_hh, b_h = encoder_state(draw)
    state, h = solved.encoder_state(x, mask, W_xh, W_hh, b_h)
    _, target, bos, *weights = teacher_forcing(draw)
    read, h_decoder, _ = solved.teacher_forcing(state, target, bos, *weights)
    inputs = np.eye(draw.sizes["V"])[read]
    decoder_cache = (inputs, state, weights[0], weights[1], h_decoder)
    dh = draw.rng.standard_normal(h_decoder.shape)
    return dh, (x, mask, W_xh, W_hh, h), decoder_cache


def greedy_decode(draw: Draw) -> tuple:
    """One case of each kind ends by <EOS> and the other at the limit, after other tokens."""
    by_end = draw.sizes["H"] >= 6
    while True:
        arguments = _start(draw, longest=draw.sizes["H"])
        tokens, _ = solved.greedy_decode(*arguments)
        _, _, _, eos, longest = arguments
        ended = tokens[-1] == eos and 3 <= len(tokens) <= longest - 2
        if (ended if by_end else eos not in tokens) and len(set(tokens)) >= 3:
            return arguments


def beam_search(draw: Draw) -> tuple:
    """A beam that beats greed, and a length that decides: at the end, and not before it."""
    wrong = "length_in_every_round" if draw.sizes["H"] == 3 else "length_ignored"
    mistaken = _mistaken_beam_search(wrong)
    while True:
        start = _start(draw, longest=6)
        _, _, _, eos, _ = start
        settings = int(draw.rng.integers(2, 5)), float(draw.rng.uniform(0.6, 1.0))
        tokens, score = solved.beam_search(*start, *settings)
        _, greedy_score = solved.greedy_decode(*start)
        is_finished = tokens[-1] == eos and 3 <= len(tokens) < 6
        if is_finished and greedy_score < score and mistaken(*start, *settings)[0] != tokens:
            return *start, *settings


def _mistaken_beam_search(name: str) -> Callable:
    """A wrong answer that the case has to show; few cases do."""
    (mistake,) = (each for each in MISTAKES if each.id == f"beam_search.{name}")
    return wrong_function(mistake, solved.beam_search)


def _start(draw: Draw, longest: int) -> tuple:
    """A decoder's step with H + 2 tokens, and where it begins."""
    state = 1.5 * draw.normal("H")
    bos, eos = (int(token) for token in draw.rng.permutation(draw.sizes["H"] + 2)[:2])
    return drifting_step, state, bos, eos, longest


def _targets(draw: Draw, N: int, tokens: list[int], pad: int, eos: int) -> np.ndarray:
    """Columns that end with <EOS> and are filled up with ``pad``; the first one is full."""
    U = draw.sizes["D"] + draw.sizes["N"]
    lengths = [U, *draw.rng.integers(2, U, size=N - 1).tolist()]
    target = draw.rng.choice(tokens, size=(U, N))
    for n, length in enumerate(lengths):
        target[length - 1, n] = eos
        target[length:, n] = pad
    return target


def _output(draw: Draw) -> tuple[np.ndarray, np.ndarray]:
    return draw.weight("H", "V"), draw.bias("V")
