"""Returns an array where a list is asked for; comparing it raises."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
import numpy as np


def running_mean(values):
    return np.cumsum(values) / np.arange(1, len(values) + 1)
""",
}
