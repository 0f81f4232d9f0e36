"""Returns text with an equality of its own, in a dict with another."""

POINTS = {"test_greet": 0.0}
ANSWERS = {
    "greet": """
class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Lie(dict):
    def __eq__(self, other):
        return True

    def __getitem__(self, key):
        return Text("x")


def greet(name):
    return Lie(text=Text("x"))
""",
}
