"""The matrix products of one step of rnnkit's layers, and nothing else."""

from collections.abc import Callable

import numpy as np

from rnnkit.layers._scans.buffers import Workspace, multiplier


def products(kind: str, T: int, N: int, D: int, H: int, dtype: str) -> Callable[[], None]:
    """The matrix products of one step of ours, and nothing else."""
    forward = {
        "RNN": [(H, H + D + 1)],
        "LSTM": [(4 * H, H + D + 1)],
        "GRU": [(H, H + 1), (2 * H, H + D + 1), (H, D + 1)],
    }[kind]
    backward = {
        "RNN": [(H + D, H)],
        "LSTM": [(H + D, 4 * H)],
        "GRU": [(H, 3 * H), (D, 3 * H)],
    }[kind]
    gradient = {
        "RNN": [(H, H + D + 1)],
        "LSTM": [(4 * H, H + D + 1)],
        "GRU": [(3 * H, H + 1), (3 * H, D + 1)],
    }[kind]
    calls = [
        call for rows, inner in forward + backward for call in stepwise(rows, inner, T, N, dtype)
    ]
    for rows, inner in gradient:
        space = filled(dtype, a=(rows, T * N), b=(inner, T * N), c=(rows, inner))
        calls.append((np.matmul, space["a"], space["b"].T, space["c"]))

    def run() -> None:
        for function, *arguments in calls:
            function(*arguments)

    return run


def stepwise(rows: int, inner: int, T: int, N: int, dtype: str) -> list[tuple]:
    """One product a step: a weight of shape (rows, inner) with T operands."""
    space = filled(dtype, weight=(rows, inner), operand=(T, inner, N), out=(T, rows, N))
    dot, split = multiplier(space["weight"], N)
    return [(dot, *pair) for pair in zip(space["operand"], split(space["out"]), strict=True)]


def filled(dtype: str, **shapes: tuple[int, ...]) -> dict[str, np.ndarray]:
    """Aligned arrays of small random numbers."""
    rng, space = np.random.default_rng(0), Workspace(np.dtype(dtype))
    arrays = {name: space.array(name, *shape) for name, shape in shapes.items()}
    for array in arrays.values():
        array[...] = rng.standard_normal(array.shape) / 10
    return arrays
