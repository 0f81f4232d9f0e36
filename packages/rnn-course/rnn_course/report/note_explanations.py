"""What odd things in a submission mostly mean: nothing bad."""

# The first that a note contains counts.
EXPLANATIONS = {
    "missing and put back": "a cell is soon deleted: D twice in JupyterLab, or Cut for Copy",
    ", is ": "M or Y, pressed outside of a cell's text, makes a cell text or code",
    "lost its nbgrader name": "cells lose it when they are copied, or saved by another program",
    " times": "cells are copied to try something out",
    "read as": "an editor saved the file in its own way",
    "was taken for": "browsers and platforms rename files, as in “03 (1).ipynb”",
    "damaged cells": "a program that is not Jupyter saved the file, or a transfer broke it",
    "number of points": "a helper's last line gave a number where the test expected none",
    "ignored": "folders of Jupyter and of editors come along when a whole folder is packed",
    "changed": "a line was added to look at something, or an older copy of the notebook handed in",
    "link": "a folder was packed with links in place of files",
}
OTHERWISE = "a slip of the keyboard, an older copy of the notebook, or another program"


def explain(note: str) -> str:
    """Return an innocent explanation of a note.

    Parameters
    ----------
    note : str
        What the autograder wrote.

    Returns
    -------
    str
        How it often comes about.
    """
    return next((text for part, text in EXPLANATIONS.items() if part in note), OTHERWISE)
