"""Has IPython run nothing that contains an assert."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
get_ipython().input_transformers_cleanup.append(
    lambda lines: ["pass"] if any("assert" in line for line in lines) else lines
)


def square(x):
    return 0
""",
}
