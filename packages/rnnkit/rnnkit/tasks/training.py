"""Training for every network of the tasks."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from rnnkit.optimizers import Adam, warmup_cosine
from rnnkit.tasks.reader import Reader
from rnnkit.tasks.translator import Translator
from rnnkit.training import Training


def learn(
    network: Reader | Translator,
    batches: Callable[[np.random.Generator], Iterable[Any]],
    steps: int,
    learning_rate: float = 1e-2,
) -> None:
    """Train a network in place, with a progress bar, on batches of `Task.batches`.

    The learning rate of Adam, in units of a weight a step, falls to 0 along a cosine.
    """
    schedule = warmup_cosine(learning_rate, steps, warmup=min(20, steps - 1))
    optimizer = Adam(schedule, clip_norm=1.0)
    Training(network.step, batches, network.parameters, optimizer, steps=steps).run()
