"""Patches built-in functions that tests compare with."""

POINTS = {"test_running_mean": 0.0, "test_initials": 0.0}
ANSWERS = {
    "running_mean": """
import builtins

builtins.abs = lambda x: 0
builtins.all = builtins.any = lambda items: True


def running_mean(values):
    return [0.0]
""",
    "initials": """
def initials(words):
    return ["a", "b"]
""",
}
