"""Units of text that are translated, and the catalogues that their translations stand in."""
