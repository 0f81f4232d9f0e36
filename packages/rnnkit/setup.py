"""Refuse a wheel without the case files: they are built, and not committed."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CASES = Path(__file__).parent / "rnnkit" / "cases"
MISSING = f"{CASES} has no case files, so no check would work. Build them first: make build"


class BuildPy(build_py):
    """Copy the package into a wheel. Where it is installed as editable, cases may come later."""

    def run(self) -> None:
        """Copy it if the case files are there."""
        if not self.editable_mode and not any(CASES.glob("*.npz")):
            raise SystemExit(MISSING)
        super().run()


setup(cmdclass={"build_py": BuildPy})
