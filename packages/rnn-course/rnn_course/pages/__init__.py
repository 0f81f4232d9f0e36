"""What pages for people have in common: cells and formulas as HTML that runs and loads nothing."""
