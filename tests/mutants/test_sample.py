"""A fixed sample of the mutants of the whole course; `make mutants` tries all of them."""

import pytest

from tests.support.mutants.equivalents import listed
from tests.support.mutants.run import try_mutants
from tests.support.mutants.summary import HEAD, summarise, total
from tests.support.repository import COURSE

EACH = 19  # prime, so that no operator and no kind of line is left out
FURTHER = 60  # cases for what the check lets pass: seconds, where all 2,000 need minutes


def sample_of(chapter):
    """The sample, compared with those entries of the table that are in it."""
    tried = try_mutants(COURSE, chapter, processes=2, step=EACH, further=FURTHER)
    made = {each.mutant.key for each in tried}
    reasons = listed(COURSE, chapter)
    return summarise(tried, {key: reasons[key] for key in reasons.keys() & made})


@pytest.mark.slow
def test_no_mutant_of_a_sample_survives():
    summaries = {chapter: sample_of(chapter) for chapter in COURSE.chapter_names()}
    everything = total(summaries.values())
    rows = [each.row(chapter) for chapter, each in summaries.items()]
    print(HEAD, *rows, everything.row("all"), sep="\n")
    assert [line for each in summaries.values() for line in each.to_do] == []
    assert everything.counts["made"] > 1000
    assert everything.counts["visible"] > 0.95 * everything.counts["made"]
    assert not everything.has_too_many_equivalents
