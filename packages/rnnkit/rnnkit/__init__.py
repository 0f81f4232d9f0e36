"""What students import: checks, data, layers, training and pictures.

Importing it limits BLAS to one thread, since on a busy machine more threads make
the small matrices of this course slower by an order of magnitude. Set the
environment variable ``RNNKIT_BLAS_THREADS`` to another number to change that.

Rooms import from the ones before them: language | _atomic, _budget, _extras | checks, datasets,
layers, optimizers, plots, text | training, widgets | tasks | workbook.
"""

import logging
import os
import sys

from threadpoolctl import threadpool_limits
from tqdm import tqdm

from rnnkit._budget import budget
from rnnkit.checks import check, warm_up
from rnnkit.checks.own.yours import as_arrays, yours
from rnnkit.checks.predictions import predict, predicted
from rnnkit.checks.progress import milestone, progress
from rnnkit.language import padded, use_language

__all__ = [
    "as_arrays",
    "budget",
    "check",
    "milestone",
    "padded",
    "predict",
    "predicted",
    "progress",
    "use_language",
    "yours",
]

threadpool_limits(int(os.environ.get("RNNKIT_BLAS_THREADS", "1")), user_api="blas")

if sys.platform == "emscripten":  # the browser
    tqdm.monitor_interval = 0  # a thread of its own would watch the bars
    # Matplotlib says that it looks for fonts, which takes a while, in each new kernel.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

__warm_up__ = warm_up  # the grader calls it where notebooks' processes are forked from
