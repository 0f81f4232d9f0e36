"""Whatever an author gets wrong is named: chapter, cell, what was expected, what to do."""

import pytest

from rnn_course.build.pipeline import build
from rnn_course.errors import AuthoringError
from tests.support.tiny_course import add_chapter, edit

CHAPTER = "course/chapters/01-tiny.md"
SOLUTION = "solutions/tiny/__init__.py"
CASES = "solutions/tiny/cases.py"
MISTAKES = "solutions/tiny/mistakes/__init__.py"
TEST_CELL = """
```{code-cell}
:nbgrader: {grade_id: test_scale, grade: true, points: 2}

check(scale, "scale")
### BEGIN HIDDEN TESTS
check(scale, "scale", hidden=True)
### END HIDDEN TESTS
```
"""

# What is changed, then words that the message has to hold.
ONE_EDIT = {
    "an import of a function that is not there": (
        (CHAPTER, "tiny import halve", "tiny import thirds"),
        ["01-tiny, cell 6", "a function thirds", "solutions/tiny/__init__.py"],
    ),
    "an import of a module that is not there": (
        (CHAPTER, "solutions.tiny import halve", "solutions.huge import halve"),
        ["01-tiny, cell 6", "no solutions/huge/__init__.py"],
    ),
    "an import of something that the module imported": (
        (CHAPTER, "tiny import halve", "tiny import np"),
        ["01-tiny, cell 6", "a function np"],
    ),
    "a solution that cannot be imported": (
        (SOLUTION, "import numpy as np", "import numpyy as np"),
        ["01-tiny, cell 3 (scale)", "solutions/tiny/__init__.py can be imported", "numpyy"],
    ),
    "a solution that does not parse": (
        (SOLUTION, "return half", "return ("),
        ["solutions/tiny/__init__.py", "to do: mend it"],
    ),
    "an import beside other code": (
        (CHAPTER, "import halve", "import halve\n\nhalve(np.ones(2))"),
        ["01-tiny, cell 6", "`halve(np.ones(2))`", "cell of their own"],
    ),
    "an import under another name": (
        (CHAPTER, "import halve", "import halve as half"),
        ["01-tiny, cell 6", "without `as`"],
    ),
    "an import of a whole module": (
        (CHAPTER, "from solutions.tiny import halve", "import solutions.tiny"),
        ["01-tiny, cell 6", "`import solutions.tiny`"],
    ),
    "an exercise cell with two functions": (
        (CHAPTER, "import scale", "import scale, halve"),
        ["01-tiny, cell 3 (scale)", "one import, of scale", "scale, halve"],
    ),
    "an exercise cell named otherwise": (
        (CHAPTER, "{grade_id: scale,", "{grade_id: scaling,"),
        ["01-tiny, cell 3 (scaling)", "one import, of scaling"],
    ),
    "a header without grade_id": (
        (CHAPTER, "{grade_id: setup, locked: true}", "{locked: true}"),
        ["01-tiny, cell 2", "a grade_id"],
    ),
    "a header with a misspelt key": (
        (CHAPTER, "points: 2}", "points: 2, lokced: true}"),
        ["01-tiny, cell 4 (test_scale)", "also lokced"],
    ),
    "a grade_id twice": (
        (CHAPTER, "grade_id: setup", "grade_id: test_scale"),
        ["01-tiny, cell 4 (test_scale)", "cell 2 has it already", "test_scale again"],
    ),
    "no points": (
        (CHAPTER, ", points: 2}", "}"),
        ["01-tiny, cell 4 (test_scale)", "points above 0", "no points"],
    ),
    "0 points": (
        (CHAPTER, "points: 2}", "points: 0}"),
        ["01-tiny, cell 4 (test_scale)", "points above 0", "points: 0"],
    ),
    "points of a written answer that are no number": (
        (CHAPTER, '"points": 3', '"points": "three"'),
        ["01-tiny, cell 5 (why)", "points above 0", "'three'"],
    ),
    "no test cell": (
        (CHAPTER, "grade_id: test_scale", "grade_id: test_scales"),
        ["01-tiny, cell 3 (scale)", "a code cell test_scale", "no such cell"],
    ),
    "a test cell that is not graded": (
        (CHAPTER, "grade: true, points: 2", "locked: true"),
        ["01-tiny, cell 3 (scale)", "not graded"],
    ),
    "a test cell for another function": (
        (CHAPTER, 'check(scale, "scale")', 'check(scale, "halve")'),
        ["01-tiny, cell 3 (scale)", 'without `check(scale, "scale")`'],
    ),
    "a hidden test of another function": (
        (CHAPTER, "hidden=True", "hidden=False"),
        ["01-tiny, cell 3 (scale)", 'without `check(scale, "scale", hidden=True)`'],
    ),
    "a test cell without hidden tests": (
        (
            CHAPTER,
            '### BEGIN HIDDEN TESTS\ncheck(scale, "scale", hidden=True)\n### END HIDDEN TESTS\n',
            "",
        ),
        ["01-tiny, cell 3 (scale)", "`### BEGIN HIDDEN TESTS`"],
    ),
    "no docstring": (
        (SOLUTION, '"""Scale and sum.', '_ = """Scale and sum.'),
        ["01-tiny, cell 3 (scale)", "a docstring in scale"],
    ),
    "a docstring without Returns": (
        (SOLUTION, "    Returns\n    -------\n", ""),
        ["01-tiny, cell 3 (scale)", "a Returns section", "none"],
    ),
    "an output without a name": (
        (SOLUTION, "    total : float\n", "    float\n"),
        ["01-tiny, cell 3 (scale)", "an entry without name or type"],
    ),
    "fewer outputs than Returns names": (
        (SOLUTION, "return y, float(y.sum())", "return y"),
        ["01-tiny, cell 3 (scale)", "2 outputs", "Returns section"],
    ),
    "more outputs than Returns names": (
        (SOLUTION, "    total : float\n        Its sum.\n", ""),
        ["01-tiny, cell 3 (scale)", "one output, y", "a tuple of 2"],
    ),
    "no function for the cases": (
        (CASES, "def scale", "def scales"),
        [
            "01-tiny, cell 3 (scale)",
            "visible and hidden cases",
            "no scale in solutions/tiny/cases.py",
        ],
    ),
    "cases with too many arguments": (
        (CASES, 'sample.weight("D", "H")', 'sample.weight("D", "H"), 2.0, 3.0'),
        ["01-tiny, cell 3 (scale), case at", "positional arguments of scale"],
    ),
    "cases with a function that a file cannot hold": (
        (CASES, 'sample.weight("D", "H")', "max"),
        ["01-tiny, cell 3 (scale), case at", "rnnkit.checks.functions", "max"],
    ),
    "cases that raise": (
        (CASES, 'sample.weight("D", "H")', 'sample.weight("D", "K")'),
        ["01-tiny, cell 3 (scale), case at", "KeyError: 'K'"],
    ),
    "a reference that raises": (
        (SOLUTION, "factor * (x @ w)", "factor * (w @ x)"),
        ["01-tiny, cell 3 (scale), reference at", "ValueError"],
    ),
    "a reference that changes its arguments": (
        (SOLUTION, "    y = factor", "    x += 1\n    y = factor"),
        ["01-tiny, cell 3 (scale), reference at", "x changed", "work on copies"],
    ),
    "two known mistakes only": (
        (MISTAKES, 'Mistake("scale", "mean"', '# Mistake("scale", "mean"'),
        ["01-tiny, cell 3 (scale)", "3 known mistakes of scale or more", "2 (no_factor, in_place)"],
    ),
    "a patch that is not found": (
        (MISTAKES, "y.sum()", "y.summ()"),
        ["01-tiny, cell 3 (scale), known mistake scale.mean", "'y.summ()' once", "0 times"],
    ),
    "a patch that is found twice": (
        (MISTAKES, '{"y.sum()": "y.mean()"}', '{"float": "int"}'),
        ["scale.mean", "'float' once", "5 times"],
    ),
    "a patch that is not Python": (
        (MISTAKES, '"y.mean()"', '"y.mean("'),
        ["scale.mean", "valid Python", "SyntaxError"],
    ),
    "a mistake that gives what the reference gives": (
        (MISTAKES, '"y.mean()"', '"np.sum(y)"'),
        ["01-tiny, cell 3 (scale), known mistake scale.mean", "what the reference gives"],
    ),
    "a mistake that differs by less than a check can see": (
        (MISTAKES, '"y.mean()"', '"y.sum() * (1 + 1e-12)"'),
        ["known mistake scale.mean", "what the reference gives"],
    ),
    "a mistake that raises": (
        (MISTAKES, '"y.mean()"', '"y.meen()"'),
        ["01-tiny, cell 3 (scale), known mistake scale.mean", "AttributeError"],
    ),
    "a mistake that returns too little": (
        (MISTAKES, '{"y.sum()": "y.mean()"}', '{"return y, float(y.sum())": "return y"}'),
        ["known mistake scale.mean", "2 outputs"],
    ),
    "a mistake in an exercise that is not there": (
        (MISTAKES, 'Mistake("scale", "mean"', 'Mistake("scael", "mean"'),
        [
            "01-tiny, cell 3 (scale), known mistake scael.mean",
            "solutions/tiny/mistakes/__init__.py",
        ],
    ),
    "two mistakes of one name": (
        (MISTAKES, '"mean"', '"no_factor"'),
        [MISTAKES, "scale.no_factor", "it twice"],
    ),
    "a name that rnnkit has too": (
        ("packages/rnnkit/rnnkit/losses.py", "def squared_error", "def scale"),
        ["01-tiny, cell 3 (scale)", "scale in packages/rnnkit/rnnkit/losses.py too"],
    ),
    "a name that rnnkit imports": (
        (
            "packages/rnnkit/rnnkit/losses.py",
            "def squared",
            "from numpy import square as halve\n\n\ndef squared",
        ),
        ["solutions/tiny/__init__.py", "halve in packages/rnnkit/rnnkit/losses.py too"],
    ),
    "a name that rnnkit assigns": (
        (
            "packages/rnnkit/rnnkit/losses.py",
            "def squared",
            "halve = scale2 = None\n\n\ndef squared",
        ),
        ["solutions/tiny/__init__.py", "halve in packages/rnnkit/rnnkit/losses.py too"],
    ),
    "a notebook header that is not YAML": (
        (CHAPTER, "    format_name: myst", "  : :"),
        ["01-tiny", "a MyST notebook"],
    ),
    "markers that nbgrader refuses": (
        (CHAPTER, "halve(np.ones(2))", "### BEGIN SOLUTION\nhalve(np.ones(2))\n### END SOLUTION"),
        ["01-tiny", "nbgrader generate_assignment", "non-solution cell"],
    ),
}


@pytest.mark.parametrize(("change", "words"), ONE_EDIT.values(), ids=ONE_EDIT.keys())
def test_the_message_names(course, change, words):
    edit(course, *change)
    with pytest.raises(AuthoringError) as caught:
        build(course, [])
    message = str(caught.value)
    assert [word for word in words if word not in message] == []
    assert all(part in message for part in ("expected: ", "got: ", "to do: "))


def test_the_message_names_two_mistakes_that_give_the_same(course):
    twin = '    Mistake("scale", "twin", {"factor * (x @ w)": "(w.T @ x.T).T"}, "?"),\n]'
    edit(course, MISTAKES, "]", twin)
    with pytest.raises(AuthoringError, match=r"scale\.no_factor and scale\.twin"):
        build(course, [])


def test_the_message_names_an_exercise_of_two_chapters(course):
    cell = "```{code-cell}\n:nbgrader: {grade_id: scale, solution: true}\n\n"
    cell += "from solutions.tiny import scale\n```\n"
    add_chapter(course, "02-again", cell + TEST_CELL)
    with pytest.raises(AuthoringError) as caught:
        build(course, [])
    assert "02-again, cell 1 (scale)" in str(caught.value)
    assert "01-tiny, cell 3 (scale) has this one" in str(caught.value)


def test_an_exercise_of_two_chapters_is_found_when_one_of_them_is_built(course):
    cell = "```{code-cell}\n:nbgrader: {grade_id: scale, solution: true}\n\n"
    cell += "from solutions.tiny import scale\n```\n"
    add_chapter(course, "02-again", cell + TEST_CELL)
    with pytest.raises(AuthoringError, match="scale again"):
        build(course, ["02"])


def test_the_message_names_a_chapter_that_is_not_there(course):
    with pytest.raises(AuthoringError, match=r"(?s)assignment 07.*one of 01-tiny"):
        build(course, ["01", "07"])


def test_the_message_names_the_folder_where_no_chapters_are(course):
    (course.chapters / "01-tiny.md").unlink()
    with pytest.raises(AuthoringError, match="course/chapters"):
        build(course, [])


def test_a_private_name_may_be_in_both(course):
    edit(course, "packages/rnnkit/rnnkit/losses.py", "def squared_error", "def _scale")
    assert build(course, [])


def test_nan_in_a_mistake_differs_from_a_number_and_equals_nan(course):
    nan = '    Mistake("scale", "nan", {"factor * (x @ w)": "x @ w * np.nan"}, "?"),\n]'
    edit(course, MISTAKES, "]", nan)
    assert build(course, [])[0].mistakes == 4
    edit(course, MISTAKES, '"nan"', '"nan_too"')
    edit(course, MISTAKES, "]", nan)
    with pytest.raises(AuthoringError, match="the same"):
        build(course, [])
