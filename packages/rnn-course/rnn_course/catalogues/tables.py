"""Tables of words, by the package that they are in."""

import importlib
from pathlib import Path

from rnnkit.language import TABLES, Words

PACKAGES = {"rnnkit": "rnnkit", "course": "rnn_course"}  # catalogue -> whose tables are in it


def tables_of(catalogue: str) -> list[Words]:
    """Return the tables of words of a package, all of its modules that have one imported."""
    package = PACKAGES[catalogue]
    folder = Path(str(importlib.import_module(package).__file__)).parent
    for path in sorted(folder.rglob("*.py")):
        if " = Words(" in path.read_text(encoding="utf-8"):
            parts = path.relative_to(folder).with_suffix("").parts
            importlib.import_module(".".join([package, *parts]).removesuffix(".__init__"))
    found = [table for table in TABLES.values() if table.module.split(".")[0] == package]
    return sorted(found, key=lambda table: table.name)
