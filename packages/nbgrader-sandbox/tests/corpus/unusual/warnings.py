"""Warns, logs and writes to stderr; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
import logging
import sys
import warnings


def square(x):
    warnings.warn("large")
    logging.warning("large")
    print("large", file=sys.stderr)
    sys.__stderr__.write("large")
    return x * x
""",
}
