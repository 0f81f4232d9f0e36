"""The fork server of students' code: what it sees, what it may use, and a look from inside."""

import os
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.limits import MEGABYTE, WORK, Limits
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox import bubblewrap, folders, fork_server, probe
from nbgrader_sandbox.sandbox.fork_client import FORK_TIMEOUT, CannotStart, ForkServerClient, ask
from nbgrader_sandbox.sandbox.refusals import MISSING, seen_refusal

IMPORTED = 1024 * MEGABYTE  # bytes, at most, of the fork server and of what it has imported
OWN_PROCESSES = 16  # of bubblewrap, the fork server and the watchdogs


class Sandbox(ForkServerClient):
    """A fork server in bubblewrap.

    ``libraries`` lie outside Python's own folders, ``secrets`` stay out of sight, besides homes.
    ``variables`` are the grader's environment; students' code gets those that are ``passed_on``.
    """

    def __init__(
        self,
        bwrap: str,
        modules: list[str],
        libraries: Iterable[Path],
        secrets: Iterable[Path],
        limits: Limits,
        variables: Mapping[str, str],
        passed_on: Mapping[str, str],
    ) -> None:
        own = [*folders.python_places(variables), *libraries]
        shown = [*(path for name in folders.SYSTEM if (path := Path(name)).exists()), *own]
        self._hidden = folders.all_names([*secrets, *folders.homes()], shown)
        self._mounts = folders.layout(shown, self._hidden)
        self._sizes = limits.sizes()
        can_change = bubblewrap.can_change_user()
        self._closed = bubblewrap.closed_to_others(own) if can_change else None
        as_nobody = can_change and self._closed is None
        inside = bubblewrap.environment(libraries, dict(passed_on))
        self._names = sorted(inside)
        memory = limits.memory * MEGABYTE + sum(self._sizes.values()) + IMPORTED
        processes = limits.processes + OWN_PROCESSES
        self._scope = bubblewrap.scope(memory, processes, variables)
        if self._scope:
            inside |= {name: variables[name] for name in bubblewrap.BUS if name in variables}
        settings = fork_server.Settings(
            "student",
            modules,
            as_nobody=as_nobody,
            folder=WORK,
            sizes=self._sizes,
            kept=self._kept(),
            limits=limits.by_name(),
        )
        line = [*self._scope, *bubblewrap.command(bwrap, self._mounts, as_nobody)]
        super().__init__(settings, inside, line)

    def _kept(self) -> list[str]:
        """Return what is shown in folders that each process covers with its own, outermost."""
        seen = [path for path, is_seen in self._mounts.items() if is_seen]
        outermost = [p for p in seen if not any(parent in self._mounts for parent in p.parents)]
        return [str(p) for p in outermost if any(map(p.is_relative_to, self._sizes))]

    def look_around(self) -> list[str]:
        """Look for secrets from inside, and refuse if one is seen; return what is unprotected."""
        address = f"nbgrader-sandbox-{os.getpid()}"
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(f"\0{address}")
            listening.listen()
            found = self._ask(self._secrets(address))
        if found["seen"]:
            raise seen_refusal([(kind, what) for kind, what in found["seen"]])
        missing = [*found["missing"], *(["control_group"] if not self._scope else [])]
        missing += ["nobody"] if self._closed is not None else []
        return [MISSING[kind].format(folder=self._closed) for kind in missing]

    def _secrets(self, address: str) -> probe.Secrets:
        places = [folders.evidence(each, self._mounts, self._sizes) for each in self._hidden]
        files = [str(path) for each in places for path in each]
        command = Path("/proc/self/cmdline").read_text(encoding="utf-8", errors="replace")
        return probe.Secrets(files, self._names, probe.keyrings(), address, command)

    def _ask(self, secrets: probe.Secrets) -> Message:
        process = self.fork(fork_server.PROBE)
        try:
            return ask(process, asdict(secrets), b"", time.monotonic() + FORK_TIMEOUT)
        except (StudentStopped, TimeoutError) as error:
            raise CannotStart(f"a look from inside does not end: {error}") from None
        finally:
            process.kill()
