"""Relations to an argument or to another output: equal to it, off by it, a factor of it."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from rnnkit.checks.relations.views import Function, Guess, Sides, View, near


def exchanged(view: View) -> Iterator[Guess]:
    """Two outputs stand in each other's place; or one of them twice."""
    for name in view.outputs:
        yield Guess("exchanged", {"other": name}, partial(_exchanged, name=name))


def _exchanged(view: View, name: str) -> Sides:
    right, got = view.outputs.get(name), view.returned.get(name)
    if right is None or got is None or view.got.shape != right.shape:
        return None
    if got.shape != view.expected.shape or got.dtype.kind != view.got.dtype.kind:
        return None
    pairs = [view.got, got], [right, view.expected]
    both, rights = (np.concatenate([a.ravel() for a in pair]) for pair in pairs)
    return both, rights


def equal(view: View) -> Iterator[Guess]:
    """Another output, or an argument as it was."""
    for name, term in view.terms.items():
        if term.shape == view.got.shape:
            kind = "equal_output" if name in view.outputs else "equal_term"
            yield Guess(kind, {"term": name}, partial(_is, name=name))


def _is(view: View, name: str) -> Sides:
    term = view.terms.get(name)
    return None if term is None else (view.got, term)


MULTIPLES = {
    1: "+ {}",
    -1: "− {}",
    2: "+ 2 · {}",
    -2: "− 2 · {}",
    0.5: "+ {} / 2",
    -0.5: "− {} / 2",
}


def off_by(view: View) -> Iterator[Guess]:
    """A term left out, or added once too often."""
    if not (view.is_numeric and view.has_shape):
        return
    difference = view.got - view.expected
    for name in view.terms:
        term = _spread(view, name)
        if term is None or not term.any():
            continue
        place = np.argmax(np.abs(term))
        ratio = difference.flat[place] / term.flat[place]
        for multiple, text in MULTIPLES.items():
            if near(ratio, multiple):
                sides = partial(_added, name=name, multiple=multiple)
                yield Guess("off_by", {"term": text.format(name)}, sides)


def _added(view: View, name: str, multiple: float) -> Sides:
    term = _spread(view, name)
    return None if term is None else (view.got, view.expected + multiple * term)


def _spread(view: View, name: str) -> np.ndarray | None:
    """Return a term in the shape of the output: a bias meets every row, a mask every unit."""
    term, shape = view.terms.get(name), view.expected.shape
    if term is None or term.dtype.kind != "f" or term.ndim > len(shape):
        return None
    if term.shape == shape[len(shape) - term.ndim :]:
        return np.broadcast_to(term, shape)
    if term.shape == shape[: term.ndim]:
        return np.broadcast_to(term.reshape(*term.shape, *[1] * (len(shape) - term.ndim)), shape)
    return None


SLOPES: dict[str, Function] = {
    "{}": lambda a: a,
    "(1 − {})": lambda a: 1 - a,
    "{} (1 − {})": lambda a: a * (1 - a),
    "(1 − {}²)": lambda a: 1 - a**2,
    "{}²": np.square,
    "tanh({})": np.tanh,
}


def times(view: View) -> Iterator[Guess]:
    """A factor that differs from entry to entry: a gate, a slope, a mask."""
    if not (view.is_numeric and view.has_shape):
        return
    place = np.argmax(np.abs(np.nan_to_num(view.got - view.expected)))
    got, right = view.got.flat[place], view.expected.flat[place]
    for name in view.terms:
        term = _spread(view, name)
        if term is None or term.size == 1:
            continue
        is_mask = np.array_equal(term, term**2)  # its other slopes are itself
        for text, slope in list(SLOPES.items())[: 2 if is_mask else None]:
            values = {"factor": text.replace("{}", name)}
            value = slope(term.flat[place])
            if near(got, right * value):
                yield Guess("times", values, partial(_scaled, name=name, slope=slope, got=False))
            if near(got * value, right):
                yield Guess("not_times", values, partial(_scaled, name=name, slope=slope, got=True))


def _scaled(view: View, name: str, slope: Function, got: bool) -> Sides:
    term = _spread(view, name)
    if term is None:
        return None
    by = slope(term)
    return (view.got * by, view.expected) if got else (view.got, view.expected * by)
