"""Right answers changed in one place each, to see that the checks notice."""
