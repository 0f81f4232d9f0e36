"""The form of all tasks: batches to learn from, and an exam at the end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rnnkit.text import length_batches, pad_sequences


class Batch(NamedTuple):
    """Inputs and labels of N sequences.

    x (T, N) are token numbers, or x (T, N, D) vectors; y has a label for every step, (T, N), or one
    for the whole sequence, (1, N). lengths (N,) are the real steps of each, and labels count from
    the step begin, (N,) or one for all.
    """

    x: np.ndarray
    y: np.ndarray
    lengths: np.ndarray
    begin: np.ndarray | int = 0

    @property
    def mask(self) -> np.ndarray:
        """Ndarray of shape (T, N) or (1, N), as `y`: 1 where a label counts, 0 elsewhere."""
        t = np.arange(len(self.y))[:, None]  # (T, 1)
        return ((t >= self.begin) & (t < self.lengths)).astype(float)


Batches = Callable[[np.random.Generator], Iterable[Batch]]
Labels = Sequence[np.ndarray] | np.ndarray


@dataclass(frozen=True, repr=False)
class Task:
    """A task: batches to learn from, and an exam, whose sequences are never learned from.

    ``batches`` takes a random generator and gives the batches of one pass over the training part.
    There are so many different tokens, or numbers in a vector, as ``inputs``; ``classes`` name the
    labels, or are the notes of music; ``texts`` are what the network reads in the exam, as a person
    would.
    """

    batches: Batches
    exam: Batch
    inputs: int
    classes: tuple[str, ...] | tuple[tuple[int, ...], ...]
    texts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        T, N = self.exam.x.shape[:2]
        return f"Task(exam of {N:,} sequences, longest {T} steps, {len(self.classes)} classes)"


def array_batches(x: np.ndarray, y: np.ndarray, size: int) -> Batches:
    """Cut x (T, N, …) and y (T, N) or (1, N) into batches of ``size``, anew in each pass."""

    def batches(rng: np.random.Generator) -> Iterable[Batch]:
        order = rng.permutation(x.shape[1])
        for start in range(0, len(order) - size + 1, size):
            chosen = order[start : start + size]
            yield Batch(x[:, chosen], y[:, chosen], np.full(size, len(x)))

    return batches


def whole(x: np.ndarray, y: np.ndarray) -> Batch:
    """Take all sequences of one length as one batch."""
    return Batch(x, y, np.full(x.shape[1], len(x)))


def padded(x: Sequence[np.ndarray], y: Labels) -> Batch:
    """Put N sequences of token numbers side by side.

    y holds the labels of all steps of each, or is (N,): one label for each.
    """
    inputs = pad_sequences(x)
    labels = y[None] if isinstance(y, np.ndarray) else pad_sequences(y).ids
    return Batch(inputs.ids, labels, inputs.lengths)


def padded_batches(x: Sequence[np.ndarray], y: Labels, size: int) -> Batches:
    """Group sequences, as for `padded`, of similar length into batches, anew in each pass."""
    lengths = [len(sequence) for sequence in x]

    def batches(rng: np.random.Generator) -> Iterable[Batch]:
        for chosen in length_batches(lengths, rng=rng, batch_size=size):
            labels = y[chosen] if isinstance(y, np.ndarray) else [y[i] for i in chosen]
            yield padded([x[i] for i in chosen], labels)

    return batches
