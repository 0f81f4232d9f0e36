"""Colours with one meaning each, told apart by colour-blind people as well (Okabe–Ito)."""

INPUT = "#56B4E9"
STATE = "#0072B2"
OUTPUT = "#009E73"
GRADIENT = "#D55E00"
GATES = {"i": "#E69F00", "f": "#CC79A7", "g": "#F0E442", "o": "#000000"}
FAINT = "#C8C8C8"
# Two hues that meet in white: negative and positive values of a state.
DIVERGING = "PuOr"
