"""PostgreSQL that tests start themselves where it is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def find_programs() -> Path | None:
    """Where ``initdb`` and ``postgres`` are; Debian keeps them out of the PATH."""
    places = [shutil.which("initdb") or "", *Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        places.append(f"{said.stdout.strip()}/initdb")
    found = [Path(place).parent for place in places if Path(place).is_file()]
    return next((place for place in found if (place / "postgres").exists()), None)


class Server:
    """PostgreSQL in a folder of its own, heard on a Unix socket there and nowhere else."""

    def __init__(self, programs: Path) -> None:
        self._programs, self.databases = programs, []
        # Paths of sockets have to be short, so not in pytest's own folder.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = {}
        if os.geteuid() == 0:  # which it refuses to run as
            names = [user.pw_name for user in pwd.getpwall()]
            name = "postgres" if "postgres" in names else "nobody"
            user = pwd.getpwnam(name)
            self._user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self._run("initdb", "--username=grader", "--auth=trust", "--encoding=UTF8", "--no-sync")

    def _run(self, program: str, *options: str) -> None:
        line = [self._programs / program, "-D", self.folder / "data", *options]
        with self.folder.with_suffix(".log").open("ab") as log:
            output = {"stdout": log, "stderr": log}
            subprocess.run(line, check=True, cwd=self.folder, **output, **self._user)

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-o", f"-h '' -k {self.folder} -F")

    def is_running(self) -> bool:
        return (self.folder / "data" / "postmaster.pid").exists()

    def stop(self) -> None:
        """As a crash would: connections break, and nothing is finished."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://grader@/{database}?host={self.folder}"

    def new_database(self, name: str) -> None:
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name}")
        self.databases.append(name)

    def connect(self, database: str):
        import psycopg

        return psycopg.connect(
            user="grader", dbname=database, host=str(self.folder), autocommit=True
        )

    def remove(self) -> None:
        if self.is_running():
            self.stop()
        shutil.rmtree(self.folder)
        self.folder.with_suffix(".log").unlink()


@contextmanager
def running_server() -> Iterator[Server]:
    pytest.importorskip("psycopg")
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    server = Server(programs)
    server.start()
    try:
        yield server
    finally:
        server.remove()
