"""Settings of the course, for stock nbgrader and for this project's own commands."""

from rnn_course.nbgrader import configure

c = get_config()  # noqa: F821 (traitlets puts it there)
configure(c, __file__)  # a Chinese course directory: configure(c, __file__, language="zh")

# What your course has otherwise is set below: its own values count.
# c.CourseDirectory.course_id = "rnn-2027"
# c.Execute.timeout = 300  # seconds, a cell
# c.Autograder.memory = 2000  # megabytes, a student's notebook
# c.LateRule.percent_per_day = 10  # of the points reached; INSTRUCTORS.md, The class table
# c.CourseDirectory.groupshared = True  # and: import os; os.umask(0o007)
# c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/_]+)_(?P<file_id>.+)\.ipynb"
