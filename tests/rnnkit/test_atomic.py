"""Files are there as a whole or not at all."""

from pathlib import Path

import pytest

from rnnkit._atomic import write_bytes_if_changed


def test_written_only_if_the_bytes_are_others(tmp_path):
    path = tmp_path / "new" / "file"
    assert write_bytes_if_changed(path, b"a\r\n")
    assert not write_bytes_if_changed(path, b"a\r\n")
    assert write_bytes_if_changed(path, b"b")
    assert path.read_bytes() == b"b"


def test_failed_write_leaves_the_old_file_alone(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_bytes_if_changed(path, b"new")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"file": b"old"}
