"""Where Chromium is, and how it starts without asking for anything outside."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: "Playwright", home: Path) -> "Browser":
    """Start the system's Chromium, else playwright's own, with a home of its own."""
    executable = str(CHROMIUM) if CHROMIUM.exists() else None
    environment = os.environ | {"HOME": str(home)}
    return playwright.chromium.launch(executable_path=executable, args=FLAGS, env=environment)
