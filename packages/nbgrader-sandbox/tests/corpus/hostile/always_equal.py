"""Returns an object that is equal to everything."""

POINTS = {"test_greet": 0.0, "test_initials": 0.0}
ANSWERS = {
    "greet": """
class Yes:
    def __eq__(self, other):
        return True

    def __getitem__(self, key):
        return self

    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True
    __hash__ = None


def greet(name):
    return Yes()
""",
    "initials": """
def initials(words):
    return Yes()
""",
}
