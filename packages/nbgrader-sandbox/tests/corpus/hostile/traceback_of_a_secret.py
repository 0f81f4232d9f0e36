"""Claims an error in a file that it may not read, to see its lines."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
code = compile("\\n" * 3 + "raise ValueError('look above')", "/etc/passwd", "exec")


def square(x):
    exec(code)
""",
}
