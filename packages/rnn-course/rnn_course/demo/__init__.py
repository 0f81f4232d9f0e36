"""``rnn-course demo``: a simulated class, from release to report.

Its people are made up, its answers come from the known right and wrong ones, and everything
lies in a course directory of its own.
"""
