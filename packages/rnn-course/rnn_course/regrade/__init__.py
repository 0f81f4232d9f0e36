"""Regrading: an assignment's points or tests change after students have handed in."""
