"""The demo's steps, each timed and shown with the command that an instructor would type."""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from nbgrader.plugins.export import CsvExportPlugin

from nbgrader_sandbox import GradingOptions, cores, find_bwrap, grade_course, start_fork_server
from rnn_course.build.ensure import ensure_built
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse
from rnn_course.demo import course_folder
from rnn_course.demo.course_folder import DEMO, gradebook_of
from rnn_course.demo.people import Person, WrittenAnswer, make_up
from rnn_course.demo.simulation import (
    Role,
    SimulatedSubmission,
    due_dates,
    read_answer_set,
    simulate_class,
    team_of,
)
from rnn_course.demo.submissions import write_class_table, write_submission
from rnn_course.feedback.making import make_feedback
from rnn_course.paths import Course
from rnn_course.reading.marks import Mark
from rnn_course.reading.reader import Reader
from rnn_course.report.page import write_report

CHAPTERS = ("02-rnn-forward", "03-rnn-backward")
READ_BY_HAND = 0.65  # of the written answers; the others wait
Show = Callable[[str], None]


@dataclass(frozen=True)
class DemoOptions:
    """How a simulated class is made."""

    folder: Path  # must not be there yet
    size: int = 30
    seed: int = 1
    jobs: int = field(default_factory=cores)
    has_sandbox: bool = True


def demo(options: argparse.Namespace, course: Course) -> None:
    """Make a simulated class, and show what happens to it."""
    ensure_built(course)
    folder = (options.to or course.root / DEMO).resolve()
    sandbox = not options.no_sandbox
    wanted = DemoOptions(folder, options.size, options.seed, has_sandbox=sandbox)
    run_demo(course, wanted, show=lambda line: print(line, flush=True))


def run_demo(course: Course, options: DemoOptions, show: Show = print) -> None:
    """Simulate a class, from release to report."""
    if options.has_sandbox:
        find_bwrap()  # refuses before anything is made
    start_fork_server()  # on another core, while the first chapter is released
    started = time.monotonic()
    with course_folder.new_folder(options.folder) as folder:
        simulated = _Demo(course, options, folder, show)
        simulated.run_steps()
        student = simulated.worth_a_look()
    show(f"{time.monotonic() - started:6.1f} s  in all")
    show("\n".join(_where_to_look(course, options.folder, CHAPTERS[-1], student)))


def _where_to_look(course: Course, folder: Path, chapter: str, student: Person) -> Iterator[str]:
    is_default = folder == course.root / DEMO
    page = folder / "feedback" / student.login / chapter / f"{chapter}.html"
    places = {
        "what the class got right and wrong": folder / "report" / "report.html",
        f"what {student.name} reads": page,
        "a line for each student and chapter": folder / "grades.csv",
        "all of it, in formgrader": "make formgrader" + ("" if is_default else f" COURSE={folder}"),
        "written answers that wait for you": f"rnn-course read {chapter[:2]} --course {folder}",
    }
    yield "\nWhere to look:"
    yield from (f"  {what:<38}{where}" for what, where in places.items())


class _Demo:
    def __init__(self, course: Course, options: DemoOptions, folder: Path, show: Show) -> None:
        self._course, self._options, self._folder, self._show = course, options, folder, show
        self._answer_sets = [read_answer_set(course, chapter) for chapter in CHAPTERS]
        rng = Random(options.seed)
        self._people = make_up(options.size, rng)
        simulated = simulate_class(self._people, self._answer_sets, rng)
        self._team = team_of(simulated)
        self._simulated = [each for each in simulated if each.student not in self._team[1:]]
        self._first: list[SimulatedSubmission] = []
        self._again: list[SimulatedSubmission] = []
        seen = set[tuple[Person, str]]()
        for each in self._simulated:  # in order of time
            place = each.student, each.chapter
            (self._again if place in seen else self._first).append(each)
            seen.add(place)
        self._rng = rng  # what is left of it decides whose answers are read by hand

    def run_steps(self) -> None:
        last = CHAPTERS[-1]
        steps: list[tuple[str, str, Callable[[], str]]] = [
            ("release", f"nbgrader generate_assignment {last} --force", self._release),
            ("submit", f"nbgrader collect {last}", lambda: self._submit(self._first)),
            ("grade", "rnn-course grade", self._grade),
            ("read", f"rnn-course read {last[:2]}", self._read),
            ("again", "nbgrader collect --update; rnn-course grade", self._submit_again),
            ("feedback", f"rnn-course feedback {last[:2]}", self._feedback),
            ("export", "nbgrader export", self._export),
            ("report", "rnn-course report", self._report),
        ]
        for name, typed, step in steps:
            started = time.monotonic()
            note = step()
            seconds = time.monotonic() - started
            self._show(f"{seconds:6.1f} s  {name:<9} {note:<66} $ {typed}")

    def _release(self) -> str:
        course_folder.make_course(self._course, self._folder, CHAPTERS)
        with gradebook_of(self._folder) as gradebook:
            for who in self._people:
                names = {"first_name": who.given, "last_name": who.family}
                gradebook.update_or_create_student(who.login, **names)
            for chapter, due in due_dates(CHAPTERS).items():
                gradebook.update_or_create_assignment(chapter, duedate=due)
        write_class_table(self._folder, self._people, self._team, self._simulated)
        for chapter in CHAPTERS:
            course_folder.generate_assignment(self._folder, chapter)
        return f"{len(CHAPTERS)} chapters with due dates, {len(self._people)} students in class.csv"

    def _submit(self, submissions: Sequence[SimulatedSubmission]) -> str:
        for each in submissions:
            write_submission(self._folder, each)
        due = due_dates(CHAPTERS)
        late = sum(each.when > due[each.chapter] for each in submissions)
        return f"{len(submissions)} notebooks, {late} of them late"

    def _grade(self) -> str:
        options = GradingOptions(jobs=self._options.jobs, has_sandbox=self._options.has_sandbox)
        course = ClassCourse(self._folder)
        summary = grade_course(course, options)
        settle_late_work(course)
        before = f", {summary.skipped} were graded before" if summary.skipped else ""
        odd = f", {len(summary.problems)} without a verdict" if summary.problems else ""
        return f"{summary.graded} graded{odd}{before}"

    def _read(self) -> str:
        read, unread = {}, {}
        for each in self._first:
            if each.role is Role.TWICE or self._rng.random() < READ_BY_HAND:
                read.update(_by_place(each))
            else:
                unread.update(_by_place(each))
        done = left = 0
        for chapter in CHAPTERS:
            reader = Reader(ClassCourse(self._folder), chapter)
            every = [(q.cell, each) for q, some in reader.all_marked() for each in some]
            for cell, marked in (pair for pair in every if pair[1].mark.waits):
                places = [(chapter, each.student, cell) for each in marked.everybody]
                left += any(place in unread for place in places)
                if answer := next(filter(None, map(read.get, places)), None):
                    reader.give_points(marked.id, marked.mark, Mark(answer.points, False), [])
                    comment = answer.comment or "Complete and exact."
                    reader.write_comment(marked.id, marked.comment, comment)
                    done += 1
        return f"{done} written answers get points and comments, {left} are left waiting"

    def _submit_again(self) -> str:
        self._submit(self._again)
        return f"one student hands in a second time: {self._grade()}"

    def _export(self) -> str:
        path = self._folder / "grades.csv"
        with gradebook_of(self._folder) as gradebook:  # as nbgrader export does
            CsvExportPlugin(log=course_folder.LOG, to=str(path)).export(gradebook)
        return f"{len(path.read_text(encoding='utf-8').splitlines()) - 1} lines of grades"

    def _feedback(self) -> str:
        course, jobs = ClassCourse(self._folder), self._options.jobs
        made = [make_feedback(course, chapter, jobs) for chapter in CHAPTERS]
        return f"{sum(each.made for outcomes in made for each in outcomes)} pages"

    def _report(self) -> str:
        course = ClassCourse(self._folder)
        settle_late_work(course)
        folder, sections = self._folder / "report", course.class_table.sections
        pages = write_report(course.directory, CHAPTERS, folder, section_of=sections)
        return ", ".join(pages)

    def worth_a_look(self) -> Person:
        """Find somebody whose last chapter is mostly right and whose written answer was read."""
        last = CHAPTERS[-1]
        with gradebook_of(self._folder) as gradebook:
            found = [
                (abs(submission.score / submission.max_score - 0.7), each.student.login, each)
                for each in self._first
                if each.chapter == last and each.role is Role.HONEST
                for submission in [gradebook.find_submission(last, each.student.login)]
                if not submission.needs_manual_grade
            ]
        return min(found)[2].student if found else self._first[-1].student


def _by_place(of: SimulatedSubmission) -> dict[tuple[str, str, str], WrittenAnswer]:
    return {(of.chapter, of.student.login, cell): answer for cell, answer in of.written.items()}
