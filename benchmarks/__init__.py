"""Measurements: each module prints its table and the machine it ran on."""
