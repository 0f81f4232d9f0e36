"""Who hands in what: answers drawn for a class, so that a report has something to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from random import Random

from rnn_course.demo.answers import Bank
from rnn_course.demo.essays import Written, write
from rnn_course.demo.people import Person
from rnn_course.demo.restyle import STYLES, in_own_hand

FIRST_DUE = datetime(2026, 10, 9, 18, tzinfo=UTC)  # fixed: the same seed, the same class
EQUIVALENT = 0.4  # of right answers are in other words than the reference
MOST_MISTAKES = 3  # a chapter
RARER = 1.7  # how fast mistakes get rarer down their list


class Role(Enum):
    """What is special about a student."""

    HONEST = "answers as well as they can"
    LATE = "hands in after the due date"
    UNFINISHED = "leaves the later exercises blank"
    BLANK = "hands in the notebook as it was"
    ABSENT = "hands in nothing for the last chapter"
    UNNAMED = "has lost nbgrader's name of a cell"
    TWICE = "hands the last chapter in again"
    BROKEN = "hands in a broken file for the last chapter"
    HOSTILE = "attacks the tests of the last chapter"


# Shares of a class; at least one each of the first five, the others from ten students on.
SHARES = {
    Role.HOSTILE: 0.0,
    Role.BROKEN: 0.0,
    Role.TWICE: 0.0,
    Role.UNFINISHED: 0.1,
    Role.LATE: 0.1,
    Role.BLANK: 0.03,
    Role.ABSENT: 0.03,
    Role.UNNAMED: 0.03,
}
ALWAYS, ENOUGH = 5, 10


@dataclass(frozen=True)
class HandIn:
    """One submission.

    Parameters
    ----------
    student : Person
        Whose.
    chapter : str
        What for.
    when : datetime
        When.
    answers : dict of str to str
        Text by grade_id; what is not in it stays as it was released.
    written : dict of str to Written
        What a person will find in the written answers among them.
    role : Role
        What is special about it.
    """

    student: Person
    chapter: str
    when: datetime
    answers: dict[str, str] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)
    role: Role = Role.HONEST


def due_dates(chapters: Sequence[str]) -> dict[str, datetime]:
    """When each chapter is due: one a week."""
    return {name: FIRST_DUE + timedelta(weeks=week) for week, name in enumerate(chapters)}


def draw_class(people: Sequence[Person], banks: Sequence[Bank], rng: Random) -> list[HandIn]:
    """Draw what a class hands in, in order of time.

    Parameters
    ----------
    people : sequence of Person
        The class.
    banks : sequence of Bank
        What can be answered, by chapter.
    rng : Random
        What luck does.
    """
    due = due_dates([bank.chapter for bank in banks])
    roles = _roles(people, rng)
    drawn = []
    for student in people:
        ability, style = rng.betavariate(5, 2), rng.choice(STYLES)
        for bank in banks:
            special = roles[student.login]
            is_last = bank is banks[-1]
            role = special if is_last or special in (Role.LATE, Role.UNFINISHED) else Role.HONEST
            one = _Student(student, ability, style, rng)
            drawn += one.hand_in(bank, due[bank.chapter], role)
    return sorted(drawn, key=lambda each: (each.when, each.student.login))


def _roles(people: Sequence[Person], rng: Random) -> Mapping[str, Role]:
    special = []
    for number, (role, share) in enumerate(SHARES.items()):
        if number < ALWAYS or len(people) >= ENOUGH:
            special += [role] * max(1, round(share * len(people)))
    special += [Role.HONEST] * (len(people) - len(special))
    rng.shuffle(special)
    return {student.login: role for student, role in zip(people, special, strict=True)}


@dataclass(frozen=True)
class _Student:
    person: Person
    ability: float
    style: str
    rng: Random

    def hand_in(self, bank: Bank, due: datetime, role: Role) -> list[HandIn]:
        """Hand in a chapter: once as a rule."""
        hours = self.rng.uniform(1, 40) if role is Role.LATE else -self.rng.uniform(1, 140)
        first = self._attempt(bank, due + timedelta(seconds=round(3600 * hours)), role)
        if role is Role.ABSENT:
            return []
        if role is not Role.TWICE:
            return [first]
        better = _Student(self.person, 0.9, self.style, self.rng)
        return [first, better._attempt(bank, due - timedelta(minutes=9), role)]

    def _attempt(self, bank: Bank, when: datetime, role: Role) -> HandIn:
        if role is Role.BLANK:
            return HandIn(self.person, bank.chapter, when, role=role)
        names = list(bank.points)
        if role is Role.UNFINISHED:
            names = names[: self.rng.randrange(1, len(names))]
        answers = self._code(bank, names)
        written = {}
        if role is not Role.UNFINISHED:
            ability = self.ability
            written = {question: write(question, ability, self.rng) for question in bank.questions}
            answers |= {question: each.text for question, each in written.items()}
        return HandIn(self.person, bank.chapter, when, answers, written, role)

    def _code(self, bank: Bank, names: Sequence[str]) -> dict[str, str]:
        chance = min(1.0, 1.25 * (1 - self.ability))
        count = sum(self.rng.random() < chance for _ in range(MOST_MISTAKES))
        missed = self._harder(bank, names, count)
        answers = {}
        for name in names:
            answer = self._wrong(bank, name) if name in missed else self._right(bank, name)
            answers[name] = in_own_hand(answer, self.style, self.person.name, self.rng)
        return answers

    def _harder(self, bank: Bank, names: Sequence[str], count: int) -> set[str]:
        """Exercises to get wrong; what has many points is hard."""
        left, chosen = list(names), set()
        for _ in range(min(count, len(left))):
            (name,) = self.rng.choices(left, [bank.points[each] for each in left])
            left.remove(name)
            chosen.add(name)
        return chosen

    def _right(self, bank: Bank, name: str) -> str:
        others = bank.equivalents.get(name)
        if others and self.rng.random() < EQUIVALENT:
            return self.rng.choice(others)
        return bank.references[name]

    def _wrong(self, bank: Bank, name: str) -> str:
        """A known mistake: authors write down the likeliest first."""
        known = bank.mistakes[name]
        (answer,) = self.rng.choices(
            known, [1 / (1 + place) ** RARER for place in range(len(known))]
        )
        return answer
