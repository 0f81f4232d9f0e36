"""Reference solutions: one module a chapter, one typed function an exercise.

A solution is self-contained and calls no other exercise, so that it can be written
into a notebook as it stands and an error in one exercise costs its points once.
Nothing here is installed, and nothing here is in reach of a student's code.
"""
