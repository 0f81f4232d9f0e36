"""One training step of rnnkit's layers beside torch.nn, the textbook form and bare products.

Run ``python -m benchmarks.layers`` (all), or with names to choose: ``LSTM float32 M``.
``--rounds 41`` measures longer; ``--profile`` shows where a step's time goes.

A step is forward and backward with the gradients of inputs and parameters. The
candidates take turns within a round; a ratio is the median over rounds of CPU time
within the same round, so that a machine that slows down slows both. The bare products
are the matrix products of our own step, cut as it cuts them, and nothing in between. The
textbook has two forms: one matrix a gate, as in the documents, and stacked matrices.
"""

import argparse
import cProfile
import pstats
import statistics
import time
from collections.abc import Callable

import numpy as np

import rnnkit  # noqa: F401 (limits BLAS to one thread)
from benchmarks import textbook
from benchmarks.machine import machine
from benchmarks.products import products
from rnnkit.layers import GRU, LSTM, RNN

try:
    import torch
except ImportError:  # the other columns need no torch
    torch = None

SIZES = {
    "tiny": (16, 4, 16, 32),
    "S": (32, 32, 64, 64),
    "M": (64, 64, 128, 128),
    "L": (100, 32, 128, 256),
}
KINDS = {"RNN": (RNN, {}), "LSTM": (LSTM, {}), "GRU": (GRU, {"reset": "after"})}
DTYPES = ("float32", "float64")
# Largest ratio to torch, by kind and dtype where it is not 1, and to the bare products at M and L.
TORCH_TARGETS = {("LSTM", "float32", size): 1.25 for size in "SML"}
PRODUCT_TARGETS = {"RNN": 1.5, "LSTM": 1.5, "GRU": 1.7}
COLUMNS = ("torch", "products", "document", "stacked")


def candidates(kind: str, size: str, dtype: str) -> dict[str, Callable[[], object]]:
    """One training step of each candidate, on the same numbers."""
    T, N, D, H = SIZES[size]
    rng = np.random.default_rng(0)
    x, dy = (rng.standard_normal((T, N, width)).astype(dtype) for width in (D, H))
    cls, options = KINDS[kind]
    layer = cls(D, H, dtype=np.dtype(dtype), rng=0, **options)
    weights = [layer.parameters[name] for name in ("W_xh", "W_hh", "b_h")]
    by_gate = textbook.by_gate(kind, *weights)

    def ours():
        layer.forward(x)
        return layer.backward(dy)

    steps = {
        "ours": ours,
        "products": products(kind, T, N, D, H, dtype),
        "document": lambda: textbook.document_step(kind, x, dy, *by_gate),
        "stacked": lambda: textbook.stacked_step(kind, x, dy, *weights),
    }
    return steps | ({"torch": torch_step(kind, x, dy, H)} if torch else {})


def torch_step(kind: str, x: np.ndarray, dy: np.ndarray, H: int) -> Callable[[], None]:
    torch.set_num_threads(1)
    x, dy = torch.tensor(x, requires_grad=True), torch.tensor(dy)
    module = getattr(torch.nn, kind)(x.shape[-1], H).to(x.dtype)

    def step() -> None:
        module.zero_grad(set_to_none=True)
        x.grad = None
        module(x)[0].backward(dy)

    return step


def measure(steps: dict[str, Callable], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each candidate in each round; short steps are repeated to 5 ms a turn."""
    repeats = max(1, round(5e-3 / min(cpu_seconds(step, 3) for step in steps.values())))
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            taken[name].append(cpu_seconds(step, repeats))
    return taken


def cpu_seconds(step: Callable, repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        step()
    return (time.process_time() - start) / repeats


def row(kind: str, size: str, dtype: str, rounds: int) -> str:
    """One line of the table."""
    taken = measure(candidates(kind, size, dtype), rounds)
    ours = taken.pop("ours")
    ratio = {
        name: statistics.median(a / b for a, b in zip(ours, other, strict=True))
        for name, other in taken.items()
    }
    limit = {"torch": TORCH_TARGETS.get((kind, dtype, size), 1.0), "document": 0.5}
    limit |= {"products": PRODUCT_TARGETS[kind]} if size in "ML" else {}
    cells = [cell(ratio.get(name), limit.get(name)) for name in COLUMNS]
    return f"{kind:5}{dtype:9}{size:6}{1e3 * min(ours):9.2f}  " + "".join(cells)


def cell(ratio: float | None, limit: float | None) -> str:
    if ratio is None:
        return f"{'-':>16}"
    if limit is None:
        return f"{ratio:8.2f}        "
    return f"{ratio:8.2f} {'<=' if ratio <= limit else '> '} {limit:.2f}"


def profile(kind: str, size: str, dtype: str) -> None:
    """Where our step's time goes, by function."""
    step = candidates(kind, size, dtype)["ours"]
    step()
    with cProfile.Profile() as profiler:
        for _ in range(20):
            step()
    print(f"\n{kind} {dtype} {size}, 20 steps")
    pstats.Stats(profiler).sort_stats("tottime").print_stats(12)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layers", description=__doc__)
    parser.add_argument("only", nargs="*", help="kinds, dtypes, sizes")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    chosen = [
        [name for name in names if name in arguments.only] or list(names)
        for names in (KINDS, DTYPES, SIZES)
    ]
    if torch:
        torch.set_num_threads(1)
    print(machine())
    if torch:
        print(f"torch {torch.__version__}, threads: {torch.get_num_threads()}")
    print("ours: best CPU ms of a step; then ours divided by each, and the target")
    print(f"{'':20}{'ours ms':>9}  " + "".join(f"{name:>11}     " for name in COLUMNS))
    for kind in chosen[0]:
        for dtype in chosen[1]:
            for size in chosen[2]:
                print(row(kind, size, dtype, arguments.rounds), flush=True)
                if arguments.profile:
                    profile(kind, size, dtype)


if __name__ == "__main__":
    main()
