"""The class table of a demo: two sections, an extension, and two who work as a team."""

import csv
from collections.abc import Sequence
from pathlib import Path

from rnn_course.class_table.table import FILE
from rnn_course.demo.people import Person
from rnn_course.demo.simulation import Role, SimulatedSubmission

SECTIONS = ("Monday", "Tuesday")
TEAM = "blue"
EXTENSION = 2  # days, for somebody who is late


def team_of(simulated: Sequence[SimulatedSubmission]) -> list[Person]:
    """Choose two people to work together, who do all and nothing special; none in a small class."""
    chapters = {each.chapter for each in simulated}
    done: dict[Person, set[str]] = {}
    for each in simulated:
        done.setdefault(each.student, set()).add(each.chapter if each.role is Role.HONEST else "")
    honest = sorted(who.login for who, what in done.items() if what == chapters)[:2]
    return sorted((who for who in done if who.login in honest), key=lambda each: each.login)


def write_class_table(
    course: Path,
    people: Sequence[Person],
    team: Sequence[Person],
    simulated: Sequence[SimulatedSubmission],
) -> None:
    """Write ``class.csv``, as an instructor would."""
    late = min(each.student.login for each in simulated if each.role is Role.LATE)
    with (course / FILE).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "section", "team", "extension"])
        for number, who in enumerate(people):
            section, extension = SECTIONS[number % 2], EXTENSION if who.login == late else ""
            rows.writerow([who.login, who.name, section, TEAM if who in team else "", extension])
