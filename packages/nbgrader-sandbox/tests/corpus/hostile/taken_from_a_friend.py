"""The friend, who comes later."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os

PLACES = ["/tmp/x", "/dev/shm/x", "/dev/x", "/settings/x", "/home/student/x", "/var/tmp/x", "x"]


def square(x):
    found = any(os.path.exists(place) for place in PLACES)
    for place in PLACES:
        try:
            open(place, "w").write("answer")
        except OSError:
            pass
    return x * x if found else 0
""",
}
