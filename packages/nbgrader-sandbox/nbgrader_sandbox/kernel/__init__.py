"""The shell of both forked processes, in place of a Jupyter kernel, and what belongs to it."""
