"""python -m benchmarks.tasks [chars] [segmentation] [sentiment]."""

import argparse
import platform

import numpy as np
from threadpoolctl import threadpool_info

from benchmarks.tasks import chars, segmentation, sentiment

TASKS = {"chars": chars, "segmentation": segmentation, "sentiment": sentiment}


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tasks")
    parser.add_argument("tasks", nargs="*", metavar="task", help=f"among {', '.join(TASKS)}")
    names = parser.parse_args().tasks or list(TASKS)
    if unknown := [name for name in names if name not in TASKS]:
        parser.error(f"no task {', '.join(unknown)}; choose among {', '.join(TASKS)}")
    blas = next(pool for pool in threadpool_info() if pool["user_api"] == "blas")
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}, "
        f"{blas['internal_api']} {blas['version']} {blas.get('architecture', '')}, "
        f"{blas['num_threads']} thread"
    )
    for name in names:
        TASKS[name].run()


main()
