"""There is a note in place of the notebook."""

from grader_support.toy import FULL

POINTS = dict.fromkeys([*FULL, "why"], 0.0)


def write(folder, released, notebook):
    (folder / "sorry.txt").write_text("I was ill.")
