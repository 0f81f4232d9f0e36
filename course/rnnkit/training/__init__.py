"""The training loop, and parameters kept in files."""

from rnnkit.training.files import load_parameters, save_parameters
from rnnkit.training.loop import Training
from rnnkit.training.plot import draw_losses

__all__ = ["Training", "draw_losses", "load_parameters", "save_parameters"]
