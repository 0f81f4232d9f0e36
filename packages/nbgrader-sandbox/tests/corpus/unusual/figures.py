"""Draws, shows and closes figures."""

POINTS = {}
ANSWERS = {
    "square": """
import matplotlib.pyplot as plt


def square(x):
    plt.figure()
    plt.plot([1, 2])
    plt.close("all")
    plt.plot([1, 2])
    return x * x
""",
}
