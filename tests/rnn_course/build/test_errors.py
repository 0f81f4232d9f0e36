"""Whatever an author gets wrong is named: chapter, cell, what was expected, what to do."""

import re
from pathlib import Path

import pytest

from rnn_course import errors
from rnn_course.bank.mistake import Mistake
from rnn_course.build.cases import AT_LEAST as FEWEST_EQUIVALENTS
from rnn_course.build.claims import RULES, broken_rules
from rnn_course.build.known_mistakes import AT_LEAST as FEWEST_MISTAKES
from rnn_course.build.pipeline import build
from rnn_course.errors import AuthoringError
from tests.support.tiny_course import FILES, add_chapter, edit

CHAPTER = "course/chapters/01-tiny.md"
SOLUTION = "solutions/tiny/__init__.py"
MISTAKES = "solutions/tiny/mistakes/__init__.py"
EQUIVALENTS = "solutions/tiny/equivalents.py"
TOTAL_MESSAGE = FILES[MISTAKES].split('y.mean()"},')[1].split(",\n    )")[0].strip()
PLACE = re.compile(r"(course/chapters|solutions)/[\w/-]+\.(md|py):\d+(: .*)?$", re.MULTILINE)
CASES = "solutions/tiny/cases.py"
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
        [
            "01-tiny.md:40: cell 6",
            "a function thirds",
            "solutions/tiny/__init__.py",
        ],
    ),
    "an import of a module that is not there": (
        (CHAPTER, "solutions.tiny import halve", "solutions.huge import halve"),
        ["01-tiny.md:40: cell 6", "no solutions/huge/__init__.py"],
    ),
    "an import of something that the module imported": (
        (CHAPTER, "tiny import halve", "tiny import np"),
        ["01-tiny.md:40: cell 6", "a function np"],
    ),
    "a solution that cannot be imported": (
        (SOLUTION, "import numpy as np", "import numpyy as np"),
        ["solutions/tiny/__init__.py:1\n", "solutions/tiny/__init__.py can be imported", "numpyy"],
    ),
    "a solution that does not parse": (
        (SOLUTION, "return half", "return ("),
        ["solutions/tiny/__init__.py:33\n", "to do: mend it"],
    ),
    "an import beside other code": (
        (CHAPTER, "import halve", "import halve\n\nhalve(np.ones(2))"),
        ["01-tiny.md:40: cell 6", "`halve(np.ones(2))`", "cell of their own"],
    ),
    "an import under another name": (
        (CHAPTER, "import halve", "import halve as half"),
        ["01-tiny.md:40: cell 6", "without `as`"],
    ),
    "an import of a whole module": (
        (CHAPTER, "from solutions.tiny import halve", "import solutions.tiny"),
        ["01-tiny.md:40: cell 6", "`import solutions.tiny`"],
    ),
    "an exercise cell with two functions": (
        (CHAPTER, "import scale", "import scale, halve"),
        ["01-tiny.md:21: cell 3 (scale)", "one import, of scale", "scale, halve"],
    ),
    "an exercise cell named otherwise": (
        (CHAPTER, "{grade_id: scale,", "{grade_id: scaling,"),
        ["01-tiny.md:21: cell 3 (scaling)", "one import, of scaling"],
    ),
    "a header without grade_id": (
        (CHAPTER, "{grade_id: setup, locked: true}", "{locked: true}"),
        ["01-tiny.md:13: cell 2", "a grade_id"],
    ),
    "a header with a misspelt key": (
        (CHAPTER, "points: 2}", "points: 2, lokced: true}"),
        ["01-tiny.md:27: cell 4 (test_scale)", "also lokced"],
    ),
    "a grade_id twice": (
        (CHAPTER, "grade_id: setup", "grade_id: test_scale"),
        [
            "01-tiny.md:27: cell 4 (test_scale)",
            "cell 2 has it already",
            "test_scale again",
        ],
    ),
    "no points": (
        (CHAPTER, ", points: 2}", "}"),
        ["01-tiny.md:27: cell 4 (test_scale)", "points above 0", "no points"],
    ),
    "0 points": (
        (CHAPTER, "points: 2}", "points: 0}"),
        ["01-tiny.md:27: cell 4 (test_scale)", "points above 0", "points: 0"],
    ),
    "points of a written answer that are no number": (
        (CHAPTER, '"points": 3', '"points": "three"'),
        ["01-tiny.md:38: cell 5 (why)", "points above 0", "'three'"],
    ),
    "no test cell": (
        (CHAPTER, "grade_id: test_scale", "grade_id: test_scales"),
        ["01-tiny.md:21: cell 3 (scale)", "a code cell test_scale", "no such cell"],
    ),
    "a test cell that is not graded": (
        (CHAPTER, "grade: true, points: 2", "locked: true"),
        ["01-tiny.md:21: cell 3 (scale)", "not graded"],
    ),
    "a test cell for another function": (
        (CHAPTER, 'check(scale, "scale")', 'check(scale, "halve")'),
        ["01-tiny.md:21: cell 3 (scale)", 'without `check(scale, "scale")`'],
    ),
    "a hidden test of another function": (
        (CHAPTER, "hidden=True", "hidden=False"),
        [
            "01-tiny.md:21: cell 3 (scale)",
            'without `check(scale, "scale", hidden=True)`',
        ],
    ),
    "a test cell without hidden tests": (
        (
            CHAPTER,
            '### BEGIN HIDDEN TESTS\ncheck(scale, "scale", hidden=True)\n### END HIDDEN TESTS\n',
            "",
        ),
        ["01-tiny.md:21: cell 3 (scale)", "`### BEGIN HIDDEN TESTS`"],
    ),
    "no docstring": (
        (SOLUTION, '"""Scale and sum.', '_ = """Scale and sum.'),
        ["solutions/tiny/__init__.py:4\n", "a docstring in scale"],
    ),
    "a docstring without Returns": (
        (SOLUTION, "    Returns\n    -------\n", ""),
        ["solutions/tiny/__init__.py:4\n", "a Returns section", "none"],
    ),
    "an output without a name": (
        (SOLUTION, "    total : float\n", "    float\n"),
        ["solutions/tiny/__init__.py:4\n", "an entry without name or type"],
    ),
    "fewer outputs than Returns names": (
        (SOLUTION, "return y, float(y.sum())", "return y"),
        ["solutions/tiny/__init__.py:4: scale at", "2 outputs", "Returns section"],
    ),
    "more outputs than Returns names": (
        (SOLUTION, "    total : float\n        Its sum.\n", ""),
        ["solutions/tiny/__init__.py:4: scale at", "one output, y", "a tuple of 2"],
    ),
    "no function for the cases": (
        (CASES, "def scale", "def scales"),
        [
            "01-tiny.md:21: cell 3 (scale)",
            "visible and hidden cases",
            "no scale in solutions/tiny/cases.py",
        ],
    ),
    "cases with too many arguments": (
        (CASES, 'sample.weight("D", "H")', 'sample.weight("D", "H"), 2.0, 3.0'),
        ["solutions/tiny/cases.py:5: case at", "positional arguments of scale"],
    ),
    "cases with a function that a file cannot hold": (
        (CASES, 'sample.weight("D", "H")', "max"),
        ["solutions/tiny/cases.py:5: case at", "rnnkit.checks.functions", "max"],
    ),
    "cases that raise": (
        (CASES, 'sample.weight("D", "H")', 'sample.weight("D", "K")'),
        ["solutions/tiny/cases.py:5: case at", "KeyError: 'K'"],
    ),
    "a reference that raises": (
        (SOLUTION, "factor * (x @ w)", "factor * (w @ x)"),
        ["solutions/tiny/__init__.py:4: scale at", "ValueError"],
    ),
    "a reference that changes its arguments": (
        (SOLUTION, "    y = factor", "    x += 1\n    y = factor"),
        ["solutions/tiny/__init__.py:4: scale at", "x changed", "work on copies"],
    ),
    "three known mistakes only": (
        (MISTAKES, "MISTAKES = [", "MISTAKES = [][:0] and ["),
        [
            "01-tiny.md:21: cell 3 (scale)",
            f"{FEWEST_MISTAKES} known mistakes of scale or more",
            "0 (none)",
        ],
    ),
    "a patch that is not found": (
        (MISTAKES, "y.sum()", "y.summ()"),
        [f"{MISTAKES}:10: known mistake scale.mean", "'y.summ()' once", "0 times"],
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
        [f"{MISTAKES}:10: known mistake scale.mean", "what the reference gives"],
    ),
    "a mistake that differs by less than a check can see": (
        (MISTAKES, '"y.mean()"', '"y.sum() * (1 + 1e-12)"'),
        ["known mistake scale.mean", "what the reference gives"],
    ),
    "a mistake that raises": (
        (MISTAKES, '"y.mean()"', '"y.meen()"'),
        [f"{MISTAKES}:10: known mistake scale.mean", "AttributeError"],
    ),
    "a mistake that returns too little": (
        (MISTAKES, '{"y.sum()": "y.mean()"}', '{"return y, float(y.sum())": "return y"}'),
        ["known mistake scale.mean", "2 outputs"],
    ),
    "a mistake in an exercise that is not there": (
        (MISTAKES, '"scale",\n        "mean"', '"scael",\n        "mean"'),
        [
            f"{MISTAKES}:10: known mistake scael.mean",
            "a function in solutions/tiny/__init__.py",
        ],
    ),
    "two mistakes of one name": (
        (MISTAKES, '"mean"', '"no_factor"'),
        [f"{MISTAKES}:10: known mistake scale.no_factor", "each name once", "it twice"],
    ),
    "a name that rnnkit has too": (
        ("packages/rnnkit/rnnkit/losses.py", "def squared_error", "def scale"),
        [
            "01-tiny.md:21: cell 3 (scale)",
            "scale in packages/rnnkit/rnnkit/losses.py too",
        ],
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
    "a call of a function that is no longer asked for": (
        (CHAPTER, "halve(np.ones(2))", "y = halve(np.ones(2))\ntotal = quarter(y)"),
        [
            "01-tiny.md:46: cell 7",
            "quarter in `total = quarter(y)`",
            "in a cell above",
        ],
    ),
    "a function that calls one that is not there": (
        (CHAPTER, "halve(np.ones(2))", "def show(x):\n    return quarter(halve(x))"),
        ["01-tiny.md:46: cell 7", "quarter in `return quarter(halve(x))`"],
    ),
    "a wrong equivalent": (
        (EQUIVALENTS, "sum(y.ravel())", "max(y.ravel())"),
        [f"{EQUIVALENTS}:9\n", "what scale gives", "another total"],
    ),
    "an equivalent that raises": (
        (EQUIVALENTS, "y.sum()", "y.summ()"),
        [f"{EQUIVALENTS}:4\n", "AttributeError"],
    ),
    "an equivalent that changes its arguments": (
        (EQUIVALENTS, "    print(", "    x *= 2\n    factor /= 2\n    print("),
        [f"{EQUIVALENTS}:9\n", "x changed"],
    ),
    "an equivalent of an exercise that is not there": (
        (EQUIVALENTS, "def scale__loops", "def scael__loops"),
        [f"{EQUIVALENTS}:9\n", "exercise__how", "scael__loops"],
    ),
    "one equivalent only": (
        (EQUIVALENTS, "def scale__loops", "def halve__loops"),
        [
            "01-tiny.md:21: cell 3 (scale)",
            f"{FEWEST_EQUIVALENTS} equivalents of scale",
            "1 (scale__einsum)",
        ],
    ),
    "a message that is too short": (
        (MISTAKES, "Is a sum asked for, or a mean?", ""),
        [f"{MISTAKES}:10: known mistake scale.mean", "60 to 300 characters"],
    ),
    "a message that is a sentence too long": (
        (MISTAKES, "Is a sum asked for", "So. It. Is. Is a sum asked for"),
        ["scale.mean", "1 to 4 sentences"],
    ),
    "a message that tells the answer": (
        (MISTAKES, "Is a sum asked for", "Is np.sum asked for"),
        ["scale.mean", "no code that tells the answer"],
    ),
    "a message that has a line of the solution": (
        (MISTAKES, "Is a sum asked for", "Is y.sum() asked for"),
        ["scale.mean", "no line of the solution"],
    ),
    "a message that belittles": (
        (MISTAKES, "Is a sum asked for", "Is just a sum asked for"),
        ["scale.mean", "neither belittle nor shout"],
    ),
    "a message that stands twice": (
        (
            MISTAKES,
            '"Your y points',
            f'{TOTAL_MESSAGE} or "Your y points',
        ),
        ["scale.negative", "each message once"],
    ),
    "a notebook header that is not YAML": (
        (CHAPTER, "    format_name: myst", "  : :"),
        ["01-tiny.md:1\n", "a MyST notebook"],
    ),
    "markers that nbgrader refuses": (
        (CHAPTER, "halve(np.ones(2))", "### BEGIN SOLUTION\nhalve(np.ones(2))\n### END SOLUTION"),
        [
            "01-tiny.md:46: cell 7",
            "nbgrader generate_assignment",
            "non-solution cell",
        ],
    ),
}


@pytest.mark.parametrize(("change", "words"), ONE_EDIT.values(), ids=ONE_EDIT.keys())
def test_the_message_names(course, change, words):
    edit(course, *change)
    with pytest.raises(AuthoringError) as caught:
        build(course, [])
    message = str(caught.value)
    assert [word for word in words if word not in message] == []
    assert PLACE.match(message)
    assert all(part in message for part in ("expected: ", "got: ", "to do: "))


def mistake(name, put):
    message = f"This is long enough to be the message of a known mistake, which is called {name}."
    return f'    Mistake("scale", "{name}", {{"factor * (x @ w)": {put}}}, "{message}"),\n]'


def test_the_message_names_two_mistakes_that_give_the_same(course):
    twin = mistake("twin", '"(w.T @ x.T).T"')
    edit(course, MISTAKES, "]", twin)
    with pytest.raises(AuthoringError, match=r"scale\.no_factor and scale\.twin"):
        build(course, [])


def test_the_message_names_an_exercise_of_two_chapters(course):
    cell = "```{code-cell}\n:nbgrader: {grade_id: scale, solution: true}\n\n"
    cell += "from solutions.tiny import scale\n```\n"
    add_chapter(course, "02-again", cell + TEST_CELL)
    with pytest.raises(AuthoringError) as caught:
        build(course, [])
    assert "course/chapters/02-again.md:11: cell 1 (scale)" in str(caught.value)
    assert "01-tiny.md:21: cell 3 (scale) has this one" in str(caught.value)


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


def test_the_message_names_a_form_of_a_mistake_that_is_not_there(course):
    forms = course.root / "solutions/tiny/mistakes/forms.py"
    forms.write_text("\n\ndef scale__median__loops(x, w):\n    return x, w\n", encoding="utf-8")
    with pytest.raises(AuthoringError, match=r"forms\.py:3\n(.*\n)*.*scale__median__loops"):
        build(course, [])


def test_each_fault_has_its_sentences_and_each_sentence_its_fault():
    code = "".join(path.read_text("utf-8") for path in Path(errors.__file__).parent.rglob("*.py"))
    assert {*re.findall(r'\bfault\(\s*"(\w+)"', code)} == errors.FAULTS.keys()
    assert all([*said] == ["expected", "got", "remedy"] for said in errors.FAULTS.values())


def test_all_rules_of_messages_can_be_broken():
    told = Mistake(
        "f", "g", {"dz = dh": "dz = 0"}, "Easy!  dz = dh is np.dot, then. So. So. So. So. So "
    )
    assert broken_rules(told) == list(RULES)


def test_a_name_that_a_later_cell_defines_may_be_used(course):
    edit(course, CHAPTER, "halve(np.ones(2))", "def show():\n    return later\n\nlater = %pwd")
    assert build(course, [])


def test_a_private_name_may_be_in_both(course):
    edit(course, "packages/rnnkit/rnnkit/losses.py", "def squared_error", "def _scale")
    assert build(course, [])


def test_nan_in_a_mistake_differs_from_a_number_and_equals_nan(course):
    nan = mistake("nan", '"x @ w * np.nan"')
    edit(course, MISTAKES, "]", nan)
    assert "5 known mistakes" in build(course, [])[0]
    edit(course, MISTAKES, "]", mistake("nan_too", '"x @ w * np.nan"'))
    with pytest.raises(AuthoringError, match="the same"):
        build(course, [])
