"""Returns a list with an equality of its own."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
class Lie(list):
    def __eq__(self, other):
        return True

    def __getitem__(self, place):
        return self

    def __sub__(self, other):
        return 0.0


def running_mean(values):
    return Lie([0.0])
""",
}
