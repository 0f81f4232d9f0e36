"""Helpers of the tests: the toy course, the corpus, what grading leaves behind."""
