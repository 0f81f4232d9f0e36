"""Speech, DNA, video and music, made by rules or old tunes; lengths in the data of each task."""

from itertools import pairwise

import numpy as np

from rnnkit import datasets
from rnnkit.datasets.sound import FRAME
from rnnkit.tasks.task import Batch, Task, array_batches, padded, whole

HEARD = 0.7  # of each tune; the rest is the exam


def speech_task() -> Task:
    """Noisy spectra of 30 frames of 0.02 s, a vowel for each; see `formant_tones`."""
    data = datasets.formant_tones(600)
    batches, exam = array_batches(data.train.x, data.train.y, 32), whole(data.test.x, data.test.y)
    return Task(batches, exam, data.train.x.shape[2], data.classes)


def frame_by_frame(task: Task) -> Task:
    """Take the steps (T, N, D) of a task as inputs by themselves: sequences of length 1."""

    def cut(batch: Batch) -> Batch:
        x = batch.x.reshape(1, -1, batch.x.shape[2])  # (1, T N, D)
        return whole(x, batch.y.reshape(1, -1))

    return Task(lambda rng: map(cut, task.batches(rng)), cut(task.exam), task.inputs, task.classes)


def speak(labels: np.ndarray, classes: tuple[str, ...]) -> datasets.Sound:
    """Make a sequence of vowels, a class (T,) for each frame, audible in a clear voice."""
    edges = np.r_[0, np.flatnonzero(np.diff(labels)) + 1, len(labels)]
    sounds = [
        datasets.formant_sound([classes[labels[start]]], seconds=FRAME * (end - start))
        for start, end in pairwise(edges)
    ]
    return datasets.Sound(np.concatenate([sound.samples for sound in sounds]), sounds[0].rate)


def dna_task() -> Task:
    """60 bases, and the place of each in its codon; see `rnnkit.datasets.dna_genes`."""
    data = datasets.dna_genes(1000, steps=60)
    texts = tuple("".join("ACGT"[base] for base in sequence) for sequence in data.test.x.T)
    batches, exam = array_batches(data.train.x, data.train.y, 32), whole(data.test.x, data.test.y)
    return Task(batches, exam, 4, data.classes, texts)


def video_task() -> Task:
    """Films of 12 frames of 8 × 8 pixels, one move each; see `rnnkit.datasets.moving_shapes`."""
    data = datasets.moving_shapes(2000)
    batches = array_batches(data.train.x, data.train.y[None], 32)
    exam = whole(data.test.x, data.test.y[None])
    return Task(batches, exam, data.train.x.shape[2], data.classes)


def music_task() -> Task:
    """Old tunes as one-hot notes, and after each note the next; see `folk_melodies`.

    The network learns from the first seven tenths of each tune and is examined on the rest.
    `classes` are the notes, pairs of pitch and length.
    """
    data = datasets.folk_melodies(keys=1)
    played = [tune for part in (data.train, data.validation, data.test) for tune in part.x]
    tunes = [[tuple(note) for note in tune.tolist()] for tune in played]
    notes = tuple(dict.fromkeys(note for tune in tunes for note in tune))
    ids = [np.array([notes.index(note) for note in tune]) for tune in tunes]
    heard = np.array([int(HEARD * len(tune)) for tune in ids])
    lesson = _next_notes([tune[:end] for tune, end in zip(ids, heard, strict=True)], len(notes))
    exam = _next_notes(ids, len(notes))._replace(begin=heard - 1)
    return Task(lambda rng: [lesson], exam, len(notes), notes)


def _next_notes(tunes: list[np.ndarray], V: int) -> Batch:
    batch = padded([tune[:-1] for tune in tunes], [tune[1:] for tune in tunes])
    return batch._replace(x=np.eye(V, dtype=np.float32)[batch.x])


def example_lengths(count: int = 5) -> dict[str, list[tuple[int, int]]]:
    """Return input and output lengths of the first examples, by the name of each of seven tasks."""
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
