"""Answers every call with what no honest process answers, from a list of tricks."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from nbgrader_sandbox.student.server import Student

TRICKS = iter([
    ["lent", -1],
    ["type", "bool"],
    ["named", "ndarray", ["shape", "dtype", "all"], [1, 2, True]],
    ["handle", 7, {"type": "int", "array": True, "callable": True}],
    ["objects", [2], [["handle", 0, {}], ["handle", 0, {}]]],
    ["written", "Fraction", "1e9999999"],
    ["int", "0x" + "f" * 10**6],
    ["dict", [[["list", []], 1]]],
])


def forged(self, data, **named):
    return {"value": next(TRICKS, ["array", "|b1", [], False, True, 0, 1])}, b"\\1"


def square(x):
    return 0


Student._do_call = forged
""",
}
