"""Files that a process finds in its working folder."""

import os
from collections.abc import Mapping
from pathlib import Path


def put_files(data: memoryview, folder: str, spans: Mapping[str, tuple[int, int]]) -> None:
    """Write files, by path their offset and length in ``data``, to a ``folder``; work there."""
    if folder:
        os.chdir(folder)
    for name, (start, length) in spans.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + length])
