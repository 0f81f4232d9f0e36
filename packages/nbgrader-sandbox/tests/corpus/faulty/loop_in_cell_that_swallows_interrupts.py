"""The same while the cell runs: its process is killed, the cells before run again."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
def running_mean(values):
    return values


while True:
    try:
        while True:
            pass
    except BaseException:
        pass
""",
}
