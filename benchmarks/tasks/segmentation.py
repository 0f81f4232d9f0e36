"""A bidirectional LSTM that cuts lines of Chinese news into words."""

import re

import numpy as np

from benchmarks.tasks.common import joined, report, run_for
from rnnkit.datasets import word_segmentation
from rnnkit.layers import LSTM, Dense, Embedding, softmax_cross_entropy
from rnnkit.text import Vocabulary, length_batches, pad_sequences

D, H = 64, 64
STEPS = 1024  # characters in a batch
# Pairs seen less often in the training lines are all one pair, <unk>.
RARE = 20
# A sign is always a word, so a line can be cut behind it without knowing its words.
CLAUSE = re.compile("[^，。！？；、：]*[，。！？；、：]|[^，。！？；、：]+")
# Input, CPU seconds, learning rate, word F1 wanted.
RUNS = (("characters", 19.0, 2e-2, 0.90), ("characters and pairs", 60.0, 1.5e-2, 0.94))


class Encoder:
    """From lines and tags to padded arrays."""

    def __init__(self, data):
        self.tags = {tag: number for number, tag in enumerate(data.classes)}
        self.characters = Vocabulary(data.train.x)
        self.pairs = Vocabulary(map(pairs_of, data.train.x), min_count=RARE)

    def clauses(self, part):
        """Characters, pairs and tags of every clause of every line."""
        found = []
        for x, y in zip(part.x, part.y, strict=True):
            characters, pairs = self.characters.encode(x), self.pairs.encode(pairs_of(x))
            tags = np.array([self.tags[tag] for tag in y])
            for clause in CLAUSE.finditer(x):
                cut = slice(*clause.span())
                found.append((characters[cut], pairs[cut], tags[cut]))
        return found


def pairs_of(line):
    """Each character with the one before it."""
    return [a + b for a, b in zip("^" + line, line, strict=False)]


class Tagger:
    """Embeddings of characters, and of pairs if wanted; LSTM in both directions; scores."""

    def __init__(self, encoder, with_pairs):
        options = {"dtype": np.float32, "rng": 0}
        self.embeddings = {"characters": Embedding(len(encoder.characters), D, **options)}
        if with_pairs:
            self.embeddings["pairs"] = Embedding(len(encoder.pairs), D, **options)
        for embedding in self.embeddings.values():
            embedding.parameters["E"] *= np.float32(0.3)
        self.lstm = LSTM(D, H, bidirectional=True, **options)
        self.out = Dense(2 * H, 4, **options)
        layers = {**self.embeddings, "lstm": self.lstm, "out": self.out}
        self.parameters, self.gradients = joined(layers, "parameters"), joined(layers, "gradients")

    def forward(self, batch):
        ids = {"characters": batch[0].ids, "pairs": batch[1].ids}
        x = sum(embedding.forward(ids[name]) for name, embedding in self.embeddings.items())
        return self.out.forward(self.lstm.forward(x, lengths=batch[0].lengths)[0])

    def step(self, batch):
        loss, dscores = softmax_cross_entropy(self.forward(batch), batch[2].ids, mask=batch[2].mask)
        dx, _ = self.lstm.backward(self.out.backward(dscores))
        for embedding in self.embeddings.values():
            embedding.backward(dx)
        return loss, self.gradients


def batches(clauses, rng, max_steps=STEPS):
    for chosen in length_batches([len(c[0]) for c in clauses], rng=rng, max_steps=max_steps):
        yield [pad_sequences(column) for column in zip(*(clauses[i] for i in chosen), strict=True)]


def word_ends(tags):
    """Where a word ends: behind S and E, and before S and B even if the tags disagree."""
    ends = np.append(np.isin(tags[:-1], (0, 3)) | np.isin(tags[1:], (0, 1)), True)
    return np.flatnonzero(ends) + 1


def words(tags):
    ends = word_ends(tags).tolist()
    return set(zip([0, *ends[:-1]], ends, strict=True))


def word_f1(tagger, clauses):
    """Words with both ends right, against words in the file and words found."""
    right = total = 0
    for batch in batches(clauses, np.random.default_rng(0), max_steps=8192):
        found = tagger.forward(batch).argmax(axis=-1)
        for n, length in enumerate(batch[2].lengths):
            ours, theirs = words(found[:length, n]), words(batch[2].ids[:length, n])
            right, total = right + len(ours & theirs), total + len(ours) + len(theirs)
    return 2 * right / total


def run():
    data = word_segmentation()
    encoder = Encoder(data)
    train, validation, test = map(encoder.clauses, (data.train, data.validation, data.test))
    for inputs, cpu_seconds, learning_rate, wanted in RUNS:
        tagger = Tagger(encoder, with_pairs="pairs" in inputs)
        training = run_for(
            cpu_seconds,
            learning_rate,
            tagger.step,
            lambda rng: batches(train, rng),
            tagger.parameters,
        )
        print(f"segmentation: bidirectional LSTM, H = {H}, input: {inputs}")
        print(f"  {training.cpu_seconds:.1f} CPU s, {len(training.losses)} steps")
        print(f"  validation, word F1 {word_f1(tagger, validation):.3f}")
        report("test, word F1", word_f1(tagger, test), wanted)
