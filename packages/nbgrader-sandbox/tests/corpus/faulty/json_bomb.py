"""Sixty megabytes of brackets: small as a file, too large for memory."""

POINTS = None


def write(folder, released, notebook):
    (folder / "toy.ipynb").write_text('{"cells": [' + "[]," * 20_000_000 + "[]]}")
