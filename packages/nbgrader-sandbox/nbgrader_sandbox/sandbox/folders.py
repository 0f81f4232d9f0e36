"""Which places of the machine the sandbox shows, and which it hides even inside of those."""

import os
import site
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# What a distribution installs, but nothing where people put things of their own.
SYSTEM = (
    *("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store"),
    *("/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec"),
    *("/usr/include", "/usr/share", "/usr/local/bin", "/usr/local/lib", "/usr/local/lib64"),
    *("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/fonts"),
    *("/etc/localtime", "/etc/alternatives"),
)
OF_A_PREFIX = ("bin", "lib", "lib32", "lib64", "libexec", "include")
# A virtual or conda environment is nobody's but Python's; /usr/local has the same names in it.
OF_AN_ENVIRONMENT = ("pyvenv.cfg", "conda-meta", "share", "etc", "ssl")
MAX_EVIDENCE = 1000  # names looked for, of each secret folder


def python_places(variables: Mapping[str, str]) -> list[Path]:
    """Return where Python lies, what is installed for it, and libraries that it is to find."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    found = [Path(prefix, name) for prefix in prefixes for name in OF_A_PREFIX]
    environments = [p for p in prefixes for n in OF_AN_ENVIRONMENT[:2] if Path(p, n).exists()]
    found += [Path(prefix, name) for prefix in environments for name in OF_AN_ENVIRONMENT]
    found += map(Path, [*site.getsitepackages(), *user_packages()])
    found += _interpreters(Path(sys.executable))
    # "/" and the like would show everything: no place above a home is a folder of libraries.
    libraries = map(Path, variables.get("LD_LIBRARY_PATH", "").split(os.pathsep))
    found += [p for p in libraries if p.is_absolute() and not _is_above(p, homes())]
    there = [path for path in found if path.exists()]
    return sorted({*there, *(path.resolve() for path in there)})


def user_packages() -> list[str]:
    """Return the folder of packages installed with ``pip install --user``, if Python uses it."""
    folder = site.getusersitepackages()
    return [folder] if folder in sys.path else []


def _interpreters(path: Path) -> Iterator[Path]:
    """Yield a program, and what it is a link to, link by link."""
    yield path
    while path.is_symlink():
        path = Path(os.path.normpath(path.parent / path.readlink()))
        yield path


def homes() -> list[Path]:
    """Return where the homes of people lie, the present user's among them."""
    return [Path("/home"), Path("/root"), Path.home()]


def _is_above(path: Path, others: Iterable[Path]) -> bool:
    return any(other.is_relative_to(path) for other in others)


def layout(shown: Iterable[Path], hidden: Iterable[Path]) -> dict[Path, bool]:
    """Return what has to be mounted, outermost first: whether each place is shown or hidden.

    The innermost of them decides: Python in a home is shown, a course in Python's folder hidden.
    """
    wanted = dict.fromkeys(shown, True) | dict.fromkeys(hidden, False)
    mounts: dict[Path, bool] = {}
    for path in sorted(wanted, key=lambda path: (len(path.parts), path)):
        is_shown = next((mounts[each] for each in path.parents if each in mounts), False)
        if wanted[path] != is_shown:
            mounts[path] = wanted[path]
    return mounts


def all_names(places: Iterable[Path], shown: Iterable[Path]) -> list[Path]:
    """Return places by all their names, those too that they have through a link that is shown."""
    links = [(path, path.resolve()) for path in shown if path.is_symlink()]
    found = {name for place in places for name in (place.absolute(), place.resolve())}
    others = {link / p.relative_to(t) for link, t in links for p in found if p.is_relative_to(t)}
    return sorted(path for path in found | others if path.exists())


def evidence(secret: Path, mounts: Mapping[Path, bool], own: Iterable[str]) -> Iterator[Path]:
    """Yield what lies in a secret place and is to be seen by nobody.

    The place itself may be there, empty, or with nothing in it but a way to what is shown in
    ``mounts`` or to a folder, one of ``own``, that each process has for itself.
    """
    if not secret.is_dir():
        yield secret
        return
    try:
        names = sorted(secret.iterdir())[:MAX_EVIDENCE]
    except OSError:  # the grader does not see it either
        return
    ways = [*(path for path, is_seen in mounts.items() if is_seen), *map(Path, own)]
    for path in names:
        if mounts.get(path):
            continue
        if _is_above(path, ways):
            yield from evidence(path, mounts, own)
        else:
            yield path
