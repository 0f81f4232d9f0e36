"""A whole course that builds in a moment, as the files that its author would write."""

from pathlib import Path

from rnn_course.paths import Course

CHAPTER = "01-tiny"

FILES = {
    "course/nbgrader_config.py": "c = get_config()\n",
    "course/chapters/01-tiny.md": """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  name: python3
---

# Tiny

```{code-cell} ipython3
:nbgrader: {grade_id: setup, locked: true}

import numpy as np

from rnnkit import check
```

```{code-cell} ipython3
:nbgrader: {grade_id: scale, solution: true}

from solutions.tiny import scale
```

```{code-cell} ipython3
:nbgrader: {grade_id: test_scale, grade: true, points: 2}

check(scale, "scale")
### BEGIN HIDDEN TESTS
check(scale, "scale", hidden=True)
### END HIDDEN TESTS
```

+++ {"nbgrader": {"grade_id": "why", "grade": true, "solution": true, "points": 3}}

Because it is linear.

```{code-cell} ipython3
:tags: [demo]

from solutions.tiny import halve
```

```{code-cell} ipython3
:tags: [remove-input, demo]

halve(np.ones(2))
```
""",
    "solutions/__init__.py": "",
    "solutions/tiny/__init__.py": '''\
import numpy as np


def scale(x: np.ndarray, w: np.ndarray, factor: float = 2.0) -> tuple[np.ndarray, float]:
    """Scale and sum.

    Parameters
    ----------
    x : ndarray of shape (N, D)
        Input.
    w : ndarray of shape (D, H)
        Weights.
    factor : float
        How much.

    Returns
    -------
    y : ndarray of shape (N, H)
        Scaled.
    total : float
        Its sum.
    """
    # the solution starts with this comment
    y = factor * (x @ w)
    return y, float(y.sum())


def halve(x: np.ndarray) -> np.ndarray:
    """Halve."""
    ### BEGIN SOLUTION
    half = x / 2
    ### END SOLUTION
    return half
''',
    "solutions/tiny/cases.py": """\
from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler


def scale(sample: Sampler) -> tuple:
    return sample.normal("N", "D"), sample.weight("D", "H")


EDGES = {
    "scale": [Edge("one input", {"D": 1}), Edge("one sequence", {"N": 1}, hidden=True)],
}
""",
    "solutions/tiny/mistakes/__init__.py": """\
from rnn_course.bank.mistake import Mistake

MISTAKES = [
    Mistake(
        "scale",
        "no_factor",
        {"factor * (x @ w)": "x @ w"},
        "Your y is as it was before it was scaled. Where is the factor in what you compute?",
    ),
    Mistake(
        "scale",
        "mean",
        {"y.sum()": "y.mean()"},
        "Your total is too small, by as much as y has entries. Is a sum asked for, or a mean?",
    ),
    Mistake(
        "scale",
        "in_place",
        {"    y = ": "    x *= 1.5\\n    y = "},
        "Your function changes x, which belongs to whoever called it. Whose array is it then?",
    ),
    Mistake(
        "scale",
        "negative",
        {"= factor": "= -factor"},
        "Your y points the other way: each of its entries has the other sign. Where is a minus?",
    ),
]
""",
    "solutions/tiny/equivalents.py": """\
import numpy as np


def scale__einsum(x, w, factor=2.0):
    y = np.einsum("nd,dh->nh", factor * x, w)
    return y, y.sum()


def scale__loops(x, w, factor=2.0):
    print("row by row")
    y = np.array([[factor * (row @ column) for column in w.T] for row in x])
    return y, sum(y.ravel())
""",
    "packages/rnnkit/rnnkit/losses.py": """\
def squared_error(a, b):
    return ((a - b) ** 2).sum()
""",
}


def write_course(root: Path) -> Course:
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Course(root)


def edit(course: Course, name: str, old: str, new: str) -> None:
    """Replace ``old``, which has to be there, in one of the files."""
    path = course.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_chapter(course: Course, name: str, text: str) -> None:
    head = FILES["course/chapters/01-tiny.md"].split("# Tiny")[0]
    (course.chapters / f"{name}.md").write_text(head + text, encoding="utf-8")
