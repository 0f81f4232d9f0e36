"""What is said where there is no sandbox, and which command mends it."""

from pathlib import Path

from nbgrader_sandbox.errors import GradingError

REFUSAL = """Students' code runs in a sandbox, and here it cannot: {problem}

{remedy}

With --no-sandbox, students' code has your rights: it can read and change this course, the
gradebook and everything else that you can. Do that only where nothing else lies, as in a
container made for it."""
REMEDIES = {
    "no_bwrap": """Install bubblewrap:

    sudo apt-get install bubblewrap        (dnf, pacman, zypper and apk call it bubblewrap too)""",
    "debian": """This kernel lets only root make user namespaces. Debian and its relatives:

    echo kernel.unprivileged_userns_clone=1 | sudo tee /etc/sysctl.d/60-userns.conf
    sudo sysctl --system""",
    "apparmor": """AppArmor keeps programs from using user namespaces. Ubuntu 23.10 and newer:

    echo kernel.apparmor_restrict_unprivileged_userns=0 | sudo tee /etc/sysctl.d/60-userns.conf
    sudo sysctl --system""",
    "limit": """This machine allows no user namespaces. Fedora, Red Hat and their relatives:

    echo user.max_user_namespaces=15000 | sudo tee /etc/sysctl.d/60-userns.conf
    sudo sysctl --system""",
    "container": """In a container, user namespaces and mounts are what it has to allow:

    docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\
        --security-opt systempaths=unconfined ...
    podman run --security-opt seccomp=unconfined --security-opt unmask=ALL ...""",
    "seen": """Move it, or what lies around it, or name fewer folders in c.Autograder.libraries.""",
}
SEEN = {
    "file": "the file or folder {what}",
    "variable": "the environment variable {what}",
    "keyring": "the kernel's keyring of your session",
    "network": "the network of this machine",
    "process": "a process of yours, number {what}",
    "descriptor": "an open file of the grader's, {what}",
}
# One line each, at start: what is not there, and what that means.
MISSING = {
    "seccomp": (
        "There is no system-call filter for this kernel or machine: students' code can hold "
        "memory beyond its limit, and make namespaces of its own."
    ),
    "control_group": (
        "There is no control group for students' processes (systemd-run does not give one): "
        "their memory is measured four times a second instead."
    ),
    "nobody": (
        "Python's files are closed to other accounts, so students' code keeps the number of root: "
        "its processes are not counted. To mend it: chmod -R go+rX {folder}"
    ),
}
# What to look at, by the sign that says so.
SWITCHES = {
    "debian": ("proc/sys/kernel/unprivileged_userns_clone", "0"),
    "apparmor": ("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"),
    "limit": ("proc/sys/user/max_user_namespaces", "0"),
}
CONTAINERS = (".dockerenv", "run/.containerenv", "run/systemd/container")


def refusal(problem: str, *kinds: str) -> GradingError:
    """Make an error of why there is no sandbox, and what to do: some of ``REMEDIES``."""
    remedy = "\n\n".join(REMEDIES[kind] for kind in kinds)
    return GradingError(REFUSAL.format(problem=problem, remedy=remedy))


def remedies(root: Path = Path("/")) -> list[str]:
    """Return which of ``REMEDIES`` fit a machine that refuses namespaces; all, if none is sure."""
    found = [kind for kind, (path, refuses) in SWITCHES.items() if _read(root / path) == refuses]
    if any((root / path).exists() for path in CONTAINERS):
        found.append("container")
    return found or [*SWITCHES, "container"]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def seen_refusal(seen: list[tuple[str, str]]) -> GradingError:
    """Make an error of what students' code would see: which of ``SEEN``, and its name."""
    lines = [f"  {SEEN[kind].format(what=what)}" for kind, what in seen]
    problem = "\n".join(["it would see what it must not.\n", *lines])
    return refusal(problem, "seen")
