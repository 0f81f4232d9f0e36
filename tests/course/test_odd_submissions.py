"""Submissions that stock nbgrader is easily led astray by, honest ones and others."""

from copy import deepcopy

import pytest

from rnn_course.build.answers import reference_sources
from rnnkit.checks.messages import message
from tests.support.classroom import CHAPTERS, grade_id, said_in, squeezed
from tests.support.samples import sample

CHAPTER = "00-start-here"
SIGMOID = "def sigmoid(z):\n    {first}\n    return 1 / (1 + np.exp(-z))"
NOISE = {
    "text": """
    import sys, logging
    print(z)
    print("working", file=sys.stderr)
    logging.warning("large numbers")
    """,
    "warnings": """
    import warnings
    warnings.warn("large numbers", stacklevel=2)
    np.log(-1.0)
    """,
    "progress-bars": """
    import tqdm, tqdm.auto
    [None for _ in tqdm.tqdm(range(3))]
    [None for _ in tqdm.auto.tqdm(range(3))]
    left_open = tqdm.tqdm(total=3)
    left_open.update()
    """,
    "picture": """
    plt.plot(z)
    plt.show()
    """,
}
# stderr as it was before the check took it away.
NOISE_ON_KEPT_STDERR = {
    "log-set-up-before": (
        "import logging; logging.basicConfig(level=logging.INFO)",
        "logging.info('working')",
    ),
    "stderr-kept": ("from sys import stderr", "print('working', file=stderr)"),
}
FAULTS = {
    "system-exit": "raise SystemExit",
    "keyboard-interrupt": "raise KeyboardInterrupt",
    "not-a-number": "z = z * np.nan",
    "nothing": "return None",
    "endless-recursion": "return sigmoid(z)",
    "syntax-error": "return 1 +",
}
LOOKED_UP = '''
def {name}(*arguments):
    """Look the answer up where the checks keep what they expect."""
    from rnnkit.checks.calling import identical
    from rnnkit.checks.casefile import VISIBLE_CASES, load

    for case in load(VISIBLE_CASES / "{name}.npz").cases:
        if identical(arguments, case.arguments):
            break
    outputs = case.outputs  # of the last case, if none fits
    return outputs if len(outputs) > 1 else outputs[0]
'''


def right(classroom, chapter=CHAPTER):
    return classroom.filled_in(chapter, reference_sources(chapter))


def with_sigmoid(classroom, first):
    answers = reference_sources(CHAPTER) | {"sigmoid": SIGMOID.format(first=first)}
    return classroom.filled_in(CHAPTER, answers)


@pytest.mark.parametrize(("noise", "lines"), NOISE.items(), ids=NOISE)
def test_noise_inside_a_function_costs_nothing(classroom, noise, lines):
    points = classroom.grade(noise, CHAPTER, with_sigmoid(classroom, lines.strip()))
    assert points == classroom.max_points(CHAPTER)


@pytest.mark.parametrize(
    ("noise", "top", "line"),
    [(noise, *lines) for noise, lines in NOISE_ON_KEPT_STDERR.items()],
    ids=NOISE_ON_KEPT_STDERR,
)
def test_noise_on_a_kept_stderr_costs_nothing(classroom, noise, top, line):
    notebook = with_sigmoid(classroom, line)
    for cell in notebook.cells:
        if grade_id(cell) == "sigmoid":
            cell.source = f"{top}\n{cell.source}"
    points = classroom.grade(noise, CHAPTER, notebook)
    assert points == classroom.max_points(CHAPTER)


def test_noise_of_a_cell_costs_nothing(classroom):
    notebook = right(classroom)
    for cell in notebook.cells:
        if grade_id(cell) == "sigmoid":
            cell.source += "\nimport sys\nprint('done', file=sys.stderr)\n1 / 0"
    points = classroom.grade("noisy-cell", CHAPTER, notebook)
    assert points == classroom.max_points(CHAPTER)


@pytest.mark.parametrize(("fault", "line"), FAULTS.items(), ids=FAULTS)
def test_a_fault_costs_its_own_exercise_only(classroom, fault, line):
    points = classroom.grade(fault, CHAPTER, with_sigmoid(classroom, line))
    assert points == classroom.max_points(CHAPTER) | {"test_sigmoid": 0}


def change_tests(notebook, source):
    for cell in notebook.cells:
        if grade_id(cell).startswith("test_"):
            cell.source = source
    return notebook


def remove_tests(notebook):
    notebook.cells = [c for c in notebook.cells if not grade_id(c).startswith("test_")]
    return notebook


def raise_points(notebook):
    for cell in notebook.cells:
        if grade_id(cell).startswith("test_"):
            cell.metadata.nbgrader.points = 100
    return notebook


def unlock_tests(notebook):
    for cell in notebook.cells:
        if grade_id(cell).startswith("test_"):
            cell.metadata.nbgrader.locked = False
    return change_tests(notebook, "5")


TAMPERED = {
    "a-number-for-tests": lambda notebook: change_tests(notebook, "5"),
    "tests-deleted": remove_tests,
    "points-raised": raise_points,
    "tests-unlocked": unlock_tests,
}


@pytest.mark.parametrize(("what", "tamper"), TAMPERED.items(), ids=TAMPERED)
def test_changed_test_cells_come_back_and_give_what_is_deserved(classroom, what, tamper):
    notebook = with_sigmoid(classroom, "z = -z")
    untouched = deepcopy(notebook.cells)
    notebook = tamper(notebook)
    assert notebook.cells != untouched
    points = classroom.grade(what, CHAPTER, notebook)
    assert points == classroom.max_points(CHAPTER) | {"test_sigmoid": 0}


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "03", "07", mark="slow"))
def test_looking_up_the_visible_results_earns_nothing(classroom, chapter):
    answers = {name: LOOKED_UP.format(name=name) for name in reference_sources(chapter)}
    points = classroom.grade("reader", chapter, classroom.filled_in(chapter, answers))
    assert set(points.values()) == {0}
    # They were found, so it is the hidden cases that told.
    page = classroom.feedback("reader", chapter)
    for cell in classroom.max_points(chapter):
        assert squeezed(message("hidden_only")) in said_in(page, cell)
