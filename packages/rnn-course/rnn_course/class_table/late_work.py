"""Late work in nbgrader's own tables: extensions, and penalties for the points of today."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from nbgrader.api import Gradebook

from nbgrader_sandbox import (
    generated_assignments,
    late_penalty,
    open_gradebook,
    printable,
    seconds_late,
    transaction,
    with_retries,
)
from rnn_course.class_table.table import MOST_DAYS, ClassCourse, Member, say, until
from rnn_course.due_dates import has_gradebook
from rnnkit.checks.due import local
from rnnkit.language import commas


def settle_late_work(course: ClassCourse) -> list[str]:
    """Bring extensions and late penalties of the gradebook up to the class table and the points.

    Whatever writes or sends points calls it first. Return what in the table fits nothing here.
    """
    if not has_gradebook(course.directory.db_url):
        return []
    with with_retries(lambda: open_gradebook(course.directory)) as gradebook:
        with_retries(lambda: _settle_all(course, gradebook))
        return list(_remarks(course, gradebook)) if course.class_table.members else []


def _settle_all(course: ClassCourse, gradebook: Gradebook) -> None:
    with transaction(gradebook):
        every = generated_assignments(gradebook).values()
        submissions = [each for one in every for each in one.submissions]
        for submission in submissions:  # extensions that were given in other ways stay
            member = course.class_table.members.get(submission.student_id, Member(""))
            extension = member.extension(submission.assignment.name, submission.assignment.duedate)
            if extension is not None and extension != submission.extension:
                submission.extension = extension or None
        for submission in submissions:  # after all extensions: late days are of the whole term
            if seconds_late(submission) > 0 or submission.late_submission_penalty:
                for notebook in submission.notebooks:  # nbgrader does so at grading only
                    penalty = late_penalty(course.config, gradebook, notebook)
                    notebook.late_submission_penalty = penalty


def _remarks(course: ClassCourse, gradebook: Gradebook) -> Iterator[str]:
    """Say what in the class table stands for nobody and nothing, and who is not in it."""
    members, teams = course.class_table.members, course.class_table.teams
    handed_in = {each.student for each in course.find()}
    known = handed_in | {student.id for student in gradebook.students}
    due = {each.name: each.duedate for each in gradebook.assignments}
    numbers = {name.partition("-")[0] for name in due}
    extended = {key for each in members.values() for key in each.extensions} - {""}
    undated = [n for n, date in due.items() if not date and extended & {n, n.partition("-")[0]}]
    found = {
        "not in class": handed_in - members.keys(),
        "not handed in": members.keys() - known,
        "no assignment": extended - {*due, *numbers},
        "no due date": undated,
        "alone": {each.student for each in members.values() if each.team} - teams.keys(),
    }
    for key, names in found.items():
        if names:
            yield say(key, names=commas(map(printable, sorted(names))))
    for each in members.values():
        yield from _odd_ends(each, {name: date for name, date in due.items() if date})


def _odd_ends(member: Member, due: Mapping[str, datetime]) -> Iterator[str]:
    """Name extensions that end before all due dates they are for, or long after: a wrong year."""
    for key, extension in member.extensions.items():
        dates = [date for name, date in due.items() if key in ("", name, name.partition("-")[0])]
        ends = [(until(extension, date), date) for date in sorted(dates)]
        if ends and not any(date <= end <= date + timedelta(MOST_DAYS) for end, date in ends):
            end, date = (local(time.replace(tzinfo=UTC)) for time in ends[0])
            yield say("odd end", student=printable(member.student), until=end, due=date)
