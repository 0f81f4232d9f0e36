"""What students' networks can do for the first time, and which of their functions it takes.

A chapter shows one with `milestone`, the table of `progress` shows all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rnnkit.checks.messages import Sentence, message
from rnnkit.language import commas


@dataclass(frozen=True)
class Milestone:
    """A network made of a student's own functions; ``name`` is the end of its sentence's id."""

    name: str
    chapter: str
    exercises: tuple[str, ...]

    def describe(self, still_open: Sequence[str]) -> Sentence:
        """Say that it is reached, or which of its exercises are open."""
        what = message(f"milestone_{self.name}")
        if not still_open:
            return message("milestone_reached", what=what)
        return message("milestone_open", what=what, names=commas(still_open))


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
