"""Cases of chapter 13."""

from collections.abc import Callable
from functools import partial

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import attention as solved

Padding = Callable[[Sampler], np.ndarray]


def padding_behind(sample: Sampler) -> np.ndarray:
    """A mask (T, N) with one full sequence, not always the first, if there are several."""
    T, N = sample.shape("T", "N")
    others = sample.rng.integers(1, max(T, 2), size=N - 1)
    lengths = sample.rng.permutation(np.r_[T if N > 1 else max(T - 1, 1), others])
    return (np.arange(T)[:, None] < lengths).astype(float)


def padding_anywhere(sample: Sampler) -> np.ndarray:
    """As many real steps, in any place."""
    return sample.rng.permuted(padding_behind(sample), axis=0)


def padding_in_front(sample: Sampler) -> np.ndarray:
    """The first step is padding, and another one that has real steps on both sides."""
    T, N = sample.shape("T", "N")
    rest = np.ones((T - 1, N))
    rest[sample.rng.integers(1, T - 2, size=N), np.arange(N)] = 0
    return np.concatenate([np.zeros((1, N)), rest])


def no_padding(sample: Sampler) -> np.ndarray:
    """Every step is real."""
    return np.ones(sample.shape("T", "N"))


def one_real_step(sample: Sampler) -> np.ndarray:
    """One step of each sequence, in any place."""
    T, N = sample.shape("T", "N")
    return np.eye(T)[sample.rng.integers(0, T, size=N)].T


def attention_scores(sample: Sampler, size: float = 1.0) -> tuple:
    """Queries and keys of other numbers of steps; the scores grow with the square of their size."""
    _count_written_steps(sample)
    return size * sample.normal("U", "N", "H"), size * sample.normal("T", "N", "H")


def attention_weights(
    sample: Sampler,
    padding: Padding | None = None,
    size: float = 1.5,
    around: float = 0.0,
    in_padding: float = 2.0,
) -> tuple:
    """Larger scores in the padding, so that reading it shows; those of one step are elsewhere."""
    _count_written_steps(sample)
    mask = _mask(sample, padding)
    s = size * sample.normal("U", "N", "T") + in_padding * (1 - mask.T)
    s[-1] += around
    return s, mask


def equal_scores(sample: Sampler) -> tuple:
    """The same score for every step, whatever is written, and padding in any place."""
    _count_written_steps(sample)
    return np.full(sample.shape("U", "N", "T"), 0.5), padding_anywhere(sample)


def attention_context(sample: Sampler, padding: Padding | None = None) -> tuple:
    """Weights as the reference gives them, and values of any size, in the padding too."""
    a = solved.attention_weights(*attention_weights(sample, padding))
    return a, sample.normal("T", "N", "H")


def attention_weights_backward(
    sample: Sampler, padding: Padding | None = None, size: float = 1.0
) -> tuple:
    """Any gradient, in the padding too."""
    a = solved.attention_weights(*attention_weights(sample, padding))
    return size * sample.gradient("U", "N", "T"), a


def attention_backward(sample: Sampler, padding: Padding | None = None, size: float = 1.0) -> tuple:
    """Any gradient, and the way forward as the references go it."""
    q, k = attention_scores(sample)
    v, mask = sample.normal("T", "N", "H"), _mask(sample, padding)
    a = solved.attention_weights(solved.attention_scores(q, k), mask)
    return size * sample.gradient("U", "N", "H"), q, k, v, a


def attention_decoder_step(
    sample: Sampler,
    padding: Padding | None = None,
    size: float = 1.0,
    around: float = 0.0,
    in_padding: float = 0.0,
    logits: float = 1.0,
) -> tuple:
    """One step from a state that is not zero; the scores of one sequence are elsewhere."""
    x_u, h_prev = sample.normal("N", "D"), np.tanh(sample.normal("N", "H"))
    k, v = size * sample.normal("T", "N", "H"), sample.normal("T", "N", "H")
    mask = _mask(sample, padding)
    state = sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")
    h_u = np.tanh(x_u @ state[0] + h_prev @ state[1] + state[2])
    one = np.sqrt(h_u.shape[1]) * h_u / (h_u**2).sum(axis=1, keepdims=True)  # has score 1
    k += in_padding * (1 - mask)[:, :, None] * one
    k[:, -1] += around * one[-1]
    weights = sample.weight("H", "V"), sample.weight("H", "V"), sample.bias("V")
    output = (logits * each for each in weights)
    return x_u, h_prev, k, v, mask, *state, *output


def self_attention_forward(sample: Sampler, size: float = 1.0) -> tuple:
    """Inputs of any size: the scores grow with its square."""
    weights = (sample.weight("D", "H") for _ in range(3))
    return size * sample.normal("T", "N", "D"), *weights


def equal_steps(sample: Sampler) -> tuple:
    """The same input at every step, so that all scores of a sequence are equal."""
    x, *weights = self_attention_forward(sample)
    return np.tile(x[:1], (len(x), 1, 1)), *weights


def _count_written_steps(sample: Sampler) -> None:
    """Let U be another number than every other size, unless an edge has set it."""
    sizes = sample.sizes
    sample.sizes = {"U": sizes["D"] + sizes["N"], **sizes}


def _mask(sample: Sampler, padding: Padding | None) -> np.ndarray:
    return (padding or (padding_anywhere if sample.hidden else padding_behind))(sample)


_ONE_SEQUENCE = Edge("one sequence", {"N": 1})
_ONE_READ = Edge("one step that was read", {"T": 1})
_ONE_WRITTEN = Edge("one step that writes", {"U": 1})
_SQUARE = Edge("as many steps that write as were read", {"U": 4, "T": 4})
_ALL_EQUAL = Edge("all sizes equal", dict.fromkeys(("U", "T", "N", "D", "H", "V"), 4), hidden=True)
_ZERO = "a gradient of zero"


def _padded(make: Callable[..., tuple]) -> list[Edge]:
    return [
        Edge(
            "padding in front and in the middle",
            {"T": 5},
            make=partial(make, padding=padding_in_front),
        ),
        Edge("one real step", make=partial(make, padding=one_real_step)),
        Edge("no padding", make=partial(make, padding=no_padding), hidden=True),
    ]


def _large(make: Callable[..., tuple]) -> list[Edge]:
    return [
        Edge("scores near 1000", make=partial(make, around=1000.0)),
        Edge("scores near −1000", make=partial(make, around=-1000.0)),
        Edge("scores far apart", make=partial(make, size=1000.0)),
        Edge("large scores in the padding", make=partial(make, in_padding=2000.0)),
    ]


EDGES: dict[str, list[Edge]] = {
    "attention_scores": [
        _ONE_SEQUENCE,
        _ONE_READ,
        _ONE_WRITTEN,
        _SQUARE,
        _ALL_EQUAL,
        Edge("one unit", {"H": 1}, hidden=True),
        Edge("scores in the thousands", make=partial(attention_scores, size=40.0), hidden=True),
    ],
    "attention_weights": [
        _ONE_SEQUENCE,
        _ONE_READ,
        _ONE_WRITTEN,
        *_padded(attention_weights),
        *_large(attention_weights),
        Edge("equal scores", make=equal_scores, hidden=True),
        _ALL_EQUAL,
    ],
    "attention_context": [
        _ONE_SEQUENCE,
        _ONE_READ,
        _ONE_WRITTEN,
        _SQUARE,
        Edge("one real step", make=partial(attention_context, padding=one_real_step), hidden=True),
        _ALL_EQUAL,
    ],
    "attention_weights_backward": [
        _ONE_SEQUENCE,
        _ONE_READ,
        _ONE_WRITTEN,
        *_padded(attention_weights_backward),
        Edge(_ZERO, make=partial(attention_weights_backward, size=0.0), hidden=True),
        _ALL_EQUAL,
    ],
    "attention_backward": [
        _ONE_SEQUENCE,
        _ONE_READ,
        _ONE_WRITTEN,
        _SQUARE,
        *_padded(attention_backward),
        Edge(_ZERO, make=partial(attention_backward, size=0.0), hidden=True),
        _ALL_EQUAL,
    ],
    "attention_decoder_step": [
        _ONE_SEQUENCE,
        _ONE_READ,
        *_padded(attention_decoder_step),
        *_large(attention_decoder_step),
        _ALL_EQUAL,
        Edge(
            "logits in the thousands",
            make=partial(attention_decoder_step, logits=2000.0),
            hidden=True,
        ),
    ],
    "self_attention_forward": [
        _ONE_SEQUENCE,
        Edge("one step", {"T": 1}),
        Edge("scores in the thousands", make=partial(self_attention_forward, size=40.0)),
        Edge("equal inputs at every step", make=equal_steps, hidden=True),
        _ALL_EQUAL,
    ],
}
