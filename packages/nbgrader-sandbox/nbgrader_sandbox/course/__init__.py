"""An nbgrader course: its directory, its released assignments, its gradebook."""
