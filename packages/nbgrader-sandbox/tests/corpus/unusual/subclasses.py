"""Returns subclasses of what is asked for, as honest code can."""

POINTS = {}
ANSWERS = {
    "greet": """
import collections


def greet(name):
    found = collections.OrderedDict(name=name)
    found["text"] = f"Hello, {name}!"
    return found
""",
    "running_mean": """
import numpy as np


def running_mean(values):
    return (np.cumsum(values) / np.arange(1, len(values) + 1)).tolist()
""",
}
