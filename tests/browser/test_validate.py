"""The Validate button: what the dialog says of three states of chapter 00."""

import nbformat
import pytest

from tests.support.jupyter_servers import REPOSITORY, released, solved, with_answer

pytestmark = pytest.mark.browser

CHAPTER = "00-start-here"
MIRRORED = """import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(z))
"""


def untouched():
    return released(REPOSITORY / "course", CHAPTER)


def right():
    return solved(REPOSITORY / "course", CHAPTER)


def wrong():
    notebook = right()
    with_answer(notebook, "sigmoid", MIRRORED)
    return notebook


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (right, ["Success! Your notebook passes all the tests."]),
        (untouched, ["sigmoid is not implemented yet", "sigmoid_derivative is not implemented"]),
        (wrong, ["it is the mirror image of the sigmoid", "0 of 1 point"]),
    ],
    ids=["solved", "untouched", "wrong"],
)
def test_validate_says_what_the_check_says(make, expected, student_lab, notebook):
    address, workbook = student_lab
    name = f"validate-{make.__name__}"
    nbformat.write(make(), workbook / f"{name}.ipynb")
    notebook.open(address, f"{name}.ipynb")
    said = " ".join(notebook.validate().split())
    notebook.shoot(name)
    notebook.close_dialog()
    for part in expected:
        assert part in said
    assert "Traceback" not in said
