"""Leaves out of this process what takes longest to import and is of no use to a grader.

nbformat imports jsonschema, and that checkers of addresses, times and durations, if they are
installed: one compiles a grammar for more than a second, another brings three libraries of dates.
No schema of a notebook asks for one.
"""

import sys

for _name in ("isoduration", "rfc3339_validator", "rfc3986_validator", "rfc3987_syntax"):
    # None stands for a module that cannot be imported; the annotation does not know that.
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
