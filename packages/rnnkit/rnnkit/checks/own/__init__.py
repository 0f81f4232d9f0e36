"""Students' functions as files of their own: kept by `check`, used again by `yours`.

Under nbgrader (Validate, autograde, our grader) no file is read or written: `is_graded`.
"""
