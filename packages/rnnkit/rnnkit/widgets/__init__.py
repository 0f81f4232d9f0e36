"""Pictures that move with a slider: thin, over ``rnnkit.plots``."""

from rnnkit.widgets.explorer import GradientExplorer
from rnnkit.widgets.gates import GateInspector
from rnnkit.widgets.segmenter import Segmenter
from rnnkit.widgets.stepper import Stepper, unrolling_stepper
from rnnkit.widgets.temperature import TemperatureSlider

__all__ = [
    "GateInspector",
    "GradientExplorer",
    "Segmenter",
    "Stepper",
    "TemperatureSlider",
    "unrolling_stepper",
]
