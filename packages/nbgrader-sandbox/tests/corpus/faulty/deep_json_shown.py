"""Shows JSON that is hundreds of levels deep; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
from IPython.display import display


def square(x):
    return x * x


deep = {}
for _ in range(400):
    deep = {"in": deep}
display({"application/json": deep, "text/plain": "deep"}, raw=True, metadata=deep)
""",
}
