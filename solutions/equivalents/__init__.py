"""Right answers in other words, named ``exercise__variant``: no check may refuse them.

They are used by the tests only. Each needs ``np`` and ``Callable`` and nothing else of its
module, so that it can stand in a notebook.
"""
