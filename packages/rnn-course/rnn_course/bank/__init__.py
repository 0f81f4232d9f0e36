"""What the files of solutions are written with: sampled arguments and known mistakes."""
