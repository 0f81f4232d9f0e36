"""Leaves the test cell by an exception that is not shown."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
class Quiet(Exception):
    def _render_traceback_(self):
        return []


get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)


def square(x):
    raise Quiet
""",
}
