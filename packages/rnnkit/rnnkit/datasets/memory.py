"""What measures how long a network remembers: verbs far from their subject, and sums."""

from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, made, pick, random_parts

_SUBJECTS = "cat dog boy girl teacher student farmer doctor bird horse pilot king queen guest"
_FOOD = (
    "fish rice noodles cake bread soup beans apples cheese dumplings pears tofu eggs corn "
    "grapes pie melons peas"
)
SUBJECTS, FOOD = tuple(_SUBJECTS.split()), tuple(_FOOD.split())


@cache
def agreement_sentences(
    count: int = 4000, *, shortest: int = 1, longest: int = 12, seed: int = 0
) -> Dataset:
    """Return sentences up to the verb, and whether it has to be "was" or "were".

    Parameters
    ----------
    count : int, default 4000
        Number of sentences, at least 10; ValueError if not so many different ones were found.
    shortest, longest : int, default 1, 12
        Fewest and most things eaten; each adds about two words between subject and verb.
    seed : int, default 0
        Which sentences are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x`, a tuple of str such as "the cat , which ate fish , rice and cake ,"
        whose words are separated by blanks, and `y`, an ndarray of shape (N,) of class
        numbers. `classes` is ("was", "were").

    Notes
    -----
    After D1 §8: "The cat …, was full" and "The cats …, were full". Some foods are plural, and
    say nothing about the verb. No sentence is in two parts.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Linzen, Dupoux, Goldberg (2016), Assessing the ability of LSTMs to learn syntax-sensitive
    dependencies.
    """
    if not 1 <= shortest <= longest <= len(FOOD):
        raise ValueError(
            f"expected 1 <= shortest <= longest <= {len(FOOD)}; got {shortest} and {longest}."
        )
    rng = np.random.default_rng(seed)
    found: dict[str, int] = {}
    for _ in range(3 * count):
        plural = len(found) % 2
        found.setdefault(_sentence(rng, plural, int(rng.integers(shortest, longest + 1))), plural)
        if len(found) == count:
            break
    else:
        raise ValueError(f"only {len(found)} different sentences exist or were found.")
    texts, labels = list(found), np.array(list(found.values()))
    parts = random_parts(count, seed, lambda i: Part(pick(texts, i), frozen(labels[i])))
    return made("agreement_sentences", parts, ("was", "were"))


def _sentence(rng: np.random.Generator, plural: int, eaten: int) -> str:
    subject = SUBJECTS[rng.integers(len(SUBJECTS))] + ("s" if plural else "")
    food = pick(FOOD, rng.permutation(len(FOOD))[:eaten])
    listed = " , ".join(food[:-1]) + (" and " if eaten > 1 else "") + food[-1]
    return f"the {subject} , which ate {listed} ,"


@cache
def adding_problem(count: int = 5000, *, steps: int = 50, seed: int = 0) -> Dataset:
    """Return sequences of numbers of which two are marked and have to be added.

    Parameters
    ----------
    count : int, default 5000
        Number of sequences, at least 10.
    steps : int, default 50
        Length of a sequence, at least 2.
    seed : int, default 0
        Which sequences are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x`, an ndarray of shape (T, N, 2): x[:, :, 0] are numbers in [0, 1),
        x[:, :, 1] is 1 at the two marked steps and 0 elsewhere; and `y`, an ndarray of
        shape (N, 1), the sum of the marked numbers.

    Notes
    -----
    One mark is in the first half, one in the second. Who always answers 1 has a mean squared
    error of 1/6, so a network has learned something only below that.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Hochreiter, Schmidhuber (1997), Long short-term memory.
    """
    if steps < 2:
        raise ValueError(f"steps must be at least 2, one for each mark; got {steps}.")
    rng = np.random.default_rng(seed)
    x = np.zeros((steps, count, 2))
    x[:, :, 0] = rng.random((steps, count))
    n, half = np.arange(count), steps // 2
    x[rng.integers(half, size=count), n, 1] = 1
    x[rng.integers(half, steps, size=count), n, 1] = 1
    y = (x[:, :, :1] * x[:, :, 1:]).sum(axis=0)  # (N, 1)
    parts = random_parts(count, seed, lambda i: Part(frozen(x[:, i]), frozen(y[i])))
    return made("adding_problem", parts)
