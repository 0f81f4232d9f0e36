"""From text to arrays: tokens, vocabulary, padding, batches; and from scores to tags."""

from rnnkit.text.batches import Padded, StreamBatch, length_batches, pad_sequences, stream_batches
from rnnkit.text.tags import viterbi
from rnnkit.text.vocabulary import Vocabulary, split_words

__all__ = [
    "Padded",
    "StreamBatch",
    "Vocabulary",
    "length_batches",
    "pad_sequences",
    "split_words",
    "stream_batches",
    "viterbi",
]
