"""Mutants that are right answers: listed by hand, each with a reason."""

import tomllib

from rnn_course.build.answers import module_of
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course

FILE = "equivalent_mutants.toml"
REASONS = {
    "same_value": "another way to write the same value",
    "overwritten": "what it changes is overwritten before anybody reads it",
    "unread": "what it changes is read by nobody, or for its size only",
    "order": "the order of these steps, terms or names is free",
    "more_work": "it does the same with more, or with less, work",
    "never_met": "a border that random numbers never meet",
    "never_so": "a condition that no arguments of the exercise fulfil",
    "rounding": "a difference below the tolerance",
    "own_copy": "a copy of something that nobody else holds",
    "left_open": "a choice that the docstring leaves open",
}


def listed(course: Course, chapter: str) -> dict[tuple[str, str], str]:
    """Read the table of a chapter: the reason by program and change.

    It has a section for each program and a list for each reason::

        [rnn_forward__lists]
        overwritten = ["constant: h = np.ones((T, N, H))"]

    Raises
    ------
    AuthoringError
        If a reason is not one of ``REASONS``.
    """
    file = course.solutions / module_of(chapter) / FILE
    if not file.is_file():
        return {}
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    reasons = {reason for reasons in table.values() for reason in reasons}
    if unknown := reasons - REASONS.keys():
        expected, got = f"one of {', '.join(REASONS)}", ", ".join(sorted(unknown))
        raise AuthoringError(str(file), expected, got, "mend the reason")
    return {
        (program, change): reason
        for program, reasons in table.items()
        for reason, changes in reasons.items()
        for change in changes
    }
