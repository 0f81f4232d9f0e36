"""Update rules: stochastic gradient descent with momentum, and Adam.

An optimizer changes the arrays of a parameter dictionary in place. It keeps its own
moments, one set for each name, and never changes the gradients that it is given.
"""

from rnnkit.optimizers._base import Optimizer
from rnnkit.optimizers.rules import SGD, Adam, warmup_cosine

__all__ = ["SGD", "Adam", "Optimizer", "warmup_cosine"]
