"""Reference solutions: a folder a chapter, a typed function an exercise.

In each folder:

- ``__init__.py`` has the functions. A solution is self-contained and calls no other exercise, so
  that it can be written into a notebook as it stands and an error in one exercise costs its
  points once.
- ``cases.py`` has for each exercise a function of its name that samples the arguments of one
  call. Weights are of a size that lets no bug hide in rounding, no state is zero, every step has
  a loss, and what a backward exercise is given comes from the reference's forward.
- ``mistakes.py`` has the list ``MISTAKES``: each a patch of the reference that a student could
  have written, and a message that says what can be seen, where, and what to look at next. It
  never says the answer.
- ``equivalents.py`` has right answers in other words, named ``exercise__variant``: no check may
  refuse them. Each needs ``np`` and ``Callable`` and nothing else of its module, so that it can
  stand in a notebook.

Nothing here is installed, and nothing here is in reach of a student's code.
"""
