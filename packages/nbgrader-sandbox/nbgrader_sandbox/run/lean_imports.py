"""Leaves out of this process what takes longest to import and is of no use to a grader.

nbformat imports jsonschema, and that a checker of internationalised addresses, if one is
installed: it compiles a grammar for more than a second. No schema of a notebook asks for one.
"""

import sys

# None stands for a module that cannot be imported; the annotation does not know that.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
