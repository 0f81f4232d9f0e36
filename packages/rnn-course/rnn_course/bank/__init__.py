"""What the files of solutions import: samplers of arguments, and known mistakes."""
