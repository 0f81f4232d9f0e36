"""A student's own notebooks: filled from the release, kept up to date, opened in JupyterLab."""
