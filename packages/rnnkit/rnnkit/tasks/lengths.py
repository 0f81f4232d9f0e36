"""Lengths of inputs and outputs in the data of each task."""

import numpy as np

from rnnkit.datasets import (
    Part,
    dna_genes,
    folk_melodies,
    formant_tones,
    moving_shapes,
    named_entities,
    review_sentiment,
    written_dates,
)


def example_lengths(count: int = 5) -> dict[str, list[tuple[int, int]]]:
    """Measure the first examples of each of the seven tasks.

    Parameters
    ----------
    count : int, default 5
        Number of examples of each task.

    Returns
    -------
    dict of str to list of (int, int)
        Pairs of input and output length, by the name of the task. A melody is composed from
        its first note.
    """
    return {
        "speech": _whole(formant_tones(600, noise=3.0).test.y)[:count],
        "sentiment": [(len(text), 1) for text in review_sentiment().test.x[:count]],
        "DNA": _whole(dna_genes(1000, steps=60).test.y)[:count],
        "music": [(1, len(tune) - 1) for tune in folk_melodies(keys=1).train.x[:count]],
        "entity tags": _pairs(named_entities().test, count),
        "video": [(len(film), 1) for film in moving_shapes(2000).test.x.swapaxes(0, 1)[:count]],
        "translation": _pairs(written_dates(locales=("en_GB", "de", "zh")).test, count),
    }


def _whole(labels: np.ndarray) -> list[tuple[int, int]]:
    T, N = labels.shape
    return [(T, T)] * N


def _pairs(part: Part, count: int) -> list[tuple[int, int]]:
    pairs = zip(part.x[:count], part.y[:count], strict=True)
    return [(len(source), len(target)) for source, target in pairs]
