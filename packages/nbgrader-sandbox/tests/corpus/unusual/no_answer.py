"""Hands in the released notebook as it is."""

from grader_support.toy import FULL

POINTS = dict.fromkeys([*FULL, "why"], 0.0)


def write(folder, released, _notebook):
    (folder / "toy.ipynb").write_bytes(released.read_bytes())
