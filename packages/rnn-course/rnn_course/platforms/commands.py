"""``rnn-course collect`` and ``rnn-course grades``."""

import argparse
from collections.abc import Iterable, Mapping

from nbgrader_sandbox import open_gradebook, printable
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse
from rnn_course.paths import Course
from rnn_course.platforms import manifest
from rnn_course.platforms.collect import command
from rnn_course.platforms.collect.command import Collected
from rnn_course.platforms.manifest import Entry
from rnn_course.platforms.publish.feedback import Packed
from rnn_course.platforms.publish.grades import FOLDER, Filled, Options, fill_file, nbgrader_file

_TITLES = {
    manifest.UNKNOWN: "Nobody knows whose these are",
    manifest.WRONG: "Not the notebook that was asked for",
    manifest.OLDER: "More than one from the same student; the newest that can be read was taken",
    manifest.UNDECIDED: (
        "Different notebooks of one student at one time; none was taken. Put the one that counts "
        "into submitted/, or collect it in an archive of its own"
    ),
    manifest.SAME: "The same one twice from a student; one was taken",
    manifest.WAITING: "Not as they were collected before; --update takes them",
    manifest.REFUSED: "Not unpacked",
}


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
            may_change = _some("points may change, an answer is not graded yet", waiting)
            print("\n".join([str(target), *may_change]))
            return bool(waiting)
        asked = Options(options.column, options.maximum, options.unfinished, options.id)
        filled = fill_file(gradebook, own.root / "downloaded", file, names, target, asked)
        for name, each in filled.items():
            print(format_filled(name, each, {found.student for found in own.find(name)}))
        print(target)
        return any(each.needs_a_look for each in filled.values())


def format_collected(collected: Collected) -> str:
    """Format what was collected, and what needs a look."""
    entries = collected.entries
    taken = [e for e in entries if e.outcome == manifest.COLLECTED]
    before = [e for e in entries if e.outcome == manifest.UNCHANGED]
    lines = [f"{collected.assignment}: collected {_of(e.student for e in taken)}"]
    lines += _some("as collected before", [e.student for e in before])
    lines += _some("late, says the platform", [e.student for e in (*taken, *before) if e.late])
    lines += _some(manifest.UNTIMED, [e.student for e in taken if e.late == manifest.UNTIMED])
    given = {e.student for e in entries if e.outcome in manifest.TAKEN}
    nothing = {e.student for e in entries} - given - {""}
    lines += _some("handed in, but nothing that can be graded", sorted(nothing))
    lines += _some("handed nothing in", [p.name or p.email for p in collected.absent])
    lines += _listed(entries)
    lines.append(f"Everything, file by file: {collected.table}")
    return "\n".join(lines)


def _listed(entries: list[Entry]) -> list[str]:
    lines = []
    for outcome, title in _TITLES.items():
        found = [entry for entry in entries if entry.outcome == outcome]
        if outcome == manifest.SAME:
            found = [entry for entry in found if entry.note]
        lines += [f"{title}:"] if found else []
        lines += [f"  {_line(entry)}" for entry in found]
    broken = [e for e in entries if e.outcome in manifest.TAKEN and e.note]
    lines += ["To know of those that were taken:"] if broken else []
    return lines + [f"  {_line(entry)}" for entry in broken]


def _line(entry: Entry) -> str:
    who = f"{entry.student}: " if entry.student else ""
    return printable(f"{who}{entry.file}" + (f" ({entry.note})" if entry.note else ""))


def format_filled(assignment: str, filled: Filled, submitted: set[str]) -> str:
    """Format what was written for an assignment, which ``submitted`` have handed in."""
    scale = f"; {filled.scale}" if filled.scale else ""
    lines = [f"{assignment}: {len(filled.grades)} grades in column {filled.column!r}{scale}"]
    left_out = "left out, an answer is not graded yet (--unfinished takes them)"
    lines += _some(left_out, filled.waiting)
    lines += _some("handed in, not autograded", [s for s in filled.absent if s in submitted])
    lines += _some("handed nothing in, left as it was", set(filled.absent) - submitted)
    lines += _some("in the gradebook, not in the file", filled.extra)
    lines += _some("another grade stood there", _pairs(filled.changed))
    lines += _some("left alone", _pairs(filled.left))
    return "\n".join(lines)


def format_packed(packed: Packed) -> str:
    """Format where the archives are."""
    single = [path for path in packed.archives if path.stem in packed.alone]
    several = sorted(packed.archives.keys() - set(single))
    lines = [f"{path}: feedback for {packed.archives[path]}" for path in several]
    if single:
        lines.append(f"{single[0].parent}: an archive for each of {_of(packed.alone)}")
    return "\n".join(lines)


def _pairs(found: Mapping[str, str]) -> list[str]:
    return [f"{student} ({text})" for student, text in found.items()]


def _some(what: str, names: Iterable[str]) -> list[str]:
    names = list(names)
    return [f"  {what}: {_of(names)}"] if names else []


def _of(names: Iterable[str]) -> str:
    names = sorted(map(printable, names))
    return f"{len(names)}" + (f" ({', '.join(names)})" if names else "")
