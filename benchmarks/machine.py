"""The machine that a benchmark ran on; each prints it above its table."""

import os
import platform
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info


def machine() -> str:
    """Describe processor, cores, load, versions, BLAS kernel and its threads."""
    info = Path("/proc/cpuinfo")
    names = [x for x in info.read_text().splitlines() if "model name" in x] if info.exists() else []
    processor = names[0].split(":")[1].strip() if names else platform.processor()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    lines = [
        f"{processor}, {os.cpu_count()} cores{load}",
        f"{platform.system()}, Python {platform.python_version()}",
    ]
    for blas in threadpool_info():
        if blas["user_api"] == "blas":
            kernel = f"{blas['internal_api']} {blas['version']}, kernel {blas['architecture']}"
            lines.append(f"NumPy {np.__version__}, {kernel}, threads: {blas['num_threads']}")
    return "\n".join(lines)
