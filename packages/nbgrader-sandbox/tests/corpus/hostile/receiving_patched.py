"""Has the process wait for ever after its own cell."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import time

from nbgrader_sandbox.protocol.connection import Connection

get_ipython().run_cell = type(get_ipython()).run_cell = lambda *a, **k: time.sleep(10**6)
Connection.receive = lambda *a, **k: time.sleep(10**6)


def square(x):
    return x * x
""",
}
