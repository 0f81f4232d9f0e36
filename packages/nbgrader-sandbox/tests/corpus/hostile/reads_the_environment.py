"""Reads the environment and the command line of every process, to learn who grades it."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import glob


def square(x):
    found = b""
    for name in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
        try:
            found += open(name, "rb").read()
        except OSError:
            pass
    return x * x if b"multiprocessing" in found or b"RNNKIT_HIDDEN" in found else 0
""",
}
