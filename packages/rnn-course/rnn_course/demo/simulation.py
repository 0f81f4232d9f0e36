"""Simulated submissions: who hands in what, and when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from random import Random

from rnn_course.build import answers
from rnn_course.build.chapters import read_chapter
from rnn_course.build.exercises import exercises_in
from rnn_course.build.patching import patched_source
from rnn_course.build.solutions import solutions_in_reach
from rnn_course.demo.people import STYLES, Person, WrittenAnswer, restyle, write_answer
from rnn_course.paths import Course
from rnn_course.predictions import predictions_in

FIRST_DUE = datetime(2026, 10, 9, 18, tzinfo=UTC)  # fixed: the same seed, the same class
EQUIVALENT = 0.4  # of right answers are in other words than the reference
MAX_MISTAKES = 3  # a chapter
RARER = 1.7  # how fast mistakes get rarer down their list
PREDICTED = 0.8  # of the predictions are made
EVERY_TRAP = 1.4  # less the ability: how surely one walks into the hardest


@dataclass(frozen=True)
class AnswerSet:
    """A chapter's exercises and answers to them."""

    chapter: str
    points: dict[str, float]  # in the order of the chapter
    references: dict[str, str]
    # Other right answers, and wrong ones, the likeliest first.
    equivalents: dict[str, list[str]]
    mistakes: dict[str, list[str]]
    questions: list[str]  # grade_ids of the written questions
    predictions: dict[str, list[str]]  # the letters of each prediction, the right one first


def read_answer_set(course: Course, chapter: str) -> AnswerSet:
    """Collect the answers to a chapter."""
    with solutions_in_reach(course):
        contents = read_chapter(course.chapters / f"{chapter}.md")
        specs = exercises_in(contents)
        functions = answers.references(chapter)
        mistakes, equivalents = defaultdict(list), defaultdict(list)
        for each in answers.patched_mistakes(chapter):
            mistakes[each.exercise].append(patched_source(each, functions[each.exercise]))
        for name, function in answers.equivalents(chapter).items():
            equivalents[answers.exercise_of(name)].append(answers.equivalent_source(function))
        asked, right = predictions_in(contents.notebook), answers.right_predictions(chapter)
        predictions = {
            name: sorted(each.choices, key=lambda letter: letter != right[name])
            for name, each in asked.items()
        }
        return AnswerSet(
            chapter,
            points={each.name: each.points for each in specs},
            references=answers.reference_sources(chapter),
            equivalents=equivalents,
            mistakes=mistakes,
            questions=list(answers.written_questions(course, chapter)),
            predictions=predictions,
        )


class Role(Enum):
    """The part that a student plays."""

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
    **dict.fromkeys((Role.HOSTILE, Role.BROKEN, Role.TWICE), 0.0),
    **dict.fromkeys((Role.UNFINISHED, Role.LATE), 0.1),
    **dict.fromkeys((Role.BLANK, Role.ABSENT, Role.UNNAMED), 0.03),
}
ALWAYS, ENOUGH = 5, 10


@dataclass(frozen=True)
class SimulatedSubmission:
    """One simulated submission."""

    student: Person
    chapter: str
    when: datetime
    # By grade_id: text, what a person will find in written ones, and letters of predictions. What
    # is in none of them stays as it was released.
    answers: dict[str, str] = field(default_factory=dict)
    written: dict[str, WrittenAnswer] = field(default_factory=dict)
    predictions: dict[str, str] = field(default_factory=dict)
    role: Role = Role.HONEST


def due_dates(chapters: Sequence[str]) -> dict[str, datetime]:
    """Return when each chapter is due: one a week."""
    return {name: FIRST_DUE + timedelta(weeks=week) for week, name in enumerate(chapters)}


def simulate_class(
    people: Sequence[Person], answer_sets: Sequence[AnswerSet], rng: Random
) -> list[SimulatedSubmission]:
    """Simulate what a class hands in, in order of time."""
    due = due_dates([answer_set.chapter for answer_set in answer_sets])
    roles = _roles(people, rng)
    submissions = []
    for student in people:
        ability, style = rng.betavariate(5, 2), rng.choice(STYLES)
        for answer_set in answer_sets:
            special = roles[student.login]
            is_last = answer_set is answer_sets[-1]
            role = special if is_last or special in (Role.LATE, Role.UNFINISHED) else Role.HONEST
            simulated = _Student(student, ability, style, rng)
            submissions += simulated.submit(answer_set, due[answer_set.chapter], role)
    return sorted(submissions, key=lambda each: (each.when, each.student.login))


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

    def submit(self, answer_set: AnswerSet, due: datetime, role: Role) -> list[SimulatedSubmission]:
        hours = self.rng.uniform(1, 40) if role is Role.LATE else -self.rng.uniform(1, 140)
        first = self._attempt(answer_set, due + timedelta(seconds=round(3600 * hours)), role)
        if role is Role.ABSENT:
            return []
        if role is not Role.TWICE:
            return [first]
        better = _Student(self.person, 0.9, self.style, self.rng)
        return [first, better._attempt(answer_set, due - timedelta(minutes=9), role)]

    def _attempt(self, answer_set: AnswerSet, when: datetime, role: Role) -> SimulatedSubmission:
        who = self.person, answer_set.chapter, when
        if role is Role.BLANK:
            return SimulatedSubmission(*who, role=role)
        names = list(answer_set.points)
        if role is Role.UNFINISHED:
            names = names[: self.rng.randrange(1, len(names))]
        answers = self._code(answer_set, names)
        questions = [] if role is Role.UNFINISHED else answer_set.questions
        written = {each: write_answer(each, self.ability, self.rng) for each in questions}
        answers |= {question: each.text for question, each in written.items()}
        predictions = self._predictions(answer_set)
        return SimulatedSubmission(*who, answers, written, predictions, role)

    def _predictions(self, answer_set: AnswerSet) -> dict[str, str]:
        # Of their own, so that predictions change nothing else in a class.
        rng, made = Random(f"{self.person.login} {answer_set.chapter}"), {}
        for name, (right, *wrong) in answer_set.predictions.items():
            prediction = Random(name)  # how hard it is and what is tempting is so for everybody
            hardness, tempting = prediction.random(), prediction.choice(wrong)
            is_right = rng.random() > hardness * (EVERY_TRAP - self.ability)
            letter = right if is_right else rng.choice([tempting, tempting, *wrong])
            if rng.random() < PREDICTED:
                made[name] = letter
        return made

    def _code(self, answer_set: AnswerSet, names: Sequence[str]) -> dict[str, str]:
        chance = min(1.0, 1.25 * (1 - self.ability))
        count = sum(self.rng.random() < chance for _ in range(MAX_MISTAKES))
        missed = self._harder(answer_set, names, count)
        answers = {}
        for name in names:
            answer = (self._wrong if name in missed else self._right)(answer_set, name)
            answers[name] = restyle(answer, self.style, self.person.name, self.rng)
        return answers

    def _harder(self, answer_set: AnswerSet, names: Sequence[str], count: int) -> set[str]:
        left, chosen = list(names), set()
        for _ in range(min(count, len(left))):
            (name,) = self.rng.choices(left, [answer_set.points[each] for each in left])
            left.remove(name)
            chosen.add(name)
        return chosen

    def _right(self, answer_set: AnswerSet, name: str) -> str:
        others = answer_set.equivalents.get(name)
        if others and self.rng.random() < EQUIVALENT:
            return self.rng.choice(others)
        return answer_set.references[name]

    def _wrong(self, answer_set: AnswerSet, name: str) -> str:
        """Choose a known mistake: authors write down the likeliest first."""
        known = answer_set.mistakes[name]
        (answer,) = self.rng.choices(known, [1 / (1 + rank) ** RARER for rank in range(len(known))])
        return answer


def team_of(simulated: Sequence[SimulatedSubmission]) -> list[Person]:
    """Choose two people to work together, who do all and nothing special; none in a small class."""
    chapters = {each.chapter for each in simulated}
    done: dict[Person, set[str]] = {}
    for each in simulated:
        done.setdefault(each.student, set()).add(each.chapter if each.role is Role.HONEST else "")
    honest = sorted(who.login for who, what in done.items() if what == chapters)[:2]
    return sorted((who for who in done if who.login in honest), key=lambda each: each.login)
