"""Grades submissions of an nbgrader course: fast, in a sandbox, into nbgrader's gradebook."""
