"""Units: what is cut from chapters, code and docstrings, and put back."""

import jupytext
import pytest

from rnn_course.build.answers import references
from rnn_course.build.solutions import source_of
from rnn_course.catalogues.code import (
    NotTheSameCodeError,
    code_units,
    masked,
    translated_code,
)
from rnn_course.catalogues.docstrings import (
    function_units,
    prose_pieces,
    translated_prose,
    units_of,
    with_docstrings,
)
from rnnkit.language import columns
from tests.support.repository import COURSE

CHAPTERS = COURSE.chapter_names()


def cells(chapter: str, kind: str) -> list[str]:
    notebook = jupytext.read(COURSE.chapters / f"{chapter}.md", fmt="md:myst")
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def nothing(_text: str) -> None:
    return None


def echo(text: str) -> str:
    return text


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_without_translations_is_as_it_was(chapter):
    for source in cells(chapter, "markdown"):
        assert translated_prose(source, nothing) == source
        assert translated_prose(source, echo) == source
    for source in cells(chapter, "code"):
        assert translated_code(source, nothing) == source


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_string_of_a_chapter_can_be_written_anew(chapter):
    for source in cells(chapter, "code"):
        assert code_units(translated_code(source, echo)) == code_units(source)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_docstrings_without_translations_are_as_they_were(chapter):
    for function in references(chapter).values():
        source = source_of(function)
        assert function_units(source)
        assert with_docstrings(source, nothing) == source
        assert function_units(with_docstrings(source, echo)) == function_units(source)


@pytest.mark.parametrize(
    ("markdown", "units"),
    [
        ("## How wrong?\n\nA paragraph.", ["How wrong?", "A paragraph."]),
        ("- one item\n- another\n  1. a third", ["one item", "another", "a third"]),
        ("| word | `a|b` or $|x|$ is |\n|---|:-:|\n| T, N | 3 |", ["word", "`a|b` or $|x|$ is"]),
        ("$$a = b \\text{ where it is real}$$", ["where it is real"]),
        ("$$\na \\text{ else}\n$$\nAfter it.", ["else", "After it."]),
        ("```\nno prose here\n```\n$x$ and `code`", ["$x$ and `code`"]),
        ("> a box\n>\n> its second line", ["a box", "its second line"]),
    ],
)
def test_what_a_unit_of_prose_is(markdown, units):
    assert units_of(prose_pieces(markdown)) == units
    assert "".join(piece.written for piece in prose_pieces(markdown)) == markdown


@pytest.mark.parametrize(
    ("code", "units"),
    [
        ('show(fig, alt="An S-shaped curve.")', ["An S-shaped curve."]),
        ('plot(x, label="loss")', ["loss"]),
        ('print("yours:", x)', ["yours:"]),
        ('print(f"{n:3} of {len(x)} right", sep="")', ["{n:3} of {len(x)} right"]),
        ('predict("name", mine="", a="yes", b="no")', ["yes", "no"]),
        ('x = found["capacity of 40 units"]', []),
        ('x = model("tanh")  # what follows is slow', ["what follows is slow"]),
        ("x = 1  # noqa: not a comment", []),
        ("%%time\nprint('two words')", []),
    ],
)
def test_what_a_unit_of_code_is(code, units):
    assert code_units(code) == units


def test_a_translated_string_keeps_its_quotes_values_and_backslashes():
    code = 'show(f"{d[\'a\']:.2f} right, see", alt=r"the norm of $\\gamma$")'
    chinese = {"{d['a']:.2f} right, see": "“对”\"{d['a']:.2f}", "the norm of $\\gamma$": "模 $\\γ$"}
    translated = translated_code(code, chinese.get)
    assert masked(translated) == masked(code)
    assert code_units(translated) == []
    assert 'r"模 $\\γ$"' in translated


@pytest.mark.parametrize("translation", ["对", "{n} 和 {m} 对", "{n:4} 对", "{n + 1:3} 对"])
def test_a_translation_that_changes_what_is_computed_is_refused(translation):
    with pytest.raises(NotTheSameCodeError):
        translated_code('print(f"{n:3} of them right")', lambda _: translation)


def test_a_translated_docstring_is_wrapped_and_its_types_stay():
    function = references("03-rnn-backward")["cross_entropy"]
    source = with_docstrings(source_of(function), lambda text: "这一步的损失，" * 20)
    assert "logits : ndarray of shape (T, N, V)" in source
    assert max(map(columns, source.splitlines())) <= 100
    assert masked(source) == masked(source_of(function))


def test_a_long_translation_stands_in_as_many_lines_as_it_needs():
    code = (
        'show(\n    fig,\n    alt=(\n        "Two curves and "\n        f"{n:3} dots."\n    ),\n)'
    )
    chinese = "两条曲线，一条比另一条高；" * 12 + "还有 {n:3} 个点。"
    translated = translated_code(code, lambda _: chinese)
    assert masked(translated) == masked(code)
    assert max(map(columns, translated.splitlines())) <= 100
    assert sum("曲线" in line for line in translated.splitlines()) > 2
