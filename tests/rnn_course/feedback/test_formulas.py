"""LaTeX as MathML: all of the course's, and nothing but what is on the list."""

import re

import pytest
from bs4 import BeautifulSoup

from rnn_course.pages.formulas import ATTRIBUTES, ELEMENTS, LONGEST, to_mathml
from rnn_course.reading.answers import read_notebook
from tests.support.repository import COURSE

FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)


def formulas():
    for path in sorted(COURSE.release.glob("*/*.ipynb")):
        for cell in read_notebook(path).cells:
            if cell.cell_type == "markdown":
                yield from FORMULA.findall(cell.source)


def test_every_formula_of_the_course_is_mathml():
    found = list(formulas())
    assert len(found) > 400
    left = [block or line for block, line in found
            if "<code>" in to_mathml(block or line, bool(block))]  # fmt: skip
    assert left == []


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:ran()}{x}",
        r"\class{a}{x} \style{position:fixed}{x} \cssId{points}{x}",
        r"\text{<img src=x onerror=ran()>x}",
        r"\text{</math><script>ran()</script>x}",
        r'\text{" onclick="ran()}x',
        r"\unicode{x3c}script\unicode{x3e}x",
        r"\hspace{100000em}x\rule{999em}{999em}",
        r"\color{red}x\colorbox{red}{x}",
        "x & <b>x</b> &lt;b&gt; &#60;b",
    ],
)
def test_elements_and_attributes_are_those_of_the_list(latex):
    html = to_mathml(latex)
    assert "x" in html
    for element in BeautifulSoup(html, "html.parser")(True):
        assert element.name in ELEMENTS | {"code"}
        for name, value in element.attrs.items():
            assert ATTRIBUTES[name].fullmatch(value)


@pytest.mark.parametrize(
    "latex",
    ["{" * 1_500, "x_{" * 600, r"\left(x", "x" * (LONGEST + 1), r"\def\a{\a\a}\a", ""],
)
def test_what_is_refused_stands_as_it_was_typed(latex):
    code = BeautifulSoup(to_mathml(latex, is_block=True), "html.parser").code
    assert code.get_text() == f"$${latex}$$"
