"""What a class predicted, prediction by prediction."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rnn_course.report.gathering import ClassWork

# Fewer than these say nothing about a class.
FEWEST_ANSWERS = 3
SHOWN_FIRST = 3


@dataclass(frozen=True)
class PredictionSummary:
    """How many made a prediction, how many were right, and what most of the others chose.

    ``wrong`` is the most frequent wrong choice, the first of several, empty if there is none.
    """

    prediction: str
    question: str
    students: int
    answered: int
    right_count: int
    share_right: float
    right: str
    right_choice: str
    wrong: str
    wrong_choice: str
    wrong_count: int

    @property
    def went_wrong(self) -> bool:
        """Whether fewer than half of enough students were right."""
        return self.answered >= FEWEST_ANSWERS and self.share_right < 1 / 2


def summarise_predictions(work: ClassWork, right: Mapping[str, str]) -> list[PredictionSummary]:
    """Sum up each prediction of which the right letter is known, in the order of the notebook."""
    known = [name for name, each in work.predictions.items() if right.get(name) in each.choices]
    return [_summary(name, work, right[name]) for name in known]


def most_often_wrong(predictions: Iterable[PredictionSummary]) -> list[PredictionSummary]:
    """Pick the few predictions that most of a class got wrong, the worst first."""
    wrong = [each for each in predictions if each.went_wrong]
    return sorted(wrong, key=lambda each: each.share_right)[:SHOWN_FIRST]


def _summary(name: str, work: ClassWork, right: str) -> PredictionSummary:
    prediction = work.predictions[name]
    made = Counter(letters[name] for letters in work.letters if name in letters)
    others = [letter for letter in sorted(made) if letter != right]
    wrong = max(others, key=lambda letter: made[letter], default="")
    return PredictionSummary(
        name,
        prediction.question,
        students=len(work.letters),
        answered=made.total(),
        right_count=made[right],
        share_right=made[right] / (made.total() or 1),
        right=right,
        right_choice=prediction.choices[right],
        wrong=wrong,
        wrong_choice=prediction.choices.get(wrong, ""),
        wrong_count=made[wrong],
    )
