"""Lengths of inputs and outputs in the data of each task."""

from rnnkit import datasets


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
    dates = datasets.written_dates(locales=("en_GB", "de", "zh"))
    films, sounds = datasets.moving_shapes(2000).test.x, datasets.formant_tones(600).test.y
    bases = datasets.dna_genes(1000, steps=60).test.y
    reviews, tunes = datasets.review_sentiment().test.x, datasets.folk_melodies(keys=1).train.x
    return {
        "speech": [(len(sounds), len(sounds))] * count,
        "sentiment": [(len(text), 1) for text in reviews[:count]],
        "DNA": [(len(bases), len(bases))] * count,
        "music": [(1, len(tune) - 1) for tune in tunes[:count]],
        "entity tags": _pairs(datasets.named_entities().test, count),
        "video": [(len(films), 1)] * count,
        "translation": _pairs(dates.test, count),
    }


def _pairs(part: datasets.Part, count: int) -> list[tuple[int, int]]:
    return [*zip(map(len, part.x[:count]), map(len, part.y[:count]), strict=True)]
