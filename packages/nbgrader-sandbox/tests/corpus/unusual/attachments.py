"""Pictures are pasted into the text, one under an odd name."""

from nbformat.v4 import new_markdown_cell

POINTS = {}
PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def tamper(notebook):
    for name in ("a.gif", "../b c<script>.gif"):
        cell = new_markdown_cell(f"![](attachment:{name})")
        cell.attachments = {name: {"image/gif": PIXEL}}
        notebook.cells.append(cell)
