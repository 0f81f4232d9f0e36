"""What is left to do about a chapter's mutants, and the table of all of them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tests.support.mutants.run import Tried

Reasons = Mapping[tuple[str, str], str]  # by program and change

MOST_EQUIVALENT = 0.03  # a longer table would be copied from what survives, not thought about
COLUMNS = ("made", "visible", "hidden", "equivalent", "survivors")
HEAD = f"{'':<24}" + "".join(f"{name:>12}" for name in COLUMNS)


@dataclass(frozen=True)
class Summary:
    """Numbers of a chapter's mutants, and a line for each that somebody has to look at."""

    counts: Counter[str]
    to_do: tuple[str, ...] = ()

    def row(self, name: str) -> str:
        """Return the line of the table."""
        return f"{name:<24}" + "".join(f"{self.counts[column]:>12,}" for column in COLUMNS)

    @property
    def has_too_many_equivalents(self) -> bool:
        """Whether the table of equivalent mutants is too long."""
        return self.counts["equivalent"] > MOST_EQUIVALENT * self.counts["made"]


def summarise(tried: Collection[Tried], reasons: Reasons) -> Summary:
    """Compare what became of the mutants with the table of equivalent ones."""
    counts = Counter(_column(each, reasons) for each in tried)
    counts["made"] = len(tried)
    return Summary(counts, (*_survivors(tried, reasons), *_not_equivalent(tried, reasons)))


def total(summaries: Collection[Summary]) -> Summary:
    """Add the chapters up."""
    return Summary(sum((each.counts for each in summaries), Counter()))


def _column(tried: Tried, reasons: Reasons) -> str:
    """Return where a mutant is counted."""
    if tried.outcome.kind == "same" and tried.mutant.key in reasons:
        return "equivalent"
    return "survivors" if tried.outcome.kind in ("same", "differs") else tried.outcome.kind


def _survivors(tried: Collection[Tried], reasons: Reasons) -> Iterator[str]:
    for each in tried:
        if _column(each, reasons) == "survivors":
            where = each.outcome.case
            yield _line(each, f"differs, with {where}" if where else "no case tells it apart")


def _not_equivalent(tried: Collection[Tried], reasons: Reasons) -> Iterator[str]:
    for each in tried:
        if each.mutant.key in reasons and each.outcome.kind != "same":
            yield _line(each, "listed as equivalent, and a case tells it apart")
    for program, change in reasons.keys() - {each.mutant.key for each in tried}:
        yield f"{program}  {change}  (listed as equivalent, and not made)"


def _line(tried: Tried, why: str) -> str:
    program, change = tried.mutant.key
    place = f"{tried.file.parent.name}/{tried.file.name}:{tried.mutant.line}"
    return f"{place}  {program}  {change}  ({why})"
