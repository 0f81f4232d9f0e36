"""Made-up DNA in which genes can be found by a rule."""

from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, made, random_parts

BASES = "ACGT"
START, STOPS = "ATG", ("TAA", "TAG", "TGA")


@cache
def dna_genes(count: int = 1000, *, steps: int = 120, seed: int = 0) -> Dataset:
    """Return DNA sequences with the reading frame of each gene.

    Parameters
    ----------
    count : int, default 1000
        Number of sequences, at least 10.
    steps : int, default 120
        Bases in a sequence.
    seed : int, default 0
        Which sequences are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x`, an ndarray of shape (T, N) of base numbers (0 A, 1 C, 2 G, 3 T),
        and `y`, an ndarray of shape (T, N) of class numbers: 0 outside, and in a gene 1, 2, 3
        for the place in the codon. `classes` names them.

    Notes
    -----
    D1 §1 names this kind of data. Read from left to right, the first ATG opens a gene; it is
    read in threes, and the first TAA, TAG or TGA among these closes it and belongs to it. What
    follows is outside again. `x` alone decides `y`. At the A of ATG only the next two bases
    tell that a gene begins, so a network that reads in one direction cannot be right there.
    Real genes are much longer and need more than this rule.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Alberts et al., Molecular Biology of the Cell, on the genetic code.
    """
    rng = np.random.default_rng(seed)
    texts = [_sequence(rng, steps) for _ in range(count)]
    x = np.array([[BASES.index(base) for base in text] for text in texts]).T  # (T, N)
    y = np.array([_codon_places(text) for text in texts]).T  # (T, N)
    parts = random_parts(count, seed, lambda i: Part(frozen(x[:, i]), frozen(y[:, i])))
    return made("dna_genes", parts, ("outside", "codon 1", "codon 2", "codon 3"))


def _sequence(rng: np.random.Generator, steps: int) -> str:
    text = ""
    while len(text) < steps:
        between = rng.choice(list(BASES), size=rng.integers(4, 25), p=(0.3, 0.2, 0.2, 0.3))
        # In genes the third base of a codon is G or C more often than elsewhere.
        codons = rng.choice(list(BASES), size=(rng.integers(4, 12), 2))
        thirds = rng.choice(list(BASES), size=(len(codons), 1), p=(0.1, 0.4, 0.4, 0.1))
        gene = ["".join(codon) for codon in np.hstack([codons, thirds])]
        text += "".join(between) + START + "".join(c for c in gene if c not in STOPS)
        text += STOPS[rng.integers(3)]
    return text[:steps]


def _codon_places(text: str) -> list[int]:
    places = [0] * len(text)
    t = text.find(START)
    while t >= 0:
        closed = False
        while t < len(text) and not closed:
            codon = text[t : t + 3]
            places[t : t + 3] = [1, 2, 3][: len(codon)]
            closed = codon in STOPS
            t += 3
        t = text.find(START, t)
    return places
