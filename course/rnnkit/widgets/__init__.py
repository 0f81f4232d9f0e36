"""Pictures that move with a slider: thin, over ``rnnkit.plots``."""

from rnnkit.widgets.stepper import Stepper, unrolling_stepper

__all__ = ["Stepper", "unrolling_stepper"]
