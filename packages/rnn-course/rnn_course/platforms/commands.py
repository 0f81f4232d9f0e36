"""``rnn-course collect`` and ``rnn-course grades``."""

import argparse

from nbgrader_sandbox import open_gradebook
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse
from rnn_course.paths import Course
from rnn_course.platforms.collect import command
from rnn_course.platforms.messages import format_collected, format_filled, format_written
from rnn_course.platforms.publish.grades import FOLDER, Options, fill_file, nbgrader_file


def collect(options: argparse.Namespace, course: Course) -> bool:
    """Collect, and print what was and what was not; return whether something needs a look."""
    own = ClassCourse(course.directory)
    asked = command.Options(options.roster, options.id, options.update, options.timezone)
    assignment = own.full_name(options.assignment)
    done = command.collect(own, assignment, options.archives, asked)
    print("\n".join([format_collected(done), *settle_late_work(own)]))
    return any(entry.needs_a_look for entry in done.entries)


def grades(options: argparse.Namespace, course: Course) -> bool:
    """Write grades as a platform takes them, or as nbgrader exports them.

    Return whether somebody's grade is not in it.
    """
    own = ClassCourse(course.directory)
    names = own.full_names(options.assignments)
    for line in settle_late_work(own):
        print(line)
    file = options.moodle or options.canvas
    target = options.to or own.root / FOLDER / (file.name if file else "grades.csv")
    with open_gradebook(own.directory) as gradebook:
        if not file:
            waiting = nbgrader_file(gradebook, names, target)
            print(format_written(target, waiting))
            return bool(waiting)
        asked = Options(options.column, options.maximum, options.unfinished, options.id)
        filled = fill_file(gradebook, own.root / "downloaded", file, names, target, asked)
        for name, each in filled.items():
            print(format_filled(name, each, {found.student for found in own.find(name)}))
        print(target)
        return any(each.needs_a_look for each in filled.values())
