"""Matching: which submitted cell is which released one.

By nbgrader's name of the cell, else by the notebook format's, else by what is in it, else
by what stands around it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nbgrader_sandbox.course.assignment import Cell, Role, Template
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.source.names import names_of
from nbgrader_sandbox.submission.reading import RawCell

Pairs = dict[int, int]  # index among the released cells to index among the submitted
Key = Callable[[Cell | RawCell], str]


@dataclass(frozen=True)
class MatchedCell:
    """One cell of the notebook that is graded."""

    cell: Cell | None  # the released one; None for one that the student added
    source: str  # what it holds when it is graded
    kind: str  # code, markdown or raw
    attachments: dict = field(default_factory=dict)  # pictures in a text

    @property
    def role(self) -> Role:
        """What it is for; an added cell may do what it likes."""
        if self.cell is not None:
            return self.cell.role
        return Role.PLAIN if self.kind == "code" else Role.TEXT

    @property
    def is_untrusted(self) -> bool:
        """Whether it is code that a student wrote, or may have written."""
        return self.kind == "code" and self.role in (Role.SOLUTION, Role.PLAIN)

    @property
    def is_of_the_course(self) -> bool:
        """Whether it is code that students did not write, and runs with theirs."""
        is_plain = self.role is Role.PLAIN and self.cell and self.source == self.cell.source
        return self.role is Role.GIVEN or bool(is_plain)

    def names_used(self) -> frozenset[str]:
        """Return the global names that it reads."""
        return names_of(self.source).used


@dataclass(frozen=True)
class MatchedNotebook:
    """A submitted notebook in the order of the released one, and what was odd about it."""

    cells: tuple[MatchedCell, ...]
    notes: tuple[Note, ...]


def match(template: Template, submitted: Sequence[RawCell]) -> MatchedNotebook:
    """Put what a student wrote into the released notebook.

    Locked cells come from the release, missing ones come back, and cells that the student
    added stay behind the one that they followed.
    """
    pairs = find_pairs(template, submitted)
    template, submitted = _editions_joined(template, submitted, pairs)
    followers = _followers(pairs, submitted)
    cells = [_matched(None, submitted[k]) for k in followers.get(-1, ())]
    for index, cell in enumerate(template.cells):
        if index in pairs:
            cells.append(_matched(cell, submitted[pairs[index]]))
        elif cell.metadata.get("nbgrader"):
            cells.append(MatchedCell(cell, cell.source, cell.kind))
        cells += [_matched(None, submitted[k]) for k in followers.get(index, ())]
    return MatchedNotebook(tuple(cells), tuple(_notes(template, submitted, pairs)))


def _editions_joined(
    template: Template, submitted: Sequence[RawCell], pairs: Pairs
) -> tuple[Template, Sequence[RawCell]]:
    """Have what a student of another edition left unchanged be as it is released in this one."""
    cells, raws = [*template.cells], [*submitted]
    for index, k in pairs.items():
        cell, raw = cells[index], raws[k]
        if raw.source.strip() not in cell.elsewhere:
            continue
        if cell.role is Role.GIVEN:  # it stays theirs: it says which language the checks speak
            cells[index] = replace(cell, source=raw.source, released=raw.source)
        else:
            raws[k] = replace(raw, source=cell.released)
    return replace(template, cells=tuple(cells)), raws


def answered(template: Template, answers: Mapping[str, str]) -> MatchedNotebook:
    """Fill in the released notebook with sources by grade_id."""
    cells = [MatchedCell(c, answers.get(c.grade_id, c.source), c.kind) for c in template.cells]
    return MatchedNotebook(tuple(cells), ())


def find_pairs(template: Template, submitted: Sequence[RawCell]) -> Pairs:
    """Pair released and submitted cells, each at most once."""
    pairs: Pairs = {}
    _pair_by_grade_id(template, submitted, pairs)
    _pair_by(lambda cell: cell.cell_id, template, submitted, pairs)
    _pair_by(_text, template, submitted, pairs)
    _pair_by_functions(template, submitted, pairs)
    _pair_by_neighbours(template, submitted, pairs)
    return pairs


def _pair_by_grade_id(template: Template, submitted: Sequence[RawCell], pairs: Pairs) -> None:
    copies: dict[str, list[int]] = {}
    for k, raw in enumerate(submitted):
        if raw.grade_id:
            copies.setdefault(raw.grade_id, []).append(k)
    for index, cell in enumerate(template.cells):
        if cell.grade_id in copies:
            tests = [c.grade_id for c in template.cells[index + 1 :] if c.role is Role.TEST]
            end = copies.get(tests[0] if tests else "", [len(submitted)])[-1]
            # Of several, the one that counts when the test runs.
            before = [k for k in copies[cell.grade_id] if k < end]
            pairs[index] = (before or copies[cell.grade_id])[-1]


def _pair_by(key: Key, template: Template, submitted: Sequence[RawCell], pairs: Pairs) -> None:
    """Pair what has the same key, if it stands out: is there, and only once."""
    found: dict[str, list[int]] = {}
    for k in _free(submitted, pairs):
        found.setdefault(key(submitted[k]), []).append(k)
    for index, cell in enumerate(template.cells):
        same = found.get(key(cell), ())
        if index not in pairs and key(cell) and len(same) == 1:
            pairs[index] = same[0]
            del found[key(cell)]


def _text(cell: Cell | RawCell) -> str:
    """Return what students see of a cell: without hidden tests."""
    return (getattr(cell, "released", "") or cell.source).strip()


def _pair_by_functions(template: Template, submitted: Sequence[RawCell], pairs: Pairs) -> None:
    """Pair a solution cell with the last cell that defines what it asks for."""
    for index, cell in enumerate(template.cells):
        if index in pairs or cell.role is not Role.SOLUTION:
            continue
        asked = names_of(cell.source).defined
        free = _free(submitted, pairs) if asked else ()
        answers = [k for k in free if asked <= names_of(submitted[k].source).defined]
        if answers:
            pairs[index] = answers[-1]


def _pair_by_neighbours(template: Template, submitted: Sequence[RawCell], pairs: Pairs) -> None:
    """Pair a cell with the one cell between the partners of both its neighbours."""
    for index, cell in enumerate(template.cells):
        if index in pairs or not cell.is_answer:
            continue
        before = pairs.get(index - 1, -1 if index == 0 else None)
        after = pairs.get(index + 1, len(submitted) if index + 1 == len(template.cells) else None)
        if before is not None and after == before + 2:
            pairs[index] = before + 1


def _free(submitted: Sequence[RawCell], pairs: Pairs) -> Iterable[int]:
    taken = set(pairs.values())
    return [k for k in range(len(submitted)) if k not in taken]


def _followers(pairs: Pairs, submitted: Sequence[RawCell]) -> dict[int, list[int]]:
    """Return added cells by the index of the released cell that they follow; -1 is the top."""
    index_of = {k: index for index, k in pairs.items()}
    followers: dict[int, list[int]] = {}
    last = -1
    for k in range(len(submitted)):
        if k in index_of:
            last = index_of[k]
        else:
            followers.setdefault(last, []).append(k)
    return followers


def _matched(cell: Cell | None, raw: RawCell) -> MatchedCell:
    if cell is not None and (cell.is_locked or cell.role is Role.SKIPPED):
        return MatchedCell(cell, cell.source, cell.kind)
    kind = raw.kind if cell is None else cell.kind
    return MatchedCell(cell, raw.source, kind, raw.attachments if kind == "markdown" else {})


def _notes(template: Template, submitted: Sequence[RawCell], pairs: Pairs) -> Iterable[Note]:
    for index, cell in enumerate(template.cells):
        if not cell.grade_id:
            continue
        if index not in pairs:
            yield Note("cell_missing", {"cell": cell.grade_id})
            continue
        raw = submitted[pairs[index]]
        if raw.kind != cell.kind:
            yield Note("cell_retyped", {"cell": cell.grade_id, "was": raw.kind, "now": cell.kind})
        if cell.is_locked and raw.source.strip() not in (cell.released.strip(), cell.source):
            here = {"cell": cell.grade_id}
            yield Note("cell_older", here) if raw.is_as_released else Note("cell_changed", here)
        if raw.grade_id != cell.grade_id:
            yield Note("cell_unnamed", {"cell": cell.grade_id})
    copies = Counter(raw.grade_id for raw in submitted if raw.grade_id)
    for name, count in sorted(copies.items()):
        if count > 1:
            yield Note("cell_repeated", {"cell": name, "count": count})
