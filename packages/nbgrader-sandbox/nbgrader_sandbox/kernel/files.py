"""Files that a process finds in its working folder."""

import os
from pathlib import Path


def put_files(data: memoryview, folder: str, names: dict[str, list[int]]) -> None:
    """Write files into ``folder``, or where this process is, and work there."""
    if folder:
        os.chdir(folder)
    for name, (start, length) in names.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + length])
