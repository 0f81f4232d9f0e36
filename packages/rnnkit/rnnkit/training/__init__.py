"""The training loop, and parameters kept in files."""

from rnnkit.training.files import load_parameters, save_parameters
from rnnkit.training.loop import Training

__all__ = ["Training", "load_parameters", "save_parameters"]
