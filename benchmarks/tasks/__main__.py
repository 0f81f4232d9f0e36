"""python -m benchmarks.tasks [chars] [segmentation] [sentiment]."""

import argparse

from benchmarks.machine import machine
from benchmarks.tasks import chars, segmentation, sentiment

TASKS = {"chars": chars, "segmentation": segmentation, "sentiment": sentiment}


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tasks")
    parser.add_argument("tasks", nargs="*", metavar="task", help=f"among {', '.join(TASKS)}")
    names = parser.parse_args().tasks or list(TASKS)
    if unknown := [name for name in names if name not in TASKS]:
        parser.error(f"no task {', '.join(unknown)}; choose among {', '.join(TASKS)}")
    print(machine())
    for name in names:
        TASKS[name].run()


main()
