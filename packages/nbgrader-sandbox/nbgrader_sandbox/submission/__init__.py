"""Files that a student handed in, which may be anything, and the cells found in them."""
