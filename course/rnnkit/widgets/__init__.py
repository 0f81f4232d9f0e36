"""Pictures that move with a slider: thin, over ``rnnkit.plots``."""

from rnnkit.widgets.stepper import Stepper, unrolling_stepper
from rnnkit.widgets.temperature import TemperatureSlider

__all__ = ["Stepper", "TemperatureSlider", "unrolling_stepper"]
