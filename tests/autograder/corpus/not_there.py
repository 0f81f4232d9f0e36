"""There is a note in place of the notebook."""

POINTS = dict.fromkeys(["test_square", "test_running_mean", "test_greet", "test_halve", "why"], 0.0)


def write(folder, released, notebook):
    (folder / "sorry.txt").write_text("I was ill.")
