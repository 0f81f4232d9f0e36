"""Patches built-in functions and the error of assert."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import builtins


class Quiet(Exception):
    def __new__(cls, *a):
        raise SystemExit(0)


builtins.AssertionError = AssertionError = Quiet
builtins.abs = lambda x: 0
builtins.__build_class__ = None


def square(x):
    return 0
""",
}
