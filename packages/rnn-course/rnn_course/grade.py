"""``rnn-course grade``."""

import argparse
import sys

from nbgrader_sandbox import start_fork_server
from rnn_course.paths import Course


def grade(options: argparse.Namespace, course: Course) -> bool:
    """Grade a course and print how it went; return whether something needs a look."""
    if not options.dask:
        start_fork_server()  # in the background, while nbgrader is imported
    from nbgrader_sandbox import WITHOUT_SANDBOX, GradingOptions, grade_course
    from rnn_course.class_table.late_work import settle_late_work
    from rnn_course.class_table.table import ClassCourse
    from rnn_course.regrade.preflight import preflight

    own = ClassCourse(course.directory)
    names, sandbox = tuple(own.full_names(options.assignments)), not options.no_sandbox
    for warning in preflight(own, names):
        print(warning, flush=True)
    how = GradingOptions(names, options.student, options.jobs, options.force, options.dask, sandbox)
    if options.no_sandbox:
        print(WITHOUT_SANDBOX, file=sys.stderr, flush=True)
    summary = grade_course(own, how)
    print("\n".join([summary.to_text(), *settle_late_work(own)]))
    return summary.needs_a_look
