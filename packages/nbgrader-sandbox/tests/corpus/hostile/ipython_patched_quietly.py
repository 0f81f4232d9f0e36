"""Has later cells not run, and be reported as done."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from types import SimpleNamespace

done = SimpleNamespace(error_before_exec=None, error_in_exec=None, success=True, result=None)
type(get_ipython()).run_cell = lambda *a, **k: done


def square(x):
    return 0
""",
}
