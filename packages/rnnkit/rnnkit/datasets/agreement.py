"""Sentences in which the verb agrees with a subject that stands far away."""

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
        Number of sentences, at least 10.
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

    Raises
    ------
    ValueError
        If not enough different sentences were found.

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
