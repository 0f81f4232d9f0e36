"""The road, step by step, each with its time and with what an instructor types for it."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from nbgrader_sandbox import GradingCourse, GradingOptions, cores, find_bwrap, grade_course
from rnn_course.demo import nbgrader_steps
from rnn_course.demo.answers import read_bank
from rnn_course.demo.course_folder import default_folder, make_course, new_folder
from rnn_course.demo.manual_grading import read_by_hand
from rnn_course.demo.people import Person, make_up
from rnn_course.demo.simulation import HandIn, Role, draw_class, due_dates
from rnn_course.demo.submissions import hand_in
from rnn_course.paths import Course
from rnn_course.report.page import write_report

CHAPTERS = ("02-rnn-forward", "03-rnn-backward")
READ_BY_HAND = 0.65  # of the written answers; the others wait in formgrader
Say = Callable[[str], None]


@dataclass(frozen=True)
class Wishes:
    """What was asked for.

    Parameters
    ----------
    folder : Path
        Where the course directory goes; it must not be there yet.
    size : int
        Students, 6 or more.
    seed : int
        Which class.
    jobs : int
        Processes at a time.
    has_sandbox : bool
        Whether students' code is kept in one.
    chapters : tuple of str
        What was asked of the class, in order.
    """

    folder: Path
    size: int = 30
    seed: int = 1
    jobs: int = field(default_factory=cores)
    has_sandbox: bool = True
    chapters: tuple[str, ...] = CHAPTERS


def walk(course: Course, wishes: Wishes, say: Say = print) -> None:
    """Make a class, and walk with it from release to report.

    Parameters
    ----------
    course : Course
        The built course, which stays as it is.
    wishes : Wishes
        Which class, and where.
    say : callable
        Takes a line of text.

    Raises
    ------
    GradingError
        If the folder is there already, or there is no sandbox.
    """
    if wishes.has_sandbox:
        find_bwrap()  # refuses before anything is made
    started = time.monotonic()
    with new_folder(wishes.folder) as place:
        walker = _Walk(course, wishes, place, say)
        walker.all_steps()
        student = walker.worth_a_look()
    say(f"{time.monotonic() - started:6.1f} s  in all")
    say("\n".join(_where_to_look(course, wishes.folder, wishes.chapters[-1], student)))


def _where_to_look(course: Course, folder: Path, chapter: str, student: Person) -> Iterator[str]:
    page = folder / "feedback" / student.login / chapter / f"{chapter}.html"
    places = {
        "what the class got right and wrong": folder / "report" / "report.html",
        f"what {student.name} reads": page,
        "a line for each student and chapter": folder / "grades.csv",
        "written answers that wait for you": _open_formgrader(course, folder),
    }
    yield "\nWhere to look:"
    yield from (f"  {what:<38}{where}" for what, where in places.items())


def _open_formgrader(course: Course, folder: Path) -> str:
    is_default = folder == default_folder(course)
    return "make formgrader" if is_default else f"make formgrader COURSE={folder}"


class _Walk:
    def __init__(self, course: Course, wishes: Wishes, place: Path, say: Say) -> None:
        self._course, self._wishes, self._place, self._say = course, wishes, place, say
        self._banks = [read_bank(course, chapter) for chapter in wishes.chapters]
        rng = Random(wishes.seed)
        self._people = make_up(wishes.size, rng)
        drawn = draw_class(self._people, self._banks, rng)
        self._again = [each for each in drawn if _is_second(each, drawn)]
        self._first = [each for each in drawn if each not in self._again]
        self._rng = rng  # what is left of it decides whose answers are read by hand

    def all_steps(self) -> None:
        last = self._wishes.chapters[-1]
        by_hand = "formgrader: Manual Grading"
        with self._step("release", f"nbgrader generate_assignment {last} --force") as note:
            note(self._release())
        with self._step("submit", f"nbgrader collect {last}") as note:
            note(self._submit(self._first))
        with self._step("grade", "rnn-course grade") as note:
            note(self._grade())
        with self._step("read", by_hand) as note:
            note(self._read(self._first))
        with self._step("again", "nbgrader collect --update; rnn-course grade") as note:
            self._submit(self._again)
            note(f"one student hands in a second time: {self._grade()}")
        with self._step("feedback", f"nbgrader generate_feedback {last}") as note:
            note(self._feedback())
        with self._step("export", "nbgrader export") as note:
            note(f"{_lines(nbgrader_steps.export(self._place)) - 1} lines of grades")
        with self._step("report", "rnn-course report") as note:
            note(self._report())

    @contextmanager
    def _step(self, name: str, typed: str) -> Iterator[Callable[[str], None]]:
        said, started = [], time.monotonic()
        yield said.append
        seconds = time.monotonic() - started
        self._say(f"{seconds:6.1f} s  {name:<9} {said[0]:<66} $ {typed}")

    def _release(self) -> str:
        make_course(self._course, self._place, self._wishes.chapters)
        with nbgrader_steps.gradebook_of(self._place) as gradebook:
            for who in self._people:
                names = {"first_name": who.given, "last_name": who.family}
                gradebook.update_or_create_student(who.login, **names)
            for chapter, due in due_dates(self._wishes.chapters).items():
                gradebook.update_or_create_assignment(chapter, duedate=due)
        for chapter in self._wishes.chapters:
            nbgrader_steps.generate_assignment(self._place, chapter)
        count = len(self._wishes.chapters)
        return f"{count} chapters with due dates, {len(self._people)} students"

    def _submit(self, submissions: Sequence[HandIn]) -> str:
        for each in submissions:
            hand_in(self._place, each)
        due = due_dates(self._wishes.chapters)
        late = sum(each.when > due[each.chapter] for each in submissions)
        return f"{len(submissions)} notebooks, {late} of them late"

    def _grade(self) -> str:
        options = GradingOptions(jobs=self._wishes.jobs, has_sandbox=self._wishes.has_sandbox)
        summary = grade_course(GradingCourse(self._place), options)
        before = f", {summary.skipped} were graded before" if summary.skipped else ""
        odd = f", {len(summary.problems)} without a verdict" if summary.problems else ""
        return f"{summary.graded} graded{odd}{before}"

    def _read(self, submissions: Sequence[HandIn]) -> str:
        """Grade some of the written answers as a person does in formgrader."""
        done = waiting = 0
        with nbgrader_steps.gradebook_of(self._place) as gradebook:
            for each in submissions:
                is_read = each.role is Role.TWICE or self._rng.random() < READ_BY_HAND
                count = read_by_hand(gradebook, each, is_read)
                done, waiting = done + count * is_read, waiting + count * (not is_read)
            gradebook.db.commit()
        return f"{done} written answers get points and comments, {waiting} are left waiting"

    def _feedback(self) -> str:
        nbgrader_steps.generate_feedback(self._place, self._wishes.chapters, self._wishes.jobs)
        return f"{len(list((self._place / 'feedback').glob('*/*/*.html')))} pages"

    def _report(self) -> str:
        course = GradingCourse(self._place).directory
        pages = write_report(course, self._wishes.chapters, self._place / "report")
        return f"{', '.join(pages)}"

    def worth_a_look(self) -> Person:
        """Find somebody whose last chapter is mostly right and whose written answer was read."""
        last = self._wishes.chapters[-1]
        with nbgrader_steps.gradebook_of(self._place) as gradebook:
            found = [
                (abs(submission.score / submission.max_score - 0.7), each.student.login, each)
                for each in self._first
                if each.chapter == last and each.role is Role.HONEST
                for submission in [gradebook.find_submission(last, each.student.login)]
                if not submission.needs_manual_grade
            ]
        return min(found)[2].student if found else self._first[-1].student


def _is_second(one: HandIn, drawn: Sequence[HandIn]) -> bool:
    return any(
        (each.student, each.chapter) == (one.student, one.chapter) and each.when < one.when
        for each in drawn
    )


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
