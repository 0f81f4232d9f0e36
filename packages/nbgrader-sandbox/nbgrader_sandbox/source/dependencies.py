"""A cell's dependencies: whose definition each name has, and which cells must run first."""

import builtins
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from nbgrader_sandbox.source.names import names_of

# What a notebook has before its first cell; a student's definition of these is no one else's.
ALWAYS_THERE = frozenset({*dir(builtins), "display", "get_ipython", "In", "Out", "exit", "quit"})


@dataclass(frozen=True)
class CellSources:
    """Sources of a notebook's code cells by index, sorted by who wrote them."""

    given: Mapping[int, str]  # the course's own cells, tests included
    requested: Mapping[int, str]  # what binds the names asked for: released stubs, or solutions
    student: Mapping[int, str]  # all that a student wrote
    unchanged: Mapping[int, str] = field(default_factory=dict)  # the course's, run with these
    fixed: Set[int] = frozenset()  # given, and no solution assigns anew what they bind: nobody does


@dataclass(frozen=True)
class Dependencies:
    """Dependencies of a cell that runs among the tests."""

    given: tuple[int, ...]  # indices of given cells to run first, in order
    names: tuple[str, ...]  # that get the student's definition
    unless_given: tuple[str, ...] = ()  # those of them that the given cells may bind all the same


def dependencies_of(index: int, sources: CellSources) -> Dependencies:
    """Find what a given cell depends on.

    A name means what was last given to it before: by a cell of the course, or by a student
    where the released stub or nobody else binds it. What the course imports or defines stays
    as it is, whatever a student's cell does to the name; what the course merely assigns, a
    student may assign anew, but for what is fixed. A name that no cell of the course is seen to
    bind, those may have bound that bind more than their text shows: they run, too.
    """
    given: set[int] = set()
    student_names: set[str] = set()
    unless_given: set[str] = set()
    test = names_of(sources.given[index])
    waiting = [(index, name) for name in test.used - test.defined]
    seen = set()
    while waiting:
        at, name = waiting.pop()
        if (at, name) in seen:
            continue
        seen.add((at, name))
        binding = _last(at, name, sources.given)
        is_students = _is_students(at, name, binding, sources)
        binders = set() if binding is None or is_students else {binding}
        if binding is None and _last(at, name, sources.requested) is None:
            binders = _out_of_sight(at, sources)
        if is_students:
            student_names.add(name)
            unless_given |= {name} if binders else set()
        for each in binders - given:
            given.add(each)
            found = names_of(sources.given[each])
            # What a given cell binds itself is never a student's, unless it changes what it was.
            needed = found.used - found.bound | found.changed
            waiting += [(each, used) for used in needed]
    names = tuple(sorted(student_names))
    return Dependencies(tuple(sorted(given)), names, tuple(sorted(unless_given)))


def _is_students(at: int, name: str, binding: int | None, sources: CellSources) -> bool:
    """Whether a name is the student's, where ``binding`` is the last given cell that binds it."""
    requested = _last(at, name, sources.requested)
    if binding is None:
        return requested is not None or name not in ALWAYS_THERE
    if requested is not None and requested > binding:
        return True
    if binding in sources.fixed:
        return False
    if name not in names_of(sources.given[binding]).assigned:
        return False
    later = _last(at, name, sources.student)
    return later is not None and later > binding


def _out_of_sight(at: int, sources: CellSources) -> set[int]:
    """Return the given cells that may have bound what no text shows."""
    earlier = (each for each in sources.given if each < at)
    return {each for each in earlier if names_of(sources.given[each]).may_bind_more}


def cells_behind(
    names: Iterable[str], index: int, cells: Mapping[int, str], culprits: Set[int] = frozenset()
) -> set[int]:
    """Find the cells that define ``names`` before ``index``; culprits only where no other does."""
    others = {at: source for at, source in cells.items() if at not in culprits}
    found: set[int] = set()
    waiting, seen = [(index, name) for name in names], set()
    while waiting:
        at, name = pair = waiting.pop()
        binding = _last(at, name, others)
        binding = _last(at, name, cells) if binding is None else binding
        if binding is None or pair in seen:
            continue
        seen.add(pair)
        found.add(binding)
        # A function looks its names up when it is called, other code at once.
        used = names_of(cells[binding]).used
        waiting += [(when, each) for each in used for when in (binding, index)]
    return found


def _last(at: int, name: str, cells: Mapping[int, str]) -> int | None:
    return max((k for k in cells if k < at and name in names_of(cells[k]).bound), default=None)
