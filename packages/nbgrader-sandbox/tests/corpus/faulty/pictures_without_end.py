"""Shows displays without end."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


from IPython.display import HTML, display

while True:
    display(HTML("x" * 100_000))
""",
}
