"""What both forked processes have instead of a Jupyter kernel."""
