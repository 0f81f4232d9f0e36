"""A control group for the sandbox, where systemd gives one: a limit for all that is in it."""

import os
import shutil
import subprocess
from collections.abc import Mapping

BUS = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")  # where systemd is asked
TRIAL_TIMEOUT = 10.0  # seconds


def scope(memory: int, processes: int, variables: Mapping[str, str]) -> list[str]:
    """Return what to put before a command line so that it has a control group; empty if none.

    ``memory`` is in bytes, of all processes and folders in memory, and of what the kernel keeps
    for them; ``processes`` counts threads, too; ``variables`` are the grader's.
    """
    found = shutil.which("systemd-run")
    if found is None:
        return []
    limits = {"MemoryMax": memory, "MemorySwapMax": 0, "TasksMax": processes}
    # Root asks the system's manager, others their own.
    line = [found, *(["--user"] if os.geteuid() else []), "--scope", "--quiet", "--collect"]
    line += [f"--property={name}={value}" for name, value in limits.items()]
    trial = [*line, "--", "true"]
    try:
        done = subprocess.run(
            trial, env=dict(variables), capture_output=True, timeout=TRIAL_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    # The sandbox does not get the variables that systemd-run itself needs.
    without = [word for name in BUS for word in ("-u", name)]
    return [*line, "--", "env", *without] if done.returncode == 0 else []
