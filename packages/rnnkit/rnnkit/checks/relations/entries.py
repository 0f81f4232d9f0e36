"""Relations that hold entry by entry: a sign, a factor, a constant, a function of the right one."""

import math
from collections.abc import Iterator
from functools import partial
from itertools import permutations, product

import numpy as np

from rnnkit.checks.relations.views import REAL, Function, Guess, Sides, View, near

LOGARITHMS = {"2": math.log(2), "10": math.log(10)}


def zeros(view: View) -> Iterator[Guess]:
    """Nothing was added up."""
    if view.is_numeric and not view.got.any():
        yield Guess("all_zero", {}, lambda v: (v.got, np.zeros_like(v.expected)))


def same_number(view: View) -> Iterator[Guess]:
    """One number stands everywhere."""
    first = view.got.flat[0]
    if view.is_numeric and view.got.size > 1 and (view.got == first).all():
        values = {"value": f"{first:.4g}"}
        yield Guess("same_number", values, lambda v: (v.got, np.full_like(v.expected, first)))


def sign(view: View) -> Iterator[Guess]:
    """Minus the right ones."""
    if view.is_numeric:
        yield Guess("sign", {}, lambda v: (v.got, -v.expected))


def factor(view: View) -> Iterator[Guess]:
    """A size, a sum or a constant too much or too little."""
    if not (view.is_numeric and view.has_shape):
        return
    got, right = _largest(view)
    for base, log in LOGARITHMS.items():
        if near(got / right, 1 / log):
            yield Guess("logarithm", {"base": base}, partial(_is, partial(np.multiply, 1 / log)))
    for name, value in factors(view).items():
        if near(value, 1):
            continue
        if near(got / right, value):
            yield Guess("factor", {"factor": name}, partial(_is_times, {name: 1}))
        if near(got / right * value, 1):
            yield Guess("divided", {"factor": name}, partial(_is_times, {name: -1}))


def ratio(view: View) -> Iterator[Guess]:
    """One number stands where another belongs."""
    if not (view.is_numeric and view.has_shape):
        return
    got, right = _largest(view)
    for (one, a), (other, b) in permutations(factors(view).items(), 2):
        if near(got * b, right * a):
            values = {"one": one, "other": other}
            yield Guess("ratio", values, partial(_is_times, {one: 1, other: -1}))


def _is(f: Function, view: View) -> Sides:
    return view.got, f(view.expected)


def _makes_right(f: Function, view: View) -> Sides:
    return f(view.got), view.expected


def _largest(view: View) -> tuple[float, float]:
    """Return what came, and what is right, where the right entry is largest."""
    place = np.argmax(np.abs(np.where(np.isfinite(view.expected), view.expected, 0)))
    return view.got.flat[place], view.expected.flat[place]


def _is_times(powers: dict[str, int], view: View) -> Sides:
    known = factors(view)
    if not powers.keys() <= known.keys():
        return None
    return view.got, view.expected * math.prod(known[name] ** k for name, k in powers.items())


def rounded(view: View) -> Iterator[Guess]:
    """The right ones with fewer digits."""
    if not (view.is_numeric and view.has_shape):
        return
    digits = next((n for n in range(1, 7) if np.array_equal(view.got, view.got.round(n))), 0)
    if digits:
        values = {"digits": str(digits)}
        yield Guess("rounded", values, lambda v: (v.got, v.expected.round(digits)), REAL / 2)


def cut_off(view: View) -> Iterator[Guess]:
    """The right ones, but for those beyond two bounds."""
    if view.is_numeric and view.has_shape and view.got.size:
        lowest, highest = float(view.got.min()), float(view.got.max())
        n_below = np.count_nonzero(view.expected < lowest)
        n_above = np.count_nonzero(view.expected > highest)
        # Where this case reaches one bound only, the other may be its mirror image, or 0, or 1.
        lows = (lowest,) if n_below else (-highest, 0.0)
        highs = (highest,) if n_above else (-lowest, 1.0)
        reached = [x for x, n in ((lowest, n_below), (highest, n_above)) if n]
        # That just so many are wrong, and no others, is no chance.
        gained = math.log2(math.comb(view.got.size, n_below + n_above))
        spent = sum(4.0 if bound.is_integer() else REAL for bound in reached) - gained
        for low, high in product(lows, highs):
            if low >= high:
                continue
            values = {"low": f"{low:.4g}", "high": f"{high:.4g}"}
            sides = partial(_is, partial(np.clip, a_min=low, a_max=high))
            yield Guess("cut_off", values, sides, spent)


def factors(view: View) -> dict[str, float]:
    """Return what a factor can be named after: sizes, their product, sums and numbers given."""
    found = {"2": 2.0}
    for name, array in view.given.items():
        if array.dtype.kind != "f" or "[" in name or name in view.switches:
            continue
        if array.ndim:
            found[f"{name}.sum()"] = float(array.sum())
        else:
            found |= {name: float(array), f"(1 − {name})": 1 - float(array)}
    numbers = {name: a for name, a in view.outputs.items() if a.dtype.kind == "f" and not a.ndim}
    found |= {name: float(number) for name, number in (numbers | view.sizes).items()}
    steps = next((view.sizes[t] for t in ("T", "U") if t in view.sizes), None)
    if steps and "N" in view.sizes:
        found["T · N"] = float(steps * view.sizes["N"])
    return {name: value for name, value in found.items() if value and math.isfinite(value)}


def constant(view: View) -> Iterator[Guess]:
    """The same amount too much everywhere."""
    if not (view.is_numeric and view.has_shape):
        return
    amount = float(view.got.flat[0] - view.expected.flat[0])
    if amount and math.isfinite(amount):
        spent = 4.0 if amount.is_integer() else REAL
        name = "too_large" if amount > 0 else "too_small"
        values = {"amount": f"{abs(amount):.4g}"}
        yield Guess(name, values, lambda v: (v.got, v.expected + amount), spent)


def _softmax(x: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


# What stands in place of the right x; and what was left out, so that it would make x right.
INSTEAD: dict[str, Function] = {
    "|x|": np.abs,
    "x²": np.square,
    "√x": np.sqrt,
    "1 − x": lambda x: 1 - x,
    "1 / x": lambda x: 1 / x,
    "exp(x)": np.exp,
    "ln(x)": np.log,
    "−ln(x)": lambda x: -np.log(x),
    "tanh(x)": np.tanh,
    "σ(x)": lambda x: 1 / (1 + np.exp(-x)),
    "1 − x²": lambda x: 1 - x**2,
    "x (1 − x)": lambda x: x * (1 - x),
    "max(x, 0)": lambda x: np.maximum(x, 0),
    "min(x, 1)": lambda x: np.minimum(x, 1),
    "clip(x, 0, 1)": lambda x: np.clip(x, 0, 1),
    "clip(x, −1, 1)": lambda x: np.clip(x, -1, 1),
    "round(x)": np.round,
    "floor(x)": np.floor,
    "softmax(x)": _softmax,
    "softmax(x), all at once": lambda x: _softmax(x.ravel()).reshape(x.shape),
    "x / sum(x)": lambda x: x / x.sum(axis=-1, keepdims=True),
    "cumsum(x)": lambda x: np.cumsum(x, axis=0),
}
OF_ALL = {"softmax(x)", "softmax(x), all at once", "x / sum(x)", "cumsum(x)"}
LEFT_OUT = {"tanh(x)", "σ(x)", "softmax(x)", "round(x)", "floor(x)", "|x|", "cumsum(x)"}
LEFT_OUT |= {"max(x, 0)", "clip(x, 0, 1)", "x / sum(x)"}


def function(view: View) -> Iterator[Guess]:
    """A function of the right ones; or one is left out."""
    if not (view.is_numeric and view.has_shape) or _is_plain(view):
        return
    place = np.argmax(np.abs(np.nan_to_num(view.got - view.expected)))
    got, right = view.got.flat[place], view.expected.flat[place]
    for name, f in INSTEAD.items():
        if name in OF_ALL:
            is_open = view.got.ndim > 0
        else:  # a single entry rules out most of them
            is_open = near(got, f(right), rel_tol=1e-5) or near(f(got), right, rel_tol=1e-5)
        if is_open:
            yield Guess("function", {"function": name}, partial(_is, f))
        if is_open and name in LEFT_OUT:
            yield Guess("left_out", {"function": name}, partial(_makes_right, f))


def _is_plain(view: View) -> bool:
    """Return whether so few values are exchanged for others that many functions would do it."""
    changed = view.got != view.expected
    pairs = set(zip(view.got[changed].tolist(), view.expected[changed].tolist(), strict=True))
    if any(right % 1 for _, right in pairs):
        return False
    return len(pairs) < 3 or len({right for _, right in pairs}) < 2
