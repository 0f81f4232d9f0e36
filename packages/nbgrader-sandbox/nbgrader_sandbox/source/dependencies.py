"""What has to be there before a cell runs: whose meaning a name has, which cells give it one."""

import builtins
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from nbgrader_sandbox.source.names import names_of

# What a notebook has before its first cell; a student's meaning of these is no one else's.
ALWAYS_THERE = frozenset({*dir(builtins), "display", "get_ipython", "In", "Out", "exit", "quit"})


@dataclass(frozen=True)
class Needs:
    """What has to be there before a cell runs among the tests.

    Parameters
    ----------
    given : tuple of int
        Places of given cells to run first, in order.
    names : tuple of str
        Names that get the student's meaning.
    """

    given: tuple[int, ...]
    names: tuple[str, ...]


def needs_of(
    place: int,
    given: dict[int, str],
    stubs: dict[int, str],
    theirs: dict[int, str],
    fixed: Set[int] = frozenset(),
) -> Needs:
    """Find what the cell at ``place`` needs.

    A name means what was last given to it before: by a cell of the course, or by a student
    where the released stub or nobody else binds it. What the course imports or defines stays
    as it is, whatever a student's cell does to the name; what the course merely assigns, a
    student may assign anew, but for what is fixed.

    Parameters
    ----------
    place : int
        Of the cell among the notebook's.
    given : dict of int to str
        Sources of the course's own cells by place, the cell itself included.
    stubs : dict of int to str
        Sources of the cells that students fill in: released ones, and solutions if known.
    theirs : dict of int to str
        Sources of all cells that a student wrote.
    fixed : set of int
        Places of given cells that students cannot change, where ``stubs`` hold solutions: what
        no solution assigns anew, nobody does.
    """
    needed, students = set(), set()
    test = names_of(given[place])
    waiting = [(place, name) for name in test.used - test.defined]
    seen = set()
    while waiting:
        at, name = waiting.pop()
        if (at, name) in seen:
            continue
        seen.add((at, name))
        source = _last(at, name, given)
        is_fixed = source in fixed and (_last(at, name, stubs) or -1) < source
        if not is_fixed and _is_students(at, name, source, given, stubs, theirs):
            students.add(name)
        elif source is not None and source not in needed:
            needed.add(source)
            # What a given cell binds itself is never a student's.
            found = names_of(given[source])
            waiting += [(source, used) for used in found.used - found.bound]
    return Needs(tuple(sorted(needed)), tuple(sorted(students)))


def _is_students(at: int, name: str, source: int | None, given: dict, *cells: dict) -> bool:
    stubs, theirs = cells
    stub = _last(at, name, stubs)
    if source is None:
        return stub is not None or name not in ALWAYS_THERE
    if stub is not None and stub > source:
        return True
    later = _last(at, name, theirs)
    return name in names_of(given[source]).assigned and later is not None and later > source


def cells_behind(
    names: Iterable[str], place: int, cells: Mapping[int, str], guilty: Set[int] = frozenset()
) -> set[int]:
    """Find the cells that have to run before ``place`` to give ``names`` their meaning.

    Parameters
    ----------
    names : iterable of str
        What is used there.
    place : int
        Where.
    cells : dict of int to str
        Sources by place.
    guilty : set of int
        Places of cells that are taken only for names that no other binds.
    """
    innocent = {at: source for at, source in cells.items() if at not in guilty}
    found: set[int] = set()
    waiting, seen = [(place, name) for name in names], set()
    while waiting:
        at, name = asked = waiting.pop()
        source = _last(at, name, innocent)
        source = _last(at, name, cells) if source is None else source
        if source is None or asked in seen:
            continue
        seen.add(asked)
        found.add(source)
        # A function looks its names up when it is called, other code at once.
        used = names_of(cells[source]).used
        waiting += [(when, each) for each in used for when in (source, place)]
    return found


def _last(at: int, name: str, cells: dict[int, str]) -> int | None:
    """The last cell before ``at`` that binds a name."""
    return max((p for p in cells if p < at and name in names_of(cells[p]).bound), default=None)
