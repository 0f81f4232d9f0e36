"""What a class got right and wrong: one HTML page that stands alone, and two CSV files.

It reads the gradebook and the autograded notebooks, whichever grader made them.
"""
