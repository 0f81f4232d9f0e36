"""Sentiment, entity tags and translation: Chinese reviews and news, and dates."""

from typing import NamedTuple

import numpy as np

from rnnkit.datasets import Part, named_entities, review_sentiment, written_dates
from rnnkit.tasks.task import Batch, Task, padded, padded_batches
from rnnkit.text import Vocabulary

SHORT = 50  # characters of a review or a line of news that are read
MOST_CHARACTERS = 2000  # the others are <unk>
LONGEST, EXAM_SIZE = 18, 500  # characters of a date; dates


def sentiment_task() -> tuple[Task, Vocabulary]:
    """Beginnings of Chinese reviews, content or not; see `rnnkit.datasets.review_sentiment`."""
    data = review_sentiment()
    vocabulary = Vocabulary(data.train.x, size=MOST_CHARACTERS)
    train = [vocabulary.encode(text[:SHORT]) for text in data.train.x]
    batches = padded_batches(train, data.train.y, 64)
    exam = encoded(data.test.x, vocabulary)._replace(y=data.test.y[None])
    texts = tuple(text[:SHORT] for text in data.test.x)
    return Task(batches, exam, len(vocabulary), data.classes, texts), vocabulary


def entities_task() -> tuple[Task, Vocabulary]:
    """Beginnings of lines of Chinese news, names marked; see `rnnkit.datasets.named_entities`."""
    data = named_entities()
    vocabulary = Vocabulary(data.train.x, size=MOST_CHARACTERS)

    def tagged(part: Part) -> tuple[list, list]:
        x = [vocabulary.encode(line[:SHORT]) for line in part.x]
        return x, [np.array([*map(data.classes.index, tags[:SHORT])]) for tags in part.y]

    batches = padded_batches(*tagged(data.train), 64)
    texts = tuple(line[:SHORT] for line in data.test.x)
    exam = padded(*tagged(data.test))
    return Task(batches, exam, len(vocabulary), data.classes, texts), vocabulary


def encoded(texts: tuple[str, ...], vocabulary: Vocabulary) -> Batch:
    """Make N texts, up to 50 characters of each, ready to be read; the labels mean nothing."""
    return padded([vocabulary.encode(text[:SHORT]) for text in texts], np.zeros(len(texts), int))


class Dates(NamedTuple):
    """Pairs of sequences of token numbers to learn from, and how they are spelt.

    The exam's x are dates as written, its y as ISO 8601 has them. The one has the characters of the
    vocabulary ``reads``, the other those of ``writes``.
    """

    sources: list[list[int]]
    targets: list[list[int]]
    exam: Part
    reads: Vocabulary
    writes: Vocabulary


def translation_task() -> Dates:
    """English, German and Chinese dates in short form, and in ISO form; see `written_dates`.

    Dates of more than 18 characters are left out; 500 are in the exam.
    """
    data = written_dates(10_000, locales=("en_GB", "de", "zh"))
    pairs, exam = (
        [pair for pair in zip(part.x, part.y, strict=True) if len(pair[0]) <= LONGEST]
        for part in (data.train, data.test)
    )
    sources, targets = zip(*pairs, strict=True)
    reads, writes = Vocabulary(sources), Vocabulary(targets)
    return Dates(
        [reads.encode(source).tolist() for source in sources],
        [writes.encode(target).tolist() for target in targets],
        Part(*zip(*exam[:EXAM_SIZE], strict=True)),
        reads,
        writes,
    )
