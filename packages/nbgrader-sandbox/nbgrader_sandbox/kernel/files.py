"""Files that a process finds in its working folder."""

import os
from collections.abc import Mapping
from pathlib import Path


def put_files(data: memoryview, folder: str, spans: Mapping[str, tuple[int, int]]) -> None:
    """Write files into ``folder``, or into the present one, and work there.

    Parameters
    ----------
    data : memoryview
        The contents of all files.
    folder : str
        Where to; empty: where this process is.
    spans : dict of str to (int, int)
        By path: offset and length in ``data``.
    """
    if folder:
        os.chdir(folder)
    for name, (start, length) in spans.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + length])
