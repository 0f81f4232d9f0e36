"""Has IPython show no tracebacks, so that no output tells of a failure."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
shell = type(get_ipython())
shell.showtraceback = shell.showsyntaxerror = shell._showtraceback = lambda *a, **k: None


def square(x):
    return 0
""",
}
