"""Names and dependencies of a cell, from its text."""
