"""Merge a newer release into a student's notebook, where the student changed nothing."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nbformat import NotebookNode

SIMILAR = 0.6  # part of the text that two versions of one cell have in common


@dataclass
class Merge:
    """The result of a merge, by cell id; of what is ``kept`` the release had a newer text."""

    notebook: NotebookNode
    updated: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class _Placed(NamedTuple):
    """A cell of the merged notebook, and which cell of the release it stands for."""

    cell: NotebookNode
    stands_for: int | None = None


def merge(student: NotebookNode, base: NotebookNode, release: NotebookNode) -> Merge:
    """Return a student's notebook, copied from ``base``, brought up to a newer release."""
    result = Merge(deepcopy(student))
    successor = pair_cells(base.cells, release.cells)
    origin = _origins(student.cells, base.cells)
    placed = []
    for i, cell in enumerate(result.notebook.cells):
        old = origin.get(i)
        if old is None:
            placed.append(_Placed(cell))
        elif (new := successor.get(old)) is None:
            placed += _without_successor(cell, base.cells[old], result)
        else:
            placed.append(_Placed(_replace(cell, base.cells[old], release.cells[new], result), new))
    _insert_new(placed, release.cells, set(successor.values()), result)
    _make_ids_unique(placed)
    result.notebook.cells = [each.cell for each in placed]
    return result


def pair_cells(old: list[NotebookNode], new: list[NotebookNode]) -> dict[int, int]:
    """Find which cell of a newer release stands for which of an older one."""
    # Ids of plain cells are ordinals, which move when one is added: they come last.
    pairs = _by_grade_id(old, new)
    matcher = SequenceMatcher(None, [*map(_key, old)], [*map(_key, new)], autojunk=False)
    for _, i_start, i_end, j_start, j_end in matcher.get_opcodes():
        j = j_start
        for i in range(i_start, i_end):
            alike = (k for k in range(j, j_end) if _are_alike(old[i], new[k]))
            # Rewritten altogether, but still there: the id is all that is left to go by.
            same_id = (k for k in range(j, j_end) if _have_one_id(old[i], new[k]))
            match = next(chain(alike, same_id), None)
            if match is not None:
                pairs.setdefault(i, match)
                j = match + 1
    return pairs


def _by_grade_id(some: list[NotebookNode], others: list[NotebookNode]) -> dict[int, int]:
    place = {grade_id(cell): j for j, cell in enumerate(others) if grade_id(cell)}
    return {i: place[grade_id(cell)] for i, cell in enumerate(some) if grade_id(cell) in place}


def grade_id(cell: NotebookNode) -> str:
    """Return nbgrader's name of a cell; empty where it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _key(cell: NotebookNode) -> tuple[str, str]:
    return (cell.cell_type, grade_id(cell) or cell.source)


def _are_alike(one: NotebookNode, other: NotebookNode) -> bool:
    if grade_id(one) or grade_id(other) or one.cell_type != other.cell_type:
        return _key(one) == _key(other)
    if one.source == other.source:
        return True
    return SequenceMatcher(None, one.source, other.source, autojunk=False).ratio() >= SIMILAR


def _have_one_id(one: NotebookNode, other: NotebookNode) -> bool:
    are_plain = not (grade_id(one) or grade_id(other))
    return are_plain and (one.id, one.cell_type) == (other.id, other.cell_type)


def _origins(student: list[NotebookNode], base: list[NotebookNode]) -> dict[int, int]:
    """Return which cell of the base each student's cell was; a copy of one is the student's own."""
    place = {cell.id: j for j, cell in enumerate(base)}
    origins = {i: place[cell.id] for i, cell in enumerate(student) if cell.get("id") in place}
    # A tool that knows no cell ids may have dropped them.
    taken = set(origins.values())
    for i, j in _by_grade_id(student, base).items():
        if i not in origins and j not in taken:
            origins[i] = j
            taken.add(j)
    return origins


def _without_successor(cell: NotebookNode, old: NotebookNode, result: Merge) -> list[_Placed]:
    """Drop a cell that the release dropped, unless there is work in it."""
    if cell.source == old.source:
        result.removed.append(old.id)
        return []
    # No longer a graded cell: nbgrader stops at a grade_id that it does not know.
    for key in ("nbgrader", "deletable", "editable"):
        cell.metadata.pop(key, None)
    result.kept.append(old.id)
    return [_Placed(cell)]


def _replace(
    cell: NotebookNode, old: NotebookNode, new: NotebookNode, result: Merge
) -> NotebookNode:
    if cell.source not in (old.source, new.source):
        if new.source != old.source:
            result.kept.append(new.id)
    elif cell.source != new.source:
        result.updated.append(new.id)
        return deepcopy(new)
    # Text and outputs stay; how the release grades the cell is the release's to say.
    cell["id"] = new.id
    cell.metadata.update(deepcopy(new.metadata))
    return cell


def _insert_new(
    placed: list[_Placed], release: list[NotebookNode], known: set[int], result: Merge
) -> None:
    """Put each new cell behind the one that precedes it in the release."""
    for j, cell in enumerate(release):
        if j not in known:
            before = [(i, k) for k, (_, i) in enumerate(placed) if i is not None and i < j]
            last = max(before, default=(0, -1))[1]
            placed.insert(last + 1, _Placed(deepcopy(cell), j))
            result.added.append(cell.id)


def _make_ids_unique(placed: list[_Placed]) -> None:
    """Give cells that stand for none of the release an id that no cell of it has."""
    taken = {each.cell.id for each in placed if each.stands_for is not None}
    for each in placed:
        if each.stands_for is None:
            own, n = each.cell.get("id", "own"), 1
            while each.cell.get("id", own) in taken or "id" not in each.cell:
                each.cell["id"] = f"{own[:48]}-own-{n}"  # at most 64 characters
                n += 1
            taken.add(each.cell.id)
