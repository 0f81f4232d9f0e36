"""Three oracles for gradients that share no code with the references.

A chapter's test module describes each backward as a `Problem` and hands all of
them to `oracle_test`.
"""

from collections.abc import Callable
from functools import partial
from types import FunctionType, SimpleNamespace
from typing import NamedTuple

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler

TOLERANCE = 1e-12
STEP = 1e-30
SEEDS = [("visible", i, sizes) for i, sizes in enumerate(VISIBLE_SIZES)]
SEEDS += [("hidden", i, sizes) for i, sizes in enumerate(HIDDEN_SIZES)]


class Problem(NamedTuple):
    """``gradients`` of Σ upstream ⊙ forward(*arguments) at the first of the arguments.

    Both forwards return one array, or as many as there are upstream gradients.
    ``reference`` must take complex arrays, see `complex_safe`; ``independent``
    takes autograd's NumPy or PyTorch first.
    """

    reference: Callable
    independent: Callable
    upstream: tuple[np.ndarray, ...]
    arguments: tuple
    gradients: tuple[np.ndarray, ...]


def complex_safe(function: FunctionType) -> FunctionType:
    """The same code, with buffers that keep an imaginary part."""
    names = ("zeros", "empty", "zeros_like", "empty_like")
    buffers = {name: partial(getattr(np, name), dtype=complex) for name in names}
    numpy = SimpleNamespace(**vars(np) | buffers)
    return FunctionType(function.__code__, function.__globals__ | {"np": numpy})


def first_output(function: FunctionType) -> Callable:
    return lambda *arguments: complex_safe(function)(*arguments)[0]


def first_two_outputs(function: FunctionType) -> Callable:
    return lambda *arguments: complex_safe(function)(*arguments)[:2]


def complex_step(problem: Problem) -> list[np.ndarray]:
    """∂f/∂x_i = Im f(x + iε e_i) / ε, of the reference's own forward."""
    return [_complex_step_at(problem, place) for place in range(len(problem.gradients))]


def _complex_step_at(problem: Problem, place: int) -> np.ndarray:
    arguments = list(problem.arguments)
    gradient = np.zeros(arguments[place].shape)
    for i in np.ndindex(gradient.shape):
        arguments[place] = problem.arguments[place].astype(complex)
        arguments[place][i] += STEP * 1j
        gradient[i] = _weighted(problem.upstream, problem.reference(*arguments)).imag / STEP
    return gradient


def hips_autograd(problem: Problem) -> list[np.ndarray]:
    def loss(*arguments):
        return _weighted(problem.upstream, problem.independent(anp, *arguments))

    places = range(len(problem.gradients))
    return [autograd.grad(loss, place)(*problem.arguments) for place in places]


def pytorch(problem: Problem) -> list[np.ndarray]:
    torch = pytest.importorskip("torch")
    tensors = [torch.tensor(argument) for argument in problem.arguments]
    wanted = [tensor.requires_grad_() for tensor in tensors[: len(problem.gradients)]]
    upstream = tuple(torch.tensor(d) for d in problem.upstream)
    loss = _weighted(upstream, problem.independent(torch, *tensors))
    return [gradient.numpy() for gradient in torch.autograd.grad(loss, wanted)]


def _weighted(upstream: tuple, outputs):
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return sum((d * output).sum() for d, output in zip(upstream, outputs, strict=True))


def oracle_test(*makers: Callable[[Callable[[], Sampler]], Problem]) -> Callable:
    """Return a test of every problem, on all cases, against each oracle.

    A maker takes a function that returns the case's `Sampler` anew. Its name seeds
    the draw, so that a maker called as its exercise gets the exercise's own case.
    """

    @pytest.mark.parametrize("oracle", [complex_step, hips_autograd, pytorch])
    @pytest.mark.parametrize(("kind", "number", "sizes"), SEEDS, ids=lambda value: str(value)[:7])
    @pytest.mark.parametrize("make", makers)
    def test(oracle, kind, number, sizes, make):
        seed = f"{make.__name__}-{kind}-{number}"
        problem = make(lambda: Sampler(sizes, seed))
        wanted = oracle(problem)
        assert len(wanted) == len(problem.gradients)
        for place, (got, expected) in enumerate(zip(problem.gradients, wanted, strict=True)):
            assert got.shape == expected.shape
            scale = np.linalg.norm(got) + np.linalg.norm(expected)
            error = np.linalg.norm(got - expected) / scale
            assert error <= TOLERANCE, f"argument {place}: relative error {error:.1e}"

    return test
