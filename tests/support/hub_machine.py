"""A machine of its own for JupyterHub: real accounts and homes, and no trace of them on this one.

It is a mount namespace and a process namespace. Whatever is started in it ends with it, and it
ends with the process that made it, however that one ends.
"""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.support.repository import REPOSITORY

SCRIPT = Path(__file__).with_name("hub_machine.sh")
TOOLS = ("unshare", "nsenter", "runuser", "useradd", "chpasswd", "node")
NAMESPACES = ("--mount", "--propagation=private", "--pid", "--fork", "--kill-child", "--mount-proc")
# Homes, the course, the exchange, the hub's own files, and what making accounts writes to.
OWN = ("/home", "/root", "/run", "/srv", "/tmp", "/usr/local/share", "/var/log", "/var/mail")


def why_not() -> str:
    """Say what a machine cannot be made without; nothing if it can."""
    if os.geteuid() != 0:
        return "needs root, for accounts and namespaces"
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        return f"needs {', '.join(missing)}"
    tried = ["unshare", *NAMESPACES, "mount", "-t", "tmpfs", "tried", "/mnt"]
    done = subprocess.run(tried, capture_output=True, text=True, check=False)
    return f"no namespaces here: {done.stderr.strip()}" if done.returncode else ""


class Machine:
    """Commands in the namespaces of one process, as root or as somebody else."""

    def __init__(self, first_process: int) -> None:
        self._enter = ["nsenter", f"--target={first_process}", "--mount", "--pid", "--wd=/"]

    def start(self, words: list[str], log: Path) -> subprocess.Popen:
        """Start a command as root. It ends with the machine."""
        with log.open("wb") as output:
            return subprocess.Popen(
                [*self._enter, *words],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def root(self, words: list[str], **variables: str) -> str:
        """Run a command as root; return what it prints."""
        done = subprocess.run(
            [*self._enter, *words],
            env=_environment() | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}"
        return done.stdout

    def user(self, name: str, script: str) -> str:
        """Run a shell script as somebody, logged in anew; return what it prints."""
        return self.root(["runuser", "--login", name, "--command", f"set -eu; {script}"])


def _environment() -> dict[str, str]:
    """What root's commands know of this process."""
    return {"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8"}


@contextmanager
def machine(kept: Iterable[Path]) -> Iterator[Machine]:
    """Make a machine on which only ``kept`` is left of homes and works on this one."""
    kept = list(kept)
    covered = {*map(Path, OWN), REPOSITORY, *closed_parents(kept)}
    outermost = [path for path in covered if covered.isdisjoint(path.parents)]
    seen = [path for path in kept if any(path.is_relative_to(folder) for folder in outermost)]
    process = subprocess.Popen(
        ["unshare", *NAMESPACES, "sh", SCRIPT, *outermost, "--", *seen],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:  # at its end, standard input is closed: see the script
        assert process.stdout.readline() == b"ready\n", "no machine: see what is printed above"
        (first,) = psutil.Process(process.pid).children()
        yield Machine(first.pid)


def closed_parents(paths: Iterable[Path]) -> set[Path]:
    """Folders on the way to ``paths`` that others cannot enter, such as root's home."""
    parents = {parent for path in paths for parent in path.parents}
    return {parent for parent in parents if not parent.stat().st_mode & stat.S_IXOTH}


def python_folders() -> list[Path]:
    """Where this Python, what is installed for it, and node lie."""
    executables = (Path(sys.executable), Path(shutil.which("node")))
    prefixes = {path.resolve().parents[1] for path in executables}
    return sorted({Path(sys.prefix), Path(sys.base_prefix), *prefixes} - {Path("/usr")})


def packages() -> list[Path]:
    """What an installation has of this repository: neither solutions nor chapters."""
    return sorted(path.parent for path in (REPOSITORY / "packages").glob("*/*/__init__.py"))
