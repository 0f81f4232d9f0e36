"""What students' networks can do for the first time, and which of their functions it takes.

A chapter shows one with `milestone`, the table of `progress` shows all.
"""

from typing import NamedTuple


class Milestone(NamedTuple):
    """A network made of a student's own functions; ``name`` is the end of its sentence's id."""

    name: str
    chapter: str
    exercises: tuple[str, ...]


THROUGH_TIME = ("rnn_forward", "rnn_backward", "output_forward", "output_backward")
MILESTONES = (
    Milestone("spells", "03-rnn-backward", (*THROUGH_TIME, "cross_entropy")),
    Milestone(
        "reads",
        "04-sequence-models",
        (*THROUGH_TIME, "many_to_one_forward", "many_to_one_backward"),
    ),
    Milestone(
        "cuts_chinese",
        "09-bidirectional",
        (*THROUGH_TIME, "bidirectional_forward", "bidirectional_backward", "tags_to_words"),
    ),
    Milestone(
        "translates",
        "11-encoder-decoder",
        ("encoder_state", "teacher_forcing", "encoder_decoder_backward", "greedy_decode"),
    ),
)
