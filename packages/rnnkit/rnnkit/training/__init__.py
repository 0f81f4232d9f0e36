"""The training loop."""

from rnnkit.training.loop import Training

__all__ = ["Training"]
