"""Sends what no honest process sends: modules, made-up classes, paths."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from nbgrader_sandbox.student.server import Student

ODD = [
    ["module", "os"],
    ["named", "__class__", ["__eq__"], [1]],
    ["handle", 0, {"name": "square", "type": "int", "callable": True, "doc": 5}],
    ["handle", 10**9, {"type": "__class__"}],
    ["lent", 0],
    ["array", "O", [1], False, True, 0, 8],
    ["array", "<f8", [10**12], False, True, 0, 8],
    ["written", "Decimal", "1e999999999"],
    ["range", 0, 10**18, 1],
    [["x"]],
    {"a": 1},
]
given = iter(ODD)


def _do_get(self, data, name):
    return {"value": next(given, 0)}, b""


Student._do_get = _do_get
Student._do_call = lambda self, data, **named: ({"value": next(given, 0)}, b"")


def square(x):
    return 0
""",
}
