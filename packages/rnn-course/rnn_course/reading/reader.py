"""What the page asks for. No connection to the gradebook stays open between two requests."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from nbgrader.api import Gradebook, Student

from nbgrader_sandbox import open_gradebook, with_retries
from rnn_course.class_table.table import ClassCourse
from rnn_course.reading import marks
from rnn_course.reading.answers import (
    Answer,
    Marked,
    Question,
    Record,
    find_questions,
    marked_answers,
    read_answer,
)
from rnn_course.reading.marks import Mark
from rnn_course.reading.rubrics import Rubric, RubricFile, parse
from rnn_course.reading.words import say
from rnnkit._atomic import write_if_changed
from rnnkit.language import commas

Value = TypeVar("Value")
Pair = tuple[Question, list[Marked]]


@dataclass(frozen=True)
class Reading:
    """One question with its answers and rubric, and how many of each question are read."""

    questions: list[Question]
    unread: list[int]
    question: Question
    answers: list[Answer]
    rubric: Rubric


class Reader:
    """Reads and marks the written answers of an assignment, of all students or of some."""

    def __init__(
        self, course: ClassCourse, assignment: str, students: frozenset[str] | None = None
    ) -> None:
        self.course, self.assignment, self._students = course, assignment, students
        # Kept without a connection: to make one anew takes longer than all that is done with it.
        self._gradebook = with_retries(lambda: open_gradebook(course.directory))
        self._gradebook.close()
        self.rubrics = RubricFile(course.root, assignment)
        self.records = self.rubrics.path.with_suffix("")

    def all_marked(self) -> list[Pair]:
        """Return each question with what the gradebook has of its answers, a team's once."""
        every = self._do(self._pairs)
        if (known := self._students) is None:
            return every
        return [
            (question, [m for m in some if any(e.student in known for e in m.everybody)])
            for question, some in every
        ]

    def names(self) -> dict[str, str]:
        """Return whose each answer is, by its id."""
        people = self._do(lambda book: {each.id: _full_name(each) for each in book.students})
        every = [each for _, some in self.all_marked() for each in some]
        return {each.id: commas(people[m.student] for m in each.everybody) for each in every}

    def read(self, number: int, with_cells: bool = True) -> Reading:
        """Read all answers to the question of a number, from 0; or only their marks."""
        pairs = self.all_marked()
        question, marked = pairs[number]
        answers = [self._answer(question, each, with_cells) for each in marked]
        unread = [sum(each.mark.waits for each in marked) for _, marked in pairs]
        rubric = self.rubrics.read(question)
        return Reading([each for each, _ in pairs], unread, question, answers, rubric)

    def give_points(self, grade_id: str, was: Mark, now: Mark, ticked: list[str]) -> Mark:
        """Give points to an answer, and keep what was ticked and read."""
        question, marked = self._find(grade_id)
        ids = [each.id for each in marked]
        given = self._do(lambda book: marks.give_points(self.course, book, ids, was, now))
        for each in marked:
            record = asdict(_next_record(self._answer(question, each), given, ticked))
            text = json.dumps(record, ensure_ascii=False) + "\n"
            write_if_changed(self._record_file(each.id), text)
        return given

    def write_comment(self, grade_id: str, was: str, now: str) -> str:
        """Write a comment on an answer."""
        ids = [each.id for each in self._find(grade_id)[1]]
        return self._do(lambda book: marks.write_comment(book, ids, was, now))

    def save_rubric(self, number: int, was: object, now: object) -> Rubric:
        """Save a rubric of a page; points that were the sum of their lines become the new sum."""
        question, marked = self._do(self._pairs)[number]  # of all students: it is their rubric, too
        old, new = parse(was, float("inf")), parse(now, question.most)
        self.rubrics.write(question, old, new)
        for each in marked:
            ticked = list(Record.of(self._record_file(each.id)).ticked)
            before, after = (rubric.points_of(ticked, question.most) for rubric in (old, new))
            if ticked and each.mark == Mark(before, False) and before != after:
                with suppress(marks.ChangedMeanwhileError):  # what somebody gives just now stays
                    self.give_points(each.id, each.mark, Mark(after, False), ticked)
        return new

    def _pairs(self, book: Gradebook) -> list[Pair]:
        found = find_questions(self.course, book, self.assignment)
        return [(q, marked_answers(self.course, book, self.assignment, q)) for q in found]

    def _record_file(self, grade_id: str) -> Path:
        return self.records / f"{grade_id}.json"

    def _answer(self, question: Question, marked: Marked, with_cells: bool = True) -> Answer:
        record = Record.of(self._record_file(marked.id))
        if not with_cells:
            return Answer(marked, record, cells=[], earlier=[], is_empty=False)
        return read_answer(self.course, self.assignment, question, marked, record)

    def _find(self, grade_id: str) -> tuple[Question, tuple[Marked, ...]]:
        for question, marked in self._do(self._pairs):
            for each in marked:
                if grade_id in (one.id for one in each.everybody):
                    return question, each.everybody
        raise marks.NoSuchAnswerError(say("gone"))

    def _do(self, do: Callable[[Gradebook], Value]) -> Value:
        def once() -> Value:
            with self._gradebook as gradebook:  # closes its connection at the end
                return do(gradebook)

        return with_retries(once)


def _full_name(student: Student) -> str:
    name = " ".join(filter(None, (student.first_name, student.last_name)))
    return f"{name} ({student.id})" if name else student.id


def _next_record(answer: Answer, given: Mark, ticked: list[str]) -> Record:
    """Keep what was read now, and what was read before it: an undo has to show that again."""
    if given.waits and given.points is not None:
        return Record(ticked, answer.record.before or answer.record.read)
    before = answer.earlier if answer.earlier != answer.cells else answer.record.before
    return Record(ticked, answer.cells, before)
