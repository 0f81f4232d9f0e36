"""Hands in the released notebook as it is."""

POINTS = {
    "test_square": 0.0,
    "test_running_mean": 0.0,
    "test_greet": 0.0,
    "test_halve": 0.0,
    "why": 0.0,
}


def write(folder, released, _notebook):
    (folder / "toy.ipynb").write_bytes(released.read_bytes())
