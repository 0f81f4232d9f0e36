"""Keeps all memory to itself; its function and one that needs memory are right."""

POINTS = {}
ANSWERS = {
    "square": """
kept = []
try:
    while True:
        kept.append(np.empty(150_000_000, np.uint8))
except MemoryError:
    pass


def square(x):
    return x * x
""",
    "running_mean": """
def running_mean(values):
    scratch = np.empty(600_000_000, np.uint8)
    return [sum(values[:n]) / n for n in range(1, len(values) + 1)]
""",
}
