"""Differences between two versions of an assignment, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbgrader.preprocessors import ClearHiddenTests
from traitlets.config import Config

from nbgrader_sandbox import GradingError
from rnn_course.regrade.snapshot import NamedCell, NamedCells, Notebooks


@dataclass(frozen=True)
class Change:
    """The change of one cell."""

    notebook: str
    cell: str
    # None where it was not there, is not there, or has none.
    points_before: float | None
    points_after: float | None
    words: tuple[str, ...]
    needs_a_look: bool = True  # points that a person gave may be wrong now
    old_name: str = ""  # what it was called, if it has another name now

    def to_row(self) -> tuple[str, str, str, str]:
        """Return cell, points before, points after and words."""
        both = (self.points_before, self.points_after)
        before, after = ("" if points is None else f"{points:g}" for points in both)
        return self.cell, before, after, "; ".join(self.words)


def compare(old: Notebooks, new: Notebooks, config: Config) -> list[Change]:
    """List what changed in ``new``, in the order of its cells."""
    if old.keys() != new.keys():
        names = ", ".join(sorted(old.keys() ^ new.keys()))
        raise GradingError(
            f"Whole notebooks came or went: {names}. Submissions hold a fixed set of notebooks. "
            "Keep the set, and move exercises between the notebooks; or release the new "
            "notebook as an assignment of its own."
        )
    return [change for name in new for change in _in_notebook(name, old[name], new[name], config)]


def _in_notebook(name: str, old: NamedCells, new: NamedCells, config: Config) -> Iterator[Change]:
    renamed = _renamed(old, new)
    for cell, now in new.cells.items():
        old_name = renamed.get(cell, "")
        was = old.cells.get(old_name or cell)
        if was is None:
            yield Change(name, cell, None, now.earns, _added(now))
        elif words := tuple(_differences(was, now, config, old_name)):
            needs_a_look = (was.points, *_key(was)) != (now.points, *_key(now))
            yield Change(name, cell, was.earns, now.earns, words, needs_a_look, old_name)
    for cell, was in old.cells.items():
        if cell not in new.cells and cell not in renamed.values():
            yield Change(name, cell, was.earns, None, ("removed",))


def _renamed(old: NamedCells, new: NamedCells) -> dict[str, str]:
    """Return old names by new ones: the one cell that went and the one that came hold the same."""
    gone = [name for name in old.cells if name not in new.cells]
    come = [name for name in new.cells if name not in old.cells]
    found = {}
    for name in come:
        same = [other for other in gone if _key(old.cells[other]) == _key(new.cells[name])]
        twins = [other for other in come if _key(new.cells[other]) == _key(new.cells[name])]
        if len(same) == len(twins) == 1:
            found[name] = same[0]
    return found


def _key(cell: NamedCell) -> tuple:
    return cell.kind, cell.roles, cell.source.strip()


def _added(cell: NamedCell) -> tuple[str, ...]:
    if cell.is_graded:
        what = "a question that a person grades" if cell.is_answer else "tests"
    else:
        what = "an answer to write" if cell.is_answer else "code of the course"
    return (f"added: {what}",)


def _differences(was: NamedCell, now: NamedCell, config: Config, old_name: str) -> Iterator[str]:
    if old_name:
        yield f"renamed, was {old_name}"
    if was.points != now.points:
        yield "points"
    if was.kind != now.kind:
        yield f"{was.kind} is {now.kind} now"
    if was.roles != now.roles:
        yield f"{_role(was)} is {_role(now)} now"
    if was.source.strip() != now.source.strip():
        yield from _other_text(was, now, config)


def _role(cell: NamedCell) -> str:
    if "task" in cell.roles:
        return "a task"
    if cell.is_graded:
        return "a question that a person grades" if cell.is_answer else "a test"
    return "an answer" if cell.is_answer else "code of the course"


def _other_text(was: NamedCell, now: NamedCell, config: Config) -> Iterator[str]:
    if now.is_answer:
        yield "what students start from (who left it as it was counts as having answered)"
        return
    (shown, hidden), (shown_now, hidden_now) = (_split(c.source, config) for c in (was, now))
    if shown != shown_now:
        yield "the tests that students see" if now.is_graded else "code of the course"
    if hidden != hidden_now:
        yield "the hidden tests"


def _split(source: str, config: Config) -> tuple[str, str]:
    step = ClearHiddenTests(config=config)
    begin, end = re.escape(step.begin_test_delimeter), re.escape(step.end_test_delimeter)
    line = "[^\n]*"
    region = re.compile(rf"(?ms)^{line}{begin}{line}\n(.*?)^{line}{end}{line}\n")
    hidden = "".join(region.findall(source + "\n"))
    return region.sub("", source + "\n").strip(), hidden.strip()
