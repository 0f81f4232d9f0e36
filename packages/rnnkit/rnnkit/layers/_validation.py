"""Checks of arguments: every error names the argument, what was expected and what came."""

from collections.abc import Sequence

import numpy as np

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))


def check_dtype(dtype: np.typing.DTypeLike) -> np.dtype:
    """Return dtype as float32 or float64 of NumPy; TypeError if a layer cannot compute in it."""
    if dtype in FLOATS:
        return np.dtype(dtype)
    raise TypeError(f"dtype: expected float32 or float64, got {dtype!r}")


def check_shape(name: str, array: np.ndarray, shape: Sequence[int | str]) -> None:
    """Raise ValueError unless array has this shape; a letter such as "T" stands for any size."""
    same = array.ndim == len(shape) and all(
        isinstance(want, str) or want == got for want, got in zip(shape, array.shape, strict=True)
    )
    if not same:
        expected = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        raise ValueError(f"{name}: expected shape ({expected}), got {array.shape}")


def check_array(
    name: str, array: np.typing.ArrayLike, shape: Sequence[int | str], dtype: np.dtype
) -> np.ndarray:
    """Return array; TypeError or ValueError unless it is finite and has this shape and dtype."""
    if not isinstance(array, np.ndarray):
        raise TypeError(f"{name}: expected an ndarray of {dtype}, got {type(array).__name__}")
    check_shape(name, array, shape)
    if array.dtype != dtype:
        raise TypeError(
            f"{name}: expected dtype {dtype}, got {array.dtype} of shape {array.shape}; "
            f"convert it with .astype({str(dtype)!r}), or build the layer with dtype={array.dtype}"
        )
    check_finite(name, array)
    return array


def check_finite(name: str, array: np.ndarray) -> None:
    """Raise ValueError, with how many and where, if array holds NaN or infinity."""
    # The sum of squares is not finite if any entry is not, and costs least. Where it
    # overflows although the entries are finite, the second look tells.
    flat = array.ravel()
    with np.errstate(over="ignore", invalid="ignore"):
        squares = np.dot(flat, flat)
    if np.isfinite(squares) or np.isfinite(array).all():
        return
    wrong = np.argwhere(~np.isfinite(array))
    first = tuple(wrong[0].tolist())
    raise ValueError(
        f"{name}: expected finite numbers, got {len(wrong)} NaN or infinite "
        f"in shape {array.shape}, the first at index {first}"
    )


def check_integers(name: str, array: np.ndarray, low: int, high: int) -> np.ndarray:
    """Return array, or raise TypeError unless integers, ValueError unless low <= value < high."""
    array = np.asarray(array)
    if array.size == 0:
        return array.astype(np.intp)
    if not np.issubdtype(array.dtype, np.integer):
        raise TypeError(
            f"{name}: expected integers, got dtype {array.dtype} of shape {array.shape}"
        )
    if array.min() < low or array.max() >= high:
        index = tuple(np.argwhere((array < low) | (array >= high))[0].tolist())
        raise ValueError(
            f"{name}: expected values from {low} to {high - 1}, got {array[index]} "
            f"at index {index} of shape {array.shape}"
        )
    return array


def check_choice(name: str, value: str, choices: Sequence[str]) -> None:
    """Raise ValueError, with its name, if an option is none of its choices."""
    if value not in choices:
        raise ValueError(f"{name}: expected one of {choices}, got {value!r}")


def check_options(D: int, H: int, num_layers: int, dropout: float) -> None:
    """Raise ValueError, with its name, if an option of a recurrent layer is out of range."""
    for name, value in (("D", D), ("H", H), ("num_layers", num_layers)):
        if not isinstance(value, int | np.integer) or value < 1:
            raise ValueError(f"{name}: expected an integer of at least 1, got {value!r}")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout: expected a probability from 0 to below 1, got {dropout!r}")
