"""Rewrite an answer in another student's style: names of variables, comments, a signature."""

import ast
from random import Random

# What somebody makes of a variable's name.
STYLES = ("{}", "{}", "{}_", "my_{}", "{}1", "{}_new", "the_{}")
SIGNED = 0.25
COMMENTS = (
    "TODO tidy up",
    "see lecture",
    "finally works!!",
    "checked on paper",
    "why does this work",
)


def restyle(source: str, style: str, name: str, rng: Random) -> str:
    """Rewrite an answer in one student's style; it does the same."""
    lines = _renamed(source, style).rstrip("\n").split("\n")
    if rng.random() < SIGNED:
        lines.insert(0, f"# {name}")
    elif rng.random() < SIGNED:
        lines.insert(0, f"# {rng.choice(COMMENTS)}")
    return "\n".join(lines)


def _renamed(source: str, style: str) -> str:
    """Give local variables other names. Parameters keep theirs: tests may use them."""
    tree = ast.parse(source)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    local = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    local -= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    # Not those in f-strings, whose positions older Pythons do not tell.
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    local -= {node.id for text in texts for node in ast.walk(text) if isinstance(node, ast.Name)}
    local = {name for name in local if not name.startswith("_")}
    lines = [line.encode() for line in source.split("\n")]  # ast counts bytes
    positions = [(node.lineno - 1, node.col_offset, node.id) for node in names if node.id in local]
    for line, column, name in sorted(set(positions), reverse=True):
        end = column + len(name.encode())
        lines[line] = lines[line][:column] + style.format(name).encode() + lines[line][end:]
    return b"\n".join(lines).decode()
