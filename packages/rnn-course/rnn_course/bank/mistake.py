"""A known mistake: a small patch of the reference, and the message to who makes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One plausible wrong answer to one exercise."""

    exercise: str  # the function that it is a wrong answer to
    name: str  # what went wrong, as an identifier; stable, since reports count by it
    patch: dict[str, str]  # text of the reference, found exactly once, and what stands there then
    message: str  # symptom, where, likely cause, next step; never the answer

    @property
    def id(self) -> str:
        """The exercise and the name, unique over the course."""
        return f"{self.exercise}.{self.name}"
