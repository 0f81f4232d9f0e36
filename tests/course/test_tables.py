"""Tables of the chapters can be read aloud: each column says what is in it."""

from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from rnn_course.build.chapters import read_chapter
from tests.support.repository import COURSE
from tests.support.solution_bank import CHAPTERS

MARKDOWN = MarkdownIt("commonmark").enable("table")


def heads_of(text):
    """The text of each column's head, of all tables."""
    tokens = MARKDOWN.parse(text)
    return [after.content for token, after in pairwise(tokens) if token.type == "th_open"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_column_is_without_a_head(chapter):
    cells = read_chapter(COURSE.chapters / f"{chapter}.md").notebook.cells
    heads = [
        head for cell in cells if cell.cell_type == "markdown" for head in heads_of(cell.source)
    ]
    assert len(heads) >= 2
    assert [head for head in heads if not head.strip()] == []


def test_an_empty_head_is_seen():
    assert heads_of("| | a |\n|---|---|\n| b | c |\n") == ["", "a"]
