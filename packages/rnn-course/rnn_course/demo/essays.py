"""Written answers of simulated students, part by part, each right or not."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

_TABLE = files("rnn_course.demo").joinpath("files", "essays.toml")
# By grade_id: the parts of an answer, a point each.
QUESTIONS: dict[str, list[dict[str, Any]]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer, and the points and the comment that a person gives for it."""

    text: str
    points: float
    comment: str


def write_answer(question: str, ability: float, rng: Random) -> WrittenAnswer:
    """Write an answer to a question (its grade_id); ``ability`` is how likely a part is right."""
    sentences, points, comments = [], 0.0, []
    for part in QUESTIONS[question]:
        if rng.random() < ability:
            points += 1
            sentences.append(rng.choice(part["right"]))
        else:
            comments.append(part["comment"])
            if rng.random() < 0.7:  # the others leave it out
                sentences.append(rng.choice(part["wrong"]))
    return WrittenAnswer(" ".join(sentences) or "I do not know.", points, " ".join(comments))
