"""What the text of a cell binds, uses and depends on."""
