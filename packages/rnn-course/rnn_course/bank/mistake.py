"""A known mistake: a small patch of the reference, and the message to who makes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One plausible wrong answer to one exercise.

    Parameters
    ----------
    exercise : str
        The function that it is a wrong answer to.
    name : str
        What went wrong, as an identifier; stable, since reports count by it.
    patch : dict of str to str
        Text of the reference, found exactly once, and what stands there instead.
    message : str
        Symptom, where, likely cause, next step; never the answer.
    """

    exercise: str
    name: str
    patch: dict[str, str]
    message: str

    @property
    def id(self) -> str:
        """The exercise and the name, unique over the course."""
        return f"{self.exercise}.{self.name}"
