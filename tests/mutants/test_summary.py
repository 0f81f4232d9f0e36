"""A survivor is explained by the table, or is somebody's work."""

from pathlib import Path

import pytest

from rnn_course.errors import AuthoringError
from tests.support.mutants.equivalents import listed
from tests.support.mutants.making import Mutant
from tests.support.mutants.run import Tried
from tests.support.mutants.summary import summarise, total
from tests.support.mutants.trying import Outcome
from tests.support.tiny_course import write_course


def tried(change, kind, case=""):
    mutant = Mutant("scale__loop", "constant", 7, change, "")
    return Tried(mutant, Path("solutions/tiny/equivalents.py"), Outcome(kind, case))


ALL = [
    tried("a = 1", "visible"),
    tried("b = 1", "visible"),
    tried("c = 1", "hidden"),
    tried("d = 1", "same"),
    tried("e = 1", "same"),
    tried("f = 1", "differs", "one sequence"),
]


def table(*changes):
    return {("scale__loop", f"constant: {change}"): "rounding" for change in changes}


def test_each_mutant_is_counted_once():
    counts = summarise(ALL, table("d = 1")).counts
    assert counts == {"made": 6, "visible": 2, "hidden": 1, "equivalent": 1, "survivors": 2}


def test_what_survives_without_a_reason_is_to_do():
    assert summarise(ALL, table("d = 1")).to_do == (
        "tiny/equivalents.py:7  scale__loop  constant: e = 1  (no case tells it apart)",
        "tiny/equivalents.py:7  scale__loop  constant: f = 1  (differs, with one sequence)",
    )


@pytest.mark.parametrize(
    ("change", "why"), [("a = 1", "a case tells it apart"), ("z = 1", "not made")]
)
def test_an_entry_of_the_table_that_is_wrong_is_to_do(change, why):
    wrong = summarise(ALL[:4], table("d = 1", change)).to_do
    assert len(wrong) == 1
    assert wrong[0].endswith(f"{why})")


def test_a_listed_mutant_that_differs_somewhere_is_no_equivalent():
    assert len(summarise(ALL, table("d = 1", "e = 1", "f = 1")).to_do) == 2


def test_a_table_that_explains_everything_away_is_too_long():
    assert total([summarise(ALL, table("d = 1"))]).has_too_many_equivalents
    assert not summarise([*ALL[:3] * 40, ALL[3]], table("d = 1")).has_too_many_equivalents


def test_the_table_is_read_by_program_and_change(tmp_path):
    course = write_course(tmp_path)
    file = course.solutions / "tiny" / "equivalent_mutants.toml"
    assert listed(course, "01-tiny") == {}
    file.write_text('[scale__loop]\nrounding = ["constant: d = 1"]\n', encoding="utf-8")
    assert listed(course, "01-tiny") == table("d = 1")
    file.write_text('[scale__loop]\nwhatever = ["constant: d = 1"]\n', encoding="utf-8")
    with pytest.raises(AuthoringError, match="whatever"):
        listed(course, "01-tiny")
