"""Parameters in .npz files, without pickle."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping


def save_parameters(path: str | Path, parameters: Mapping[str, np.ndarray]) -> Path:
    """Write arrays to an .npz file; an older file is replaced once the new one is complete.

    Parameters
    ----------
    path : str or Path
        File to write; ".npz" is appended if it is missing.
    parameters : dict of str to ndarray
        Arrays of numbers under their names.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    TypeError
        If a value is not an array of numbers.

    Notes
    -----
    The file can also be read with `numpy.load`.
    """
    path = Path(path)
    if path.suffix != ".npz":
        path = path.with_name(path.name + ".npz")
    arrays = {name: np.asarray(value) for name, value in parameters.items()}
    for name, array in arrays.items():
        if array.dtype.kind not in "biufc":
            raise TypeError(f"{name!r} must be an array of numbers; got dtype {array.dtype}.")
    # A crash or a full disk must not leave half a file under the wanted name.
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            _write(file, arrays)
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
    return path


def load_parameters(
    path: str | Path, into: Mapping[str, np.ndarray] | None = None
) -> dict[str, np.ndarray]:
    """Read arrays from an .npz file.

    Parameters
    ----------
    path : str or Path
        File written by `save_parameters`.
    into : dict of str to ndarray, optional
        Parameters of a model that take on the values read, in place.

    Returns
    -------
    dict of str to ndarray
        The arrays read.

    Raises
    ------
    ValueError
        If names or shapes differ from those of `into`; nothing is changed then.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    if into is not None:
        _check_same(arrays, into)
        for name, array in into.items():
            array[...] = arrays[name]
    return arrays


def _write(file, arrays: Mapping[str, np.ndarray]) -> None:
    # numpy.savez takes names as keyword arguments, so it cannot save one called "file".
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            with archive.open(name + ".npy", "w", force_zip64=True) as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)


def _check_same(arrays: Mapping[str, np.ndarray], into: Mapping[str, np.ndarray]) -> None:
    if different := sorted(arrays.keys() ^ into.keys()):
        raise ValueError(
            f"file and model must have the same parameters; only one has {', '.join(different)}."
        )
    for name, array in into.items():
        if arrays[name].shape != array.shape:
            raise ValueError(
                f"{name!r} must have the model's shape {array.shape}; the file has "
                f"{arrays[name].shape}."
            )
