"""A notebook from its first cell to its last in one process, with the tests among them.

So do kernels run it, and stock nbgrader. The student's code can reach these tests, and give
itself these points: it is the way for tests that need what does not cross between processes.
"""

from collections.abc import Mapping, Sequence

from nbgrader_sandbox.course.assignment import Role
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.late_cells import LateCells
from nbgrader_sandbox.notebook.student_process import StudentProcess
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox.fork_client import ForkServerClient
from nbgrader_sandbox.submission.matching import MatchedCell


def run_together(
    cells: Sequence[MatchedCell],
    files: Mapping[str, bytes],
    fork_server: ForkServerClient,
    timeouts: Timeouts,
) -> dict[int, Message]:
    """Run all code cells in order; return the results by index.

    The text of a cell is sent when its turn comes. Nothing runs after the process has ended.
    """
    process = StudentProcess(fork_server, files, timeouts, lambda _index, _culprits: set())
    sources = {index: cell.source for index, cell in enumerate(cells) if cell.kind == "code"}
    late = LateCells(sources, timeouts)
    results: dict[int, Message] = {}
    try:
        for index, cell in enumerate(cells):
            if cell.kind == "code" and cell.role is not Role.SKIPPED:
                timeouts = late.timeouts(index, cell.names_used)
                result = process.run_once(index, cell.source, len(results) + 1, timeouts)
                results[index] = result
                if result.get("late"):
                    late.add(index, cell.names_used)
    finally:
        process.close()
    return results
