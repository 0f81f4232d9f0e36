"""``rnn-course feedback``: the pages of a class, on all cores."""

import argparse
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from nbformat import NotebookNode

from nbgrader_sandbox import GradingError, open_gradebook, printable, with_retries
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse
from rnn_course.feedback.grades import Graded, grades_of
from rnn_course.feedback.page import Given, given_in
from rnn_course.feedback.pages import Outcome, Task, make_pages, without_page
from rnn_course.feedback.words import say
from rnn_course.pages.rendering import colored, render_cell
from rnn_course.pages.templates import templates
from rnn_course.paths import Course
from rnn_course.platforms.commands import format_packed
from rnn_course.platforms.publish.feedback import graded_assignments, origins_of, pack
from rnn_course.reading.answers import read_notebook

ALONE, OF_A_GROUP = 0o644, 0o664  # as nbgrader leaves them
GROUP_FOLDER = 0o2770


def feedback(options: argparse.Namespace, course: Course) -> bool:
    """Make feedback pages, pack those of a platform; say, and return, whether somebody has none."""
    own = ClassCourse(course.directory)
    for line in settle_late_work(own):
        print(line)
    needs_a_look = False
    for name in own.full_names(options.assignments) or graded_assignments(own):
        outcomes = make_feedback(own, name, options.jobs, options.student, options.force)
        print("\n".join(_report(own, name, outcomes)))
        needs_a_look |= any(each.reason for each in outcomes)
        has_pages = any(not each.reason for each in outcomes)
        if has_pages and options.student == "*" and (options.each or origins_of(own, name)):
            print(format_packed(pack(own, name, each_alone=options.each)))
    return needs_a_look


def _report(course: ClassCourse, name: str, outcomes: list[Outcome]) -> list[str]:
    made, same = sum(each.made for each in outcomes), sum(each.unchanged for each in outcomes)
    folder = course.folder("feedback", "STUDENT", name)
    line = say("made_one" if made == 1 else "made", assignment=name, count=made, folder=folder)
    line += say("unchanged", count=same) if same else ""
    said = [(printable(each.student), each.reason) for each in outcomes if each.reason]
    return [line, *(say("not_made", student=student, reason=reason) for student, reason in said)]


def make_feedback(
    course: ClassCourse, assignment: str, jobs: int, student: str = "*", force: bool = False
) -> list[Outcome]:
    """Make the feedback pages of all students, or one, where nbgrader makes them."""
    with with_retries(lambda: open_gradebook(course.directory)) as gradebook:
        graded = grades_of(gradebook, assignment, course.class_table)
    known = {*graded, *(who for who, _, _ in course.folders("autograded", "*", assignment))}
    if not known:
        raise GradingError(say("nothing", assignment=assignment))
    known |= {each.student for each in course.find(assignment)}
    if student not in ("*", *known):
        names = ", ".join(sorted(known))
        raise GradingError(say("nobody", assignment=assignment, student=student, known=names))
    wanted = sorted(known) if student == "*" else [student]
    tasks = [_task(course, assignment, each, graded.get(each), force) for each in wanted]
    notebooks = list(_released(course, assignment))
    _warm_up(notebooks)
    outcomes = _make_all(tasks, given_in(notebooks), jobs)
    if course.directory.groupshared:
        _share(course.folder("feedback", ".", "."))
    return outcomes


def _task(course: ClassCourse, name: str, student: str, graded: Graded | None, force: bool) -> Task:
    directory = course.directory
    steps = ("autograded", "feedback")
    autograded, feedback = (course.folder(step, student, name) for step in steps)
    rights = OF_A_GROUP if directory.groupshared else ALONE
    return Task(student, graded, autograded, feedback, rights, force)


def _released(course: ClassCourse, assignment: str) -> Iterator[NotebookNode]:
    """Yield what students were given, in all editions."""
    editions = course.config.Autograder.get("editions", [])
    for step in (course.directory.release_directory, *editions):
        folder = Path(course.directory.format_path(step, ".", assignment))
        yield from map(read_notebook, sorted(folder.glob("*.ipynb")))


def _warm_up(notebooks: Sequence[NotebookNode]) -> None:
    """Do here, once, what each page needs of the chapter: processes are forked with it."""
    templates("rnn_course.feedback", "files").get_template("feedback.html.j2")
    for cell in (cell for notebook in notebooks for cell in notebook.cells):
        render_cell(cell, colored)


def _make_all(tasks: Sequence[Task], given: Given, jobs: int) -> list[Outcome]:
    return [
        outcome or _outcomes([task], given, 1)[0] or without_page(task, say("stopped"))
        for task, outcome in zip(tasks, _outcomes(tasks, given, jobs), strict=True)
    ]


def _outcomes(tasks: Sequence[Task], given: Given, jobs: int) -> list[Outcome | None]:
    """Make pages in a pool; None for whoever had none when one of its processes was stopped."""
    # Forked, so that nothing is imported or written as HTML twice.
    context = multiprocessing.get_context("fork")
    quiet = (signal.SIGINT, signal.SIG_IGN)
    jobs = min(jobs, len(tasks))
    with ProcessPoolExecutor(jobs, context, initializer=signal.signal, initargs=quiet) as executor:
        try:
            return [*map(_result, [executor.submit(make_pages, task, given) for task in tasks])]
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise


def _result(future: Future[Outcome]) -> Outcome | None:
    try:
        return future.result()
    except BrokenProcessPool:  # by this student or by another one
        return None


def _share(folder: Path) -> None:
    """Let a group that has the course have the folders, as nbgrader does."""
    for each in (folder, *folder.glob("*/"), *folder.glob("*/*/")):
        each.chmod(each.stat().st_mode & 0o7777 | GROUP_FOLDER)
