"""nbgrader's checksum of a locked cell, worked out without nbgrader: workers do not import it."""

import hashlib

MAX_POINTS = 1e15  # JSON may hold a whole number that is no float


def fits_checksum(metadata: object, kind: str, source: str) -> bool:
    """Return whether a locked cell still holds the text that its own checksum was made of."""
    match metadata:
        case {"nbgrader": {"grade_id": str(), "checksum": str(checksum)} as header}:
            return checksum == _checksum(header, kind, source)
    return False


def _checksum(header: dict, kind: str, source: str) -> str:
    """Return what ``nbgrader.utils.compute_checksum`` does for a cell that is locked."""
    is_graded = bool(header.get("grade"))
    parts = [source, kind, str(is_graded), "False", "True", header["grade_id"]]
    points = header.get("points")
    if is_graded and isinstance(points, int | float) and abs(points) < MAX_POINTS:
        parts.append(str(float(points)))
    text = "".join(parts).encode("utf-8", "replace")
    return hashlib.md5(text, usedforsecurity=False).hexdigest()
