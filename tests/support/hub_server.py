"""A hub on a machine of its own: accounts, the instructor's clone, and the hub itself."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from grader_support.ports import free_port
from tests.support.hub_machine import REPOSITORY, Machine
from tests.support.jupyter_servers import IGNORED

START_UP = 120  # seconds, on a machine that does other things as well
PROXY = Path(sys.prefix, "node", "node_modules", ".bin", "configurable-http-proxy")
CONFIG = "/srv/jupyterhub/jupyterhub_config.py"
HUB = [sys.executable, "-m", "jupyterhub", "-f", CONFIG]
PASSWORDS = {"teacher": "chalk and board", "ada": "pen and paper", "guest": "nothing to write"}
# As INSTRUCTORS.md says, but for the clone, which is there already.
SET_UP = """
umask 022
groupadd students
useradd --create-home --key HOME_MODE=0700 --shell /bin/bash teacher
useradd --create-home --key HOME_MODE=0700 --shell /bin/bash --groups students ada
useradd --no-create-home guest
echo "$PASSWORDS" | chpasswd

cp -r "$CLONE" /home/teacher/rnn-course
chown -R teacher: /home/teacher/rnn-course
chmod 755 /home/teacher/rnn-course # as git makes it
umount "$CLONE"

install --directory --mode 1777 /usr/local/share/nbgrader/exchange
install --directory --owner teacher --mode 755 /usr/local/share/nbgrader/exchange/rnn-course
install --directory --mode 700 /srv/jupyterhub
cp /home/teacher/rnn-course/course/hub/* /srv/jupyterhub
"""
# All cells of a notebook are in the page, not only those in view.
ALL_CELLS = """
cd ~ && mkdir -p .jupyter/lab/user-settings/@jupyterlab/notebook-extension && cd "$_"
echo '{"windowingMode": "none"}' > tracker.jupyterlab-settings
"""
# What `source .venv/bin/activate` does in the instructor's own clone.
ACTIVATE = (
    f'export PATH="{Path(sys.executable).parent}:$PATH" PYTHONPATH=$HOME/rnn-course/packages/rnnkit'
)
OF_A_CLASS = {"submitted", "autograded", "feedback", "downloaded", "exports", "report"}


def copy_clone(folder: Path) -> Path:
    """Copy what the instructor's clone of this repository has, for root's eyes only."""
    course = REPOSITORY / "course"

    def ignored(place: str, names: list[str]) -> set[str]:
        return IGNORED(place, names) | (OF_A_CLASS if Path(place) == course else set())

    shutil.copytree(course, folder / "course", ignore=ignored)
    for name in ("solutions", "packages"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=IGNORED)
    folder.chmod(0o700)
    return folder


def set_up(machine: Machine, clone: Path) -> None:
    """Make accounts and folders."""
    accounts = "\n".join(f"{name}:{password}" for name, password in PASSWORDS.items())
    machine.root(["sh", "-euc", SET_UP], CLONE=str(clone), PASSWORDS=accounts)
    machine.user("ada", ALL_CELLS)


def as_teacher(machine: Machine, command: str) -> str:
    """Run a command in the course folder as the instructor; return what it says."""
    return machine.user("teacher", f"{ACTIVATE}; cd rnn-course/course; {command}")


def start_hub(machine: Machine, log: Path) -> str:
    """Start the hub as its configuration says, but on free ports; return its address."""
    port, hub_port, api_port = free_ports(3)
    process = machine.start(
        [
            *HUB,
            f"--JupyterHub.bind_url=http://127.0.0.1:{port}",
            f"--JupyterHub.hub_port={hub_port}",
            f"--ConfigurableHTTPProxy.api_url=https://127.0.0.1:{api_port}",
            "--Spawner.args=--LabApp.expose_app_in_browser=True",
        ],
        log,
    )
    address = f"http://127.0.0.1:{port}"
    _wait_until_up(f"{address}/hub/health", process, log)
    return address


def free_ports(number: int) -> list[int]:
    """Return several free ports. Each is held until all are found."""

    def held_ports(held: contextlib.ExitStack) -> Iterator[int]:
        for _ in range(number):
            place = held.enter_context(socket.socket())
            place.bind(("127.0.0.1", free_port()))
            yield place.getsockname()[1]

    with contextlib.ExitStack() as held:
        return list(held_ports(held))


def _wait_until_up(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_UP
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterHub did not come up:\n{log.read_text(errors='replace')}")
