"""Bubblewrap's command line for students' code, and what to do where it fails."""

import importlib.util
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.limits import HOME, SETTINGS, SHARED_MEMORY, WORK, Limits

LIBRARIES = "/libraries"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "localtime", "alternatives")
REFUSAL = """Students' code runs in a sandbox, and here it cannot: {problem}

{remedy}

With --no-sandbox, students' code has your rights: it can read and change this course, the
gradebook and everything else that you can. Do that only where nothing else lies, as in a
container made for it."""
NO_BWRAP = """Install bubblewrap:

    sudo apt-get install bubblewrap        (dnf, pacman and apk call it bubblewrap too)"""
PYTHON_IN_TMP = """Python lies in {folder}, in a folder that each notebook has for itself in the
sandbox. Put the environment elsewhere, or grade with another one."""
NO_NAMESPACES = """It needs user namespaces. On Debian and its relatives:

    sudo sysctl -w kernel.unprivileged_userns_clone=1
    sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0   (Ubuntu 24.04 and newer)

In Docker: docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined"""


def find_bwrap() -> str:
    """Return where bubblewrap is.

    Raises
    ------
    GradingError
        If it is not installed.
    """
    found = shutil.which("bwrap")
    if found is None:
        raise refusal("bubblewrap is not installed.", NO_BWRAP)
    return found


def refusal(problem: str, remedy: str = NO_NAMESPACES) -> GradingError:
    """Make an error of why there is no sandbox, and what to do."""
    return GradingError(REFUSAL.format(problem=problem, remedy=remedy))


def path_inside(library: Path) -> Path:
    """Return where a package is seen: where it is, unless a notebook's own folders cover that."""
    covered = any(library.is_relative_to(folder) for folder in Limits().sizes())
    return Path(f"{LIBRARIES}{library.parent}", library.name) if covered else library


def command(
    bwrap: str, libraries: Iterable[Path], secrets: Iterable[Path], as_nobody: bool
) -> list[str]:
    """Return the command line of a sandbox that sees Python and ``libraries``, and nothing else.

    Parameters
    ----------
    bwrap : str
        Where bubblewrap is.
    libraries : iterable of Path
        Packages and modules that notebooks import and that lie outside Python's folders.
    secrets : iterable of Path
        Folders that stay out of sight even if they lie in one that is seen.
    as_nobody : bool
        Whether the process inside keeps what it needs to become another user.

    Raises
    ------
    GradingError
        If Python itself lies where it cannot be seen.
    """
    seen = list(_python_folders())
    covered = [path for path in seen if path_inside(path) != path]
    if covered:
        raise GradingError(PYTHON_IN_TMP.format(folder=covered[0]))
    hidden = [path for path in secrets if any(path.is_relative_to(folder) for folder in seen)]
    system = [argument for path in SYSTEM for argument in _as_on_host(Path(path))]
    etc = [a for name in ETC for a in ("--ro-bind-try", f"/etc/{name}", f"/etc/{name}")]
    inside = {path: path_inside(path) for path in libraries}
    parents = {parent for path in [*seen, *inside.values()] for parent in path.parents}
    # bwrap makes missing parents for root only.
    folders = [a for path in sorted(parents) for a in ("--perms", "0755", "--dir", str(path))]
    return [
        bwrap,
        *_isolation(as_nobody),
        *folders[4:],  # all but the root itself
        *system,
        *etc,
        *(a for path in seen for a in ("--ro-bind", str(path), str(path))),
        *(a for path in hidden for a in ("--tmpfs", str(path))),
        *(a for path, seen_as in inside.items() for a in ("--ro-bind", str(path), str(seen_as))),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", str(SHARED_MEMORY), "--tmpfs", "/dev/shm"),
        *("--size", str(SHARED_MEMORY), "--perms", "1777", "--tmpfs", "/tmp"),
        *(a for path in ("/home", HOME, WORK) for a in ("--perms", "0755", "--dir", path)),
        *("--tmpfs", SETTINGS),
        *(
            a
            for path in _font_caches()
            for a in ("--ro-bind", str(path), f"{SETTINGS}/{path.name}")
        ),
        # All that is left to write to is covered by something of its own in every forked process.
        *("--remount-ro", "/", "--remount-ro", "/dev", "--chdir", "/"),
    ]


def _isolation(as_nobody: bool) -> list[str]:
    """Return options for namespaces and privileges; each notebook later gets its own, too."""
    isolation = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    isolation += ["--unshare-cgroup-try", "--die-with-parent", "--new-session"]
    if not as_nobody:
        return ["--unshare-user", *isolation, "--cap-drop", "ALL"]
    return [*isolation, "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]


def _font_caches() -> list[Path]:
    """Return Matplotlib's lists of fonts; to make one anew takes seconds."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(os.environ.get("MPLCONFIGDIR") or caches / "matplotlib")
    return sorted(folder.glob("fontlist-*.json"))


def _as_on_host(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)] if path.is_dir() else []


def _python_folders() -> Iterator[Path]:
    """Yield where Python and what is installed for it lie, but for what is in ``/usr``."""
    for prefix in sorted({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}):
        if not Path(prefix).is_relative_to("/usr"):
            yield Path(prefix)


def environment(libraries: Iterable[Path], variables: dict[str, str]) -> dict[str, str]:
    """Return the variables of the processes inside; nothing of the grader's own."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": HOME,
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "IPYTHONDIR": SETTINGS,
        "MPLCONFIGDIR": SETTINGS,
        "PYTHONPATH": os.pathsep.join(
            sorted({str(path_inside(path).parent) for path in libraries})
        ),
        **variables,
    }


def find_libraries(modules: Iterable[str]) -> list[Path]:
    """Find packages that lie outside Python's own folders.

    Parameters
    ----------
    modules : iterable of str
        Top-level names; those that cannot be found are left to the cells that import them.
    """
    own = [Path("/usr"), *_python_folders()]
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


def can_be_nobody(libraries: Iterable[Path]) -> bool:
    """Whether root can have students' code run as nobody: all of it must be readable then."""
    wanted = stat.S_IROTH | stat.S_IXOTH
    readable = (
        path.stat().st_mode & stat.S_IROTH
        if path.is_file()
        else path.stat().st_mode & wanted == wanted
        for path in [*_python_folders(), *libraries]
    )
    return os.geteuid() == 0 and all(readable)
