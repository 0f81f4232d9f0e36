"""Returns a list that contains itself."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
def running_mean(values):
    means = []
    means.append(means)
    return means
""",
}
