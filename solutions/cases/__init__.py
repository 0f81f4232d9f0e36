"""Cases: for each exercise, a function of its name that draws the arguments of one call.

Weights are of a size that lets no bug hide in rounding, no state is zero, every step has
a loss, and what a backward exercise is given comes from the reference's forward, so that
one error costs its points once.
"""
