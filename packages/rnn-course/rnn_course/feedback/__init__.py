"""Feedback: a page a student, with their points, what was recognised, and their own cells."""
