"""One notebook, from its cells to its points."""
