"""Returns a generator where a list is asked for."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
def running_mean(values):
    return (sum(values[:n]) / n for n in range(1, len(values) + 1))
""",
}
