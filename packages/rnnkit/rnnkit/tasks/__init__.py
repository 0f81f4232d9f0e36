"""Seven small tasks on sequences, and the small networks that learn them.

A `Task` has batches to learn from and an exam. `Reader` answers at each step or once,
`Translator` writes sequences of another length, and so does `AttentionTranslator`, which looks
back while it writes; `learn` trains each of them.
"""

from rnnkit.tasks.generated import (
    dna_task,
    example_lengths,
    frame_by_frame,
    music_task,
    speak,
    speech_task,
    video_task,
)
from rnnkit.tasks.html import shaded_reviews, tagged_lines
from rnnkit.tasks.reader import Reader
from rnnkit.tasks.task import Batch, Task
from rnnkit.tasks.text import Dates, encoded, entities_task, sentiment_task, translation_task
from rnnkit.tasks.translator import AttentionTranslator, Translator, learn

__all__ = [
    "AttentionTranslator",
    "Batch",
    "Dates",
    "Reader",
    "Task",
    "Translator",
    "dna_task",
    "encoded",
    "entities_task",
    "example_lengths",
    "frame_by_frame",
    "learn",
    "music_task",
    "sentiment_task",
    "shaded_reviews",
    "speak",
    "speech_task",
    "tagged_lines",
    "translation_task",
    "video_task",
]
