"""Returns what makes the sum of points not a number."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
def running_mean(values):
    return [float("nan")]
""",
}
