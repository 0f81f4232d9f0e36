"""Reviews, content or not: a bidirectional LSTM beside a bag of characters."""

import numpy as np

from benchmarks.tasks.common import Best, joined, report, run_for
from rnnkit.datasets import review_sentiment
from rnnkit.layers import LSTM, Dense, Embedding, softmax_cross_entropy
from rnnkit.optimizers import Adam, warmup_cosine
from rnnkit.text import Vocabulary, length_batches, pad_sequences
from rnnkit.training import Training

D, H = 64, 64
LONGEST = 200  # characters of a review that the LSTM reads; the bag gets all
STEPS = 4096  # characters in a batch
DROPOUT = 0.4
CPU_SECONDS, LEARNING_RATE = 40.0, 1e-2
PARTS = ("train", "validation", "test")


class Classifier:
    """Embedding, LSTM in both directions, mean and largest value over time, scores."""

    def __init__(self, V):
        options = {"dtype": np.float32, "rng": 0}
        self.rng = np.random.default_rng(0)
        self.embedding = Embedding(V, D, **options)
        self.embedding.parameters["E"] *= np.float32(0.3)
        self.lstm = LSTM(D, H, bidirectional=True, **options)
        self.out = Dense(4 * H, 2, **options)
        layers = {"embedding": self.embedding, "lstm": self.lstm, "out": self.out}
        self.parameters, self.gradients = joined(layers, "parameters"), joined(layers, "gradients")

    def kept(self, shape, training):
        """Factors of dropout: 0, or what makes up for it; all 1 outside training."""
        if not training:
            return np.ones(shape, np.float32)
        kept = self.rng.random(shape, np.float32) >= DROPOUT
        return kept / np.float32(1 - DROPOUT)

    def forward(self, padded, training=False):
        x = self.embedding.forward(padded.ids)  # (T, N, D)
        kept_x = self.kept(x.shape, training)
        h, _ = self.lstm.forward(x * kept_x, lengths=padded.lengths)  # (T, N, 2H)
        peaks = np.where(padded.mask[:, :, None], h, -np.inf).argmax(axis=0)[None]
        mean = h.sum(axis=0) / padded.lengths[:, None].astype(np.float32)
        pooled = np.hstack([mean, np.take_along_axis(h, peaks, axis=0)[0]])  # (N, 4H)
        kept_pooled = self.kept(pooled.shape, training)
        return self.out.forward(pooled * kept_pooled), (h.shape, peaks, kept_x, kept_pooled)

    def step(self, batch):
        padded, labels = batch
        scores, (shape, peaks, kept_x, kept_pooled) = self.forward(padded, training=True)
        loss, dscores = softmax_cross_entropy(scores, labels)
        dmean, dpeak = np.hsplit(self.out.backward(dscores) * kept_pooled, 2)
        dh = np.empty(shape, np.float32)
        dh[:] = dmean / padded.lengths[:, None].astype(np.float32)
        at_peak = np.take_along_axis(dh, peaks, axis=0) + dpeak
        np.put_along_axis(dh, peaks, at_peak, axis=0)
        dx, _ = self.lstm.backward(dh)
        self.embedding.backward(dx * kept_x)
        return loss, self.gradients


def batches(texts, labels, rng):
    for chosen in length_batches([len(text) for text in texts], rng=rng, max_steps=STEPS):
        yield pad_sequences([texts[i] for i in chosen]), labels[chosen]


def accuracy(model, texts, labels):
    groups = batches(texts, labels, np.random.default_rng(0))
    right = sum((model.forward(x)[0].argmax(axis=1) == y).sum() for x, y in groups)
    return right / len(labels)


def bag_of_characters(texts, labels, V):
    """Logistic regression; its form and weight decay are chosen on the validation part."""
    counts = {part: np.array([np.bincount(t, minlength=V) for t in texts[part]]) for part in PARTS}
    best = (0.0, 0.0, "")
    for form, name in ((np.asarray, "counts"), (np.log1p, "log counts")):
        bags = {part: form(counts[part]).astype(np.float32) for part in PARTS}
        for decay in (0.0, 0.1, 0.3):
            scores = [*_logistic(bags, labels, V, decay), f"{name}, weight decay {decay}"]
            best = max(best, tuple(scores))
    return best


def _logistic(bags, labels, V, decay):
    out = Dense(V, 2, dtype=np.float32, rng=0)

    def step(chosen):
        scores = out.forward(bags["train"][chosen])
        loss, dscores = softmax_cross_entropy(scores, labels["train"][chosen])
        out.backward(dscores)
        return loss, out.gradients

    def right(part):
        return (out.forward(bags[part]).argmax(axis=1) == labels[part]).mean()

    best = Best(out.parameters, lambda: right("validation"), every=100)
    for number, _ in Training(
        step,
        lambda rng: np.array_split(rng.permutation(len(labels["train"])), 108),
        out.parameters,
        Adam(warmup_cosine(1e-2, 1500), weight_decay=decay),
        steps=1500,
        bar=False,
    ):
        best.look(number)
    best.restore()
    return right("validation"), right("test")


def run():
    data = review_sentiment()
    vocabulary = Vocabulary(data.train.x, min_count=2)
    whole = {part: [vocabulary.encode(x) for x in getattr(data, part).x] for part in PARTS}
    texts = {part: [ids[:LONGEST] for ids in whole[part]] for part in PARTS}
    labels = {part: getattr(data, part).y for part in PARTS}
    model = Classifier(len(vocabulary))
    held_out = texts["validation"], labels["validation"]
    best = Best(model.parameters, lambda: accuracy(model, *held_out), every=50)
    training = run_for(
        CPU_SECONDS,
        LEARNING_RATE,
        model.step,
        lambda rng: batches(texts["train"], labels["train"], rng),
        model.parameters,
        best,
    )
    best.restore()
    print(f"sentiment: bidirectional LSTM, H = {H}, on {len(labels['train']):,} reviews")
    print(f"  {training.cpu_seconds:.1f} CPU s, {len(training.losses)} steps")
    validated, bag, form = bag_of_characters(whole, labels, len(vocabulary))
    print(f"  validation, accuracy {best.accuracy:.3f}, bag of characters ({form}) {validated:.3f}")
    test = accuracy(model, texts["test"], labels["test"])
    report("test, accuracy", test, 0.80)
    report("test, above the bag of characters", test, bag)
