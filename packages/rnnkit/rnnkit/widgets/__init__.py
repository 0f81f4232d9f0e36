"""Pictures that move with a slider: thin, over ``rnnkit.plots``."""

from rnnkit.widgets.explorer import GradientExplorer
from rnnkit.widgets.families import CurveSlider, StatesSlider, TangentSlider
from rnnkit.widgets.gates import CellByHand, GateInspector
from rnnkit.widgets.letters import EarlierTokens
from rnnkit.widgets.padding import PaddingSlider
from rnnkit.widgets.segmenter import Segmenter, show_tags
from rnnkit.widgets.stepper import (
    Stepper,
    alignment_stepper,
    backward_stepper,
    scan_stepper,
    unrolling_stepper,
)
from rnnkit.widgets.temperature import TemperatureSlider
from rnnkit.widgets.typing_box import BeamBox

__all__ = [
    "BeamBox",
    "CellByHand",
    "CurveSlider",
    "EarlierTokens",
    "GateInspector",
    "GradientExplorer",
    "PaddingSlider",
    "Segmenter",
    "StatesSlider",
    "Stepper",
    "TangentSlider",
    "TemperatureSlider",
    "alignment_stepper",
    "backward_stepper",
    "scan_stepper",
    "show_tags",
    "unrolling_stepper",
]
