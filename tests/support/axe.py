"""What axe-core finds on a page: rules that tools can check, from contrast to landmarks."""

from typing import TYPE_CHECKING

import pytest

from tests.support.repository import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = REPOSITORY / ".venv/node/node_modules/axe-core/axe.min.js"


def assert_accessible(page: "Page") -> None:
    """Have axe-core look at the page as it is now; whatever it finds is named with its place."""
    if not AXE.exists():
        pytest.skip("axe-core is missing (make .venv/.axe)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    found = [(each["id"], node["target"]) for each in violations for node in each["nodes"]]
    assert not found, found
