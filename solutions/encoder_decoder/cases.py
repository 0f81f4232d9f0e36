"""Cases of chapter 11."""

from collections.abc import Callable
from functools import partial

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from rnn_course.build.patching import wrong_function
from rnnkit.checks.functions import bigram_step, drifting_step
from solutions import encoder_decoder as solved
from solutions.encoder_decoder.mistakes import MISTAKES, forms

# Probabilities of the next token: ^ is <BOS>, $ is <EOS>. What is missing has next to none.
FALLS_OUT = {  # "$" is fourth after two rounds, and better than all that is left in the end
    "^": {"a": 0.7, "$": 0.2, "b": 0.1},
    "a": {"b": 0.34, "c": 0.335, "d": 0.325},
    "b": {"$": 0.3, "a": 0.25, "b": 0.25, "c": 0.2},
    "c": {"$": 0.5, "a": 0.3, "b": 0.2},
    "d": {"$": 0.4, "a": 0.3, "b": 0.3},
}
EQUALS = {  # of the four equal beginnings, the winner is neither the first nor the last
    "^": {"a": 1 / 4, "b": 1 / 4, "c": 1 / 4, "d": 1 / 4},
    "a": {"$": 1 / 2, "b": 1 / 4, "c": 1 / 4},
    "b": {"$": 1 / 4, "a": 3 / 8, "d": 3 / 8},
    "c": {"$": 7 / 8, "a": 1 / 16, "b": 1 / 16},
    "d": {"$": 1 / 2, "a": 1 / 4, "c": 1 / 4},
}
LEFT_OUT = {  # "c" would have been the best beginning, and is the third after one round
    "^": {"a": 0.4, "b": 0.35, "c": 0.25},
    "a": {"$": 0.5, "b": 0.3, "c": 0.2},
    "b": {"$": 0.4, "a": 0.35, "b": 0.25},
    "c": {"$": 0.99, "a": 0.01},
}
LONGER_WINS = {  # with alpha 2 "ab$" before "a$", with alpha 1 behind it
    "^": {"a": 0.9, "b": 0.1},
    "a": {"$": 0.41, "c": 0.3, "b": 0.25},
    "b": {"$": 0.82, "a": 0.1, "c": 0.08},
    "c": {"a": 0.34, "b": 0.33, "$": 0.33},
}


def some_lengths(sample: Sampler, T: int, shortest: int = 1) -> np.ndarray:
    """One is full, not always the first; another is shorter."""
    N = sample.sizes["N"]
    others = sample.rng.integers(min(shortest, T), max(T, 2), size=N - 1)
    return sample.rng.permutation(np.r_[T, others])


def full_lengths(sample: Sampler, T: int) -> np.ndarray:
    """No padding at all."""
    return np.full(sample.sizes["N"], T)


def short_lengths(sample: Sampler, T: int) -> np.ndarray:
    """Nobody reaches the last step, and one is over at once."""
    lengths = np.minimum(some_lengths(sample, T), T - 1)
    lengths[lengths.argmin()] = 1
    return lengths


def encoder_state(sample: Sampler, lengths_of: Callable = some_lengths) -> tuple:
    """Padding as loud as the inputs, so that reading on in it shows."""
    weights = sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")
    T = sample.sizes["T"]
    mask = (np.arange(T)[:, None] < lengths_of(sample, T)).astype(float)
    return sample.normal("T", "N", "D"), mask, *weights


def teacher_forcing(sample: Sampler, size: float = 1.0) -> tuple:
    """Targets of different lengths; <BOS>, <EOS> and the padding are any three numbers."""
    pad, bos, eos, *tokens = (int(number) for number in sample.rng.permutation(sample.sizes["V"]))
    state = np.tanh(sample.normal("N", "H"))
    weights = (sample.normal("V", "H"), sample.weight("H", "H"), sample.bias("H"))
    return (
        state,
        _targets(sample, tokens, pad, eos),
        bos,
        *weights,
        *(size * each for each in _output(sample)),
    )


def encoder_decoder_backward(sample: Sampler, lengths_of: Callable = some_lengths) -> tuple:
    """Caches of the references' forward passes, and a gradient from every decoder step."""
    x, mask, W_xh, W_hh, b_h = encoder_state(sample, lengths_of)
    state, h = solved.encoder_state(x, mask, W_xh, W_hh, b_h)
    _, target, bos, *weights = teacher_forcing(sample)
    read, h_decoder, _ = solved.teacher_forcing(state, target, bos, *weights)
    inputs = np.eye(sample.sizes["V"])[read]
    decoder_cache = (inputs, state, weights[0], weights[1], h_decoder)
    dh = sample.as_gradient(sample.rng.standard_normal(h_decoder.shape))
    return dh, (x, mask, W_xh, W_hh, h), decoder_cache


def greedy_decode(sample: Sampler) -> tuple:
    """One case of each kind ends by <EOS> and the other at the limit, with token 0 on the way."""
    longest = max(sample.sizes["H"], 5)
    wrong = [_wrong("greedy_decode", name) for name in ("always_reads_bos", "state_not_carried")]

    def ended(tokens: list[int], eos: int) -> bool:
        return tokens[-1] == eos > 1 and 3 <= len(tokens) == len(set(tokens)) <= longest - 2

    def cut_off(tokens: list[int], eos: int) -> bool:
        return eos not in tokens and 0 in tokens[:-1]

    is_wanted = ended if sample.sizes["H"] >= 5 else cut_off
    while True:
        arguments = _greedy(sample, longest, is_wanted)
        tokens, _ = solved.greedy_decode(*arguments)
        if all(each(*arguments)[0] != tokens for each in wrong):
            return arguments


def beam_search(sample: Sampler) -> tuple:
    """A finished winner that greed misses, and a length that decides in the end only."""
    if sample.sizes["H"] in (3, 4):
        return _beam(sample, _is_found, "length_in_every_round")
    miscounted = "length_miscounted__without_eos", "beam_search_that_counts_bos"
    return _beam(sample, _is_found, "length_ignored", *miscounted)


def _greedy(sample: Sampler, longest: int, is_wanted: Callable[[list[int], int], bool]) -> tuple:
    while True:
        arguments = _start(sample, longest)
        _, _, bos, eos, _ = arguments
        tokens, _ = solved.greedy_decode(*arguments)
        if is_wanted(tokens, eos) and bos not in tokens:
            return arguments


def _at_once(tokens: list[int], eos: int) -> bool:
    return tokens == [eos]


def _at_the_limit(tokens: list[int], eos: int) -> bool:
    return tokens[-1] == eos and len(tokens) == 4


def _unfinished(tokens: list[int], eos: int) -> bool:
    return eos not in tokens


def _beam(
    sample: Sampler,
    is_wanted: Callable[[list[int], float, tuple], bool],
    *wrong: str,
    longest: int = 6,
    width: int | None = None,
    alpha: float | None = None,
) -> tuple:
    """Return a search whose result is wanted, and differs from those of wrong answers."""
    others = [_wrong("beam_search", name) for name in wrong]
    while True:
        drawn = int(sample.rng.integers(2, 5)), float(sample.rng.uniform(0.6, 1.0))
        settings = width or drawn[0], drawn[1] if alpha is None else alpha
        arguments = (*_start(sample, longest), *settings)
        tokens, score = solved.beam_search(*arguments)
        if arguments[2] in tokens or not is_wanted(tokens, score, arguments):
            continue
        if all(other(*arguments)[0] != tokens for other in others):
            return arguments


def _is_found(tokens: list[int], score: float, arguments: tuple) -> bool:
    *start, _, _ = arguments
    finished = tokens[-1] == arguments[3] and 3 <= len(tokens) < arguments[4]
    return finished and solved.greedy_decode(*start)[1] < score


def _is_cut_off(tokens: list[int], score: float, arguments: tuple) -> bool:
    return arguments[3] not in tokens and len(set(tokens)) >= 3


def _is_short(tokens: list[int], score: float, arguments: tuple) -> bool:
    return len(tokens) <= arguments[4]


def _ends_early(tokens: list[int], score: float, arguments: tuple) -> bool:
    return tokens[-1] == arguments[3] and len(tokens) < arguments[4]


def _is_worst_at_first(tokens: list[int], score: float, arguments: tuple) -> bool:
    step, state, bos, *_ = arguments
    return tokens[0] == step(state, bos)[0].argmin()


def _wrong(exercise: str, name: str) -> Callable:
    """A known mistake, or another wrong program: what the case has to show, and few cases do."""
    if hasattr(forms, name):
        return getattr(forms, name)
    if "__" in name:
        return getattr(forms, f"{exercise}__{name}")
    (mistake,) = (each for each in MISTAKES if each.id == f"{exercise}.{name}")
    return wrong_function(mistake, getattr(solved, exercise))


def _in_a_table(sample: Sampler, table: dict, longest: int, width: int, alpha: float) -> tuple:
    """A search in a table of probabilities; only the letters keep their order."""
    letters = sorted({token for row in table.values() for token in row} - {"$"})
    marks = sample.rng.choice(len(letters) + 2, size=2, replace=False)
    numbers = dict(zip("^$", marks.tolist(), strict=True))
    free = [number for number in range(len(letters) + 2) if number not in marks]
    numbers |= dict(zip(letters, free, strict=True))
    p = np.full((len(numbers), len(numbers)), 1e-9)
    for token, row in table.items():
        for following, probability in row.items():
            p[numbers[token], numbers[following]] = probability
    if sample.hidden:  # other scores than in the visible case
        p *= sample.rng.uniform(0.98, 1.02, size=p.shape)
    p /= p.sum(axis=1, keepdims=True)
    return bigram_step, np.log(p).ravel(), numbers["^"], numbers["$"], longest, width, alpha


def _start(sample: Sampler, longest: int) -> tuple:
    """A decoder's step with H + 2 tokens, and where it begins."""
    state = 1.5 * sample.normal("H")
    bos, eos = (int(token) for token in sample.rng.permutation(sample.sizes["H"] + 2)[:2])
    return drifting_step, state, bos, eos, longest


def _targets(sample: Sampler, tokens: list[int], pad: int, eos: int) -> np.ndarray:
    """Columns that end with <EOS> and are filled up with ``pad``."""
    U = sample.sizes.get("U", sample.sizes["D"] + sample.sizes["N"])
    lengths = some_lengths(sample, U, shortest=2)
    target = sample.rng.choice(tokens, size=(U, len(lengths)))
    for n, length in enumerate(lengths):
        target[length - 1, n] = eos
        target[length:, n] = pad
    return target


def _output(sample: Sampler) -> tuple[np.ndarray, np.ndarray]:
    return sample.weight("H", "V"), sample.bias("V")


_NOBODY = "a step that nobody reaches"

EDGES = {
    "encoder_state": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge(_NOBODY, make=partial(encoder_state, lengths_of=short_lengths)),
        Edge("as many sequences as units", {"N": 4, "H": 4}),
        Edge("no padding", make=partial(encoder_state, lengths_of=full_lengths), hidden=True),
        Edge("many sequences of few steps", {"N": 9, "T": 2}, hidden=True),
    ],
    "teacher_forcing": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"U": 1}),
        Edge("as many tokens as units", {"V": 6, "H": 6}),
        Edge("as many sequences as steps", {"N": 4, "U": 4}, hidden=True),
        Edge("logits in the thousands", make=partial(teacher_forcing, size=2000.0), hidden=True),
    ],
    "encoder_decoder_backward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step of the encoder", {"T": 1}),
        Edge("one step of the decoder", {"U": 1}),
        Edge(_NOBODY, make=partial(encoder_decoder_backward, lengths_of=short_lengths)),
        Edge(
            "no padding",
            make=partial(encoder_decoder_backward, lengths_of=full_lengths),
            hidden=True,
        ),
        Edge("as many tokens as inputs", {"V": 5, "D": 5, "U": 7, "T": 7}, hidden=True),
    ],
    "greedy_decode": [
        Edge("the end at once", make=partial(_greedy, longest=5, is_wanted=_at_once)),
        Edge("the end at the limit", make=partial(_greedy, longest=4, is_wanted=_at_the_limit)),
        Edge("room for one token", make=partial(_greedy, longest=1, is_wanted=_unfinished)),
        Edge("a long text", make=partial(_greedy, longest=9, is_wanted=_unfinished), hidden=True),
    ],
    "beam_search": [
        Edge(
            "a finished text that falls out of the beam",
            make=partial(_in_a_table, table=FALLS_OUT, longest=4, width=2, alpha=0.0),
        ),
        Edge(
            "beginnings with equal scores, and room for all",
            make=partial(_in_a_table, table=EQUALS, longest=5, width=8, alpha=0.0),
        ),
        Edge(
            "a good beginning that is left out",
            make=partial(_in_a_table, table=LEFT_OUT, longest=3, width=2, alpha=0.0),
        ),
        Edge(
            "a limit that cuts the winner off",
            {"H": 4},
            make=lambda sample: _beam(
                sample, _is_cut_off, "unfinished_thrown_away__if_any_is_finished"
            ),
        ),
        Edge(
            "an alpha of 2",
            make=partial(_in_a_table, table=LONGER_WINS, longest=3, width=3, alpha=2.0),
        ),
        Edge("room for one token", make=partial(_beam, is_wanted=_is_short, longest=1)),
        Edge(
            "one place",
            make=partial(_beam, is_wanted=_ends_early, width=1, alpha=0.0),
            hidden=True,
        ),
        Edge(
            "room for all beginnings, of which the worst wins",
            {"H": 2},
            make=partial(_beam, is_wanted=_is_worst_at_first, width=4, alpha=0.0),
            hidden=True,
        ),
        Edge(
            "a longer text that falls out of the beam",
            make=partial(_in_a_table, table=FALLS_OUT, longest=7, width=2, alpha=0.1),
            hidden=True,
        ),
    ],
}
