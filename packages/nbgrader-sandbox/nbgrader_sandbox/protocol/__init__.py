"""How values travel between a student's process and the tests' process."""
