"""Bubblewrap's command line for students' code, its environment, and its control group."""

import importlib.util
import os
import shutil
import stat
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nbgrader_sandbox.limits import HOME, SETTINGS, SHARED_MEMORY, WORK
from nbgrader_sandbox.sandbox.folders import python_places, user_packages
from nbgrader_sandbox.sandbox.namespaces import NOBODY
from nbgrader_sandbox.sandbox.refusals import refusal

BUS = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")  # where systemd is asked
TRIAL_TIMEOUT = 10.0  # seconds
UID = "1000"  # inside, where the grader is not root
# What of /proc tells of others on the machine.
HIDDEN_OF_PROC = ("keys", "key-users", "sched_debug", "timer_list", "kallsyms")


def find_bwrap() -> str:
    """Return where bubblewrap is; GradingError if it is not installed."""
    found = shutil.which("bwrap")
    if found is None:
        raise refusal("bubblewrap is not installed.", "no_bwrap")
    return found


def command(bwrap: str, mounts: Mapping[Path, bool], as_nobody: bool) -> list[str]:
    """Return the command line of a sandbox that sees what is named, and nothing else.

    ``mounts`` has places, outermost first, and whether they are shown or hidden. ``as_nobody``
    keeps for the process inside what it needs to become another user.
    """
    hidden = [str(path) for path, is_seen in mounts.items() if not is_seen and path.is_dir()]
    return [
        bwrap,
        *_isolation(as_nobody),
        *("--proc", "/proc", "--dev", "/dev"),
        *(a for name in HIDDEN_OF_PROC for a in _hide(Path("/proc", name))),
        *("--size", str(SHARED_MEMORY), "--tmpfs", "/dev/shm"),
        *("--size", str(SHARED_MEMORY), "--perms", "1777", "--tmpfs", "/tmp"),
        # Later than these, for Python may lie in one of them.
        *(a for path, is_seen in mounts.items() for a in _mount(path, is_seen)),
        *(a for path in ("/home", HOME, WORK) for a in ("--perms", "0755", "--dir", path)),
        *("--tmpfs", SETTINGS),
        *(a for path in font_caches() for a in _bind(path, f"{SETTINGS}/{path.name}")),
        # All that is left to write to is covered by something of its own in every forked process.
        *(a for path in ("/", "/dev", *hidden) for a in ("--remount-ro", path)),
        *("--chdir", "/"),
    ]


def _mount(path: Path, is_seen: bool) -> Iterator[str]:
    for parent in reversed(path.parents[:-1]):  # bwrap makes missing parents for root only
        yield from ("--perms", "0755", "--dir", str(parent))
    yield from _bind(path, str(path)) if is_seen else _hide(path)


def _bind(path: Path, inside: str) -> tuple[str, ...]:
    return "--ro-bind", str(path), inside


def _hide(path: Path) -> tuple[str, ...]:
    if path.is_dir():
        return "--perms", "0755", "--tmpfs", str(path)
    return _bind(Path("/dev/null"), str(path)) if path.exists() else ()


def _isolation(as_nobody: bool) -> list[str]:
    """Return options for namespaces and privileges; each notebook later gets its own, too."""
    isolation = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    isolation += ["--unshare-cgroup-try", "--die-with-parent", "--new-session"]
    if not as_nobody:
        # As some user, whoever grades: to root's number of a namespace, no other can be mapped.
        return ["--unshare-user", "--uid", UID, "--gid", UID, *isolation, "--cap-drop", "ALL"]
    return [*isolation, "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]


def font_caches() -> list[Path]:
    """Return Matplotlib's lists of fonts; to make one anew takes seconds."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(os.environ.get("MPLCONFIGDIR") or caches / "matplotlib")
    return sorted(folder.glob("fontlist-*.json"))


def environment(libraries: Iterable[Path], variables: dict[str, str]) -> dict[str, str]:
    """Return the variables of the processes inside; nothing of the grader's own."""
    folders = {*map(str, {path.parent for path in libraries}), *user_packages()}
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": HOME,
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "IPYTHONDIR": SETTINGS,
        "MPLCONFIGDIR": SETTINGS,
        "PYTHONPATH": os.pathsep.join(sorted(folders)),
        **variables,
    }


def find_libraries(modules: Iterable[str]) -> list[Path]:
    """Find packages outside Python's own folders; cells show it where that is impossible."""
    own = [Path("/usr"), *python_places({})]
    found = {path for name in modules for path in _locate(name)}
    return sorted(path for path in found if not any(path.is_relative_to(f) for f in own))


def _locate(module: str) -> Iterator[Path]:
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return
    if spec is not None and spec.submodule_search_locations:
        yield from (Path(folder).resolve() for folder in spec.submodule_search_locations)
    elif spec is not None and spec.has_location and spec.origin is not None:
        yield Path(spec.origin).resolve()


def closed_to_others(places: Iterable[Path]) -> Path | None:
    """Return a place that root alone may read; None if students' code can run as nobody."""
    modules = [path for name in ("numpy", "IPython", "encodings") for path in _locate(name)]
    for path in [*places, *modules, *(module / "__init__.py" for module in modules)]:
        wanted = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
        if path.exists() and path.stat().st_mode & wanted != wanted:
            return path
    return None


def can_change_user() -> bool:
    """Whether this process may become nobody: as root, and in a container that knows nobody."""
    if os.geteuid() != 0 or Path("/proc/self/setgroups").read_text("ascii").strip() != "allow":
        return False
    maps = [Path("/proc/self", name).read_text("ascii") for name in ("uid_map", "gid_map")]
    ranges = [[[*map(int, line.split())] for line in text.splitlines()] for text in maps]
    return all(any(first <= NOBODY < first + n for first, _, n in each) for each in ranges)


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
