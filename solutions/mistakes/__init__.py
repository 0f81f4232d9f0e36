"""Known wrong answers: one module a chapter, each with a list ``MISTAKES``.

Each is a patch of the reference that a student could have written, and a message that
says what can be seen, where, and what to look at next. It never says the answer.
"""
