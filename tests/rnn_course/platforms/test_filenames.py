"""Names of files in archives, tables cell by cell, and unpacking."""

import os
import random
import stat
import struct
import zipfile

import pytest

from nbgrader_sandbox.errors import GradingError
from rnn_course.csv_table import Table, from_cell, to_cell
from rnn_course.platforms.collect import unzip
from rnn_course.platforms.collect.unzip import (
    MAX_NESTED_FILES,
    Unpacked,
    copy_tree,
    original,
    unpack,
    usable,
)
from rnn_course.platforms.filenames import origin_of
from tests.support.platform_files import Handed, canvas_path, moodle_path, pack

ADA = Handed("Ada Lovelace", 123, "hw_1 final.ipynb", b"", attachment=7788)


@pytest.mark.parametrize(
    ("form", "before"),
    [
        ("4.1", "Ada Lovelace_123_assignsubmission_file/"),
        ("3.1", "Ada Lovelace_123_assignsubmission_file_/"),
        ("flat", "Ada Lovelace_123_assignsubmission_file_"),
    ],
)
def test_moodles_names_are_told_in_all_three_forms(form, before):
    origin = origin_of(moodle_path(ADA, form))
    assert (origin.platform, origin.participant, origin.name) == ("moodle", "123", "Ada Lovelace")
    assert (origin.file, origin.before) == (ADA.file, before)


def test_moodles_typed_text_is_told_from_a_file():
    handed = Handed("王 小明", 9, "onlinetext.html", b"")
    assert origin_of(moodle_path(handed, kind="onlinetext")).typed
    assert not origin_of(moodle_path(handed)).typed


@pytest.mark.parametrize(
    ("path", "participant", "name", "file", "late"),
    [
        ("lovelaceada_55_7788_hw_1 2.ipynb", "55", "lovelaceada", "hw_1 2.ipynb", False),
        ("lovelaceada_LATE_55_7788_hw.ipynb", "55", "lovelaceada", "hw.ipynb", True),
        ("lovelaceada_late_55_7788_hw.ipynb", "55", "lovelaceada", "hw.ipynb", True),
        ("o_neil_jr_55_7788_3_4_hw-1.ipynb", "55", "o_neil_jr", "3_4_hw-1.ipynb", False),
        ("anon_aB3dE_7788_hw.ipynb", "anon_aB3dE", "", "hw.ipynb", False),
        ("LATE_anon_aB3dE_7788_hw.ipynb", "anon_aB3dE", "", "hw.ipynb", True),
        ("王小明_55_7788_hw.ipynb", "55", "王小明", "hw.ipynb", False),
    ],
)
def test_canvas_names_are_told(path, participant, name, file, late):
    origin = origin_of(path)
    assert origin.platform == "canvas"
    assert (origin.participant, origin.name, origin.file) == (participant, name, file)
    assert (origin.late, origin.attachment, origin.typed) == (late, 7788, False)
    assert path == origin.before + origin.file


def test_canvas_text_has_no_attachment():
    assert origin_of("lovelaceada_55_text.html").typed
    assert origin_of("lovelaceada_LATE_55_link.html").late


def test_made_names_are_read_back():
    origin = origin_of(canvas_path(Handed("Ada Lovelace", 55, "a:b.ipynb", b"", 7788, late=True)))
    assert (origin.name, origin.file, origin.late) == ("lovelaceada", "a_b.ipynb", True)


@pytest.mark.parametrize(
    "path",
    [
        "hw.ipynb",
        "ada_03-rnn-backward.ipynb",
        "Team_x_assignsubmission_file/hw.ipynb",
        "2026_11_hw.ipynb",
    ],
)
def test_other_names_are_of_no_platform(path):
    assert origin_of(path) is None


@pytest.mark.parametrize("name", ["a.ipynb", "a.ipynb.txt", "a.IPYNB", "a.txt", "b/a.ipynb.json"])
def test_a_lost_ending_can_be_given_and_undone(name):
    assert original(usable(name)) == name
    assert usable(name).endswith(".ipynb") == (".ipynb" in name.lower())


TABLES = {
    "plain": b'a,b,c\n1,"x, y",3\n',
    "semicolons": b"a;b;c\r\n1;2,5;\r\n",
    "mark": b'\xef\xbb\xbf"a","b"\r\n"\xc3\xa9","2"\r\n',
    "utf16": "a\tb\r\n1\t王\r\n".encode("utf-16"),
    "cp1252": b"a;b\r\n\xe9;2\r\n",
    "lines in cells": b'a,b\n"one\ntwo ""x""",2',
    "short rows": b"a,b,c\n1\n1,2,\n\n",
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES)
def test_a_table_that_nobody_touched_keeps_every_byte(content, tmp_path):
    (tmp_path / "t.csv").write_bytes(content)
    assert Table(tmp_path / "t.csv").to_bytes() == content


def test_only_the_cell_that_was_set_changes(tmp_path):
    (tmp_path / "t.csv").write_bytes(b'\xef\xbb\xbfa;"b";c\r\n"1";"2";\r\nx\r\n')
    table = Table(tmp_path / "t.csv")
    table.set(1, 1, "7,50")
    table.set(1, 2, "a;b")
    table.set(2, 1, "9")
    assert table.to_bytes() == b'\xef\xbb\xbfa;"b";c\r\n"1";"7,50";"a;b"\r\nx;9\r\n'


@pytest.mark.parametrize("content", [b"", b"only one column\n1\n", b"PK\x03\x04"])
def test_what_is_no_table_is_refused(content, tmp_path):
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(GradingError, match=r"t\.csv is no table"):
        Table(tmp_path / "t.csv")


def unpacked(archive, folder):
    result = Unpacked(None)
    unpack(archive, folder, result, "a")
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    return files, result.refused


def test_nothing_leaves_the_folder_and_all_that_was_refused_is_said(tmp_path):
    names = ["../out.ipynb", "/etc/out", "C:\\out", "x/../../out", "fine/a.ipynb"]
    archive = pack(tmp_path / "a.zip", dict.fromkeys(names, b"1"))
    with zipfile.ZipFile(archive, "a") as file:
        link = zipfile.ZipInfo("link.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    files, refused = unpacked(archive, tmp_path / "here" / "in")
    assert files == {"fine/a.ipynb"}
    assert sum("out of the archive" in reason for reason in refused.values()) == 4
    assert "link" in refused["a/link.ipynb"]
    assert not list(tmp_path.glob("**/out*"))


def test_bombs_end_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(unzip, "MAX_NOTEBOOK_BYTES", 2**20)
    archive = pack(tmp_path / "a.zip", {})
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.ipynb", b"0" * 2**23)
        file.writestr("a.ipynb", b"{}")
    files, refused = unpacked(archive, tmp_path / "in")
    assert files == {"a.ipynb"}
    assert refused == {"a/bomb.ipynb": "cannot be unpacked: larger than 1 MB"}
    result = Unpacked(None, room=2**19)
    with pytest.raises(GradingError, match="no class hands in as much"):
        unpack(archive, tmp_path / "again", result, "a")


@pytest.mark.parametrize("flag", [False, True])
def test_utf8_names_are_read_with_and_without_their_flag(flag, tmp_path):
    name = "Zoë Müller_7_assignsubmission_file/é.ipynb"
    archive = pack(tmp_path / "a.zip", {name: b"1"})
    if not flag:  # the bytes are there, the flag that says what they are is not
        content = archive.read_bytes()
        for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = content.index(signature) + place
            flags = struct.unpack("<H", content[at : at + 2])[0] & ~0x800
            content = content[:at] + struct.pack("<H", flags) + content[at + 2 :]
        archive.write_bytes(content)
    files, refused = unpacked(archive, tmp_path / "in")
    assert (files, refused) == ({name}, {})


def test_names_of_old_windows_are_read(tmp_path):
    archive = pack(tmp_path / "a.zip", {"Zo?_7_assignsubmission_file/a.ipynb": b"1"})
    archive.write_bytes(archive.read_bytes().replace(b"Zo?", "Zoë".encode("cp437")))
    files, _ = unpacked(archive, tmp_path / "in")
    assert files == {"Zoë_7_assignsubmission_file/a.ipynb"}


def test_an_archive_in_an_archive_is_unpacked_once(tmp_path):
    inner = pack(tmp_path / "inner.zip", {"hw.ipynb": b"1", "deeper.zip": b"not unpacked"})
    archive = pack(tmp_path / "a.zip", {"x_1_2_hw.zip": inner.read_bytes(), "y.zip": b"broken"})
    files, refused = unpacked(archive, tmp_path / "in")
    assert files == {"x_1_2_hw/hw.ipynb", "x_1_2_hw/deeper.zip", "y.zip"}
    assert list(refused) == ["a/y.zip"]


def test_two_entries_of_one_name_are_both_kept(tmp_path):
    archive = pack(tmp_path / "a.zip", {"a.ipynb": b"1"})
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(archive, "a") as file:
        file.writestr("a.ipynb", b"2")
    files, _ = unpacked(archive, tmp_path / "in")
    assert files == {"a.ipynb", "a (2).ipynb"}


def test_a_damaged_archive_is_a_message(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"<html>please log in</html>")
    with pytest.raises(GradingError, match=r"a\.zip cannot be unpacked.*Download it once more"):
        unpack(tmp_path / "a.zip", tmp_path / "in", Unpacked(None), "a")
    assert not (tmp_path / "in").exists()


def test_bomb_of_one_student_costs_that_student_alone(tmp_path):
    many = pack(tmp_path / "many.zip", {f"{n}.txt": b"" for n in range(MAX_NESTED_FILES + 1)})
    with zipfile.ZipFile(tmp_path / "large.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(5):
            file.writestr(f"{number}.txt", bytes(50 * 2**20))
    large = (tmp_path / "large.zip").read_bytes()
    handed_in = {"m_1_2_a.zip": many.read_bytes(), "l_3_4_a.zip": large, "o_5_6_a.ipynb": b"{}"}
    files, refused = unpacked(pack(tmp_path / "a.zip", handed_in), tmp_path / "in")
    assert "o_5_6_a.ipynb" in files
    assert refused.keys() == {"a/m_1_2_a.zip", "a/l_3_4_a.zip"}
    assert all("holds more than" in reason for reason in refused.values())


@pytest.mark.parametrize(
    "name", ["/".join("d" * 60), "/".join(["n" * 200] * 9), "n" * 250, "x/" * 30 + "a", "..zip"]
)
def test_no_name_of_one_student_stops_the_others(name, tmp_path):
    inner = pack(tmp_path / "inner.zip", {name: b"1", "a": b"1", "a/b": b"1", ".zip": b"1"})
    entries = {"o_5_6_a.ipynb": b"{}", f"m_1_2_{name}": b"1", "n_1_2_a.zip": inner.read_bytes()}
    files, _ = unpacked(pack(tmp_path / "a.zip", entries), tmp_path / "in")
    assert "o_5_6_a.ipynb" in files


def test_inner_archive_that_is_made_up_is_refused_alone(tmp_path):
    whole = pack(tmp_path / "inner.zip", {f"é{n}.ipynb": b"12345" * 9 for n in range(5)})
    content, rng = whole.read_bytes(), random.Random(7)
    entries = {"o_5_6_a.ipynb": b"{}"}
    for number in range(200):
        broken = bytearray(content)
        for _ in range(rng.randrange(1, 9)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        entries[f"n_{number}_1_a.zip"] = bytes(broken[: rng.choice([None, rng.randrange(400)])])
    files, _ = unpacked(pack(tmp_path / "a.zip", entries), tmp_path / "in")
    assert "o_5_6_a.ipynb" in files


def test_folder_is_copied_however_deep_it_is_and_whatever_its_names(tmp_path):
    source = tmp_path / "class"
    source.mkdir()
    (source / "a.ipynb").write_text("{}")
    (source / os.fsdecode(b"M\xfcller_1_2_a.ipynb")).write_text("{}")
    at = os.open(source, os.O_RDONLY)
    for _ in range(600):
        os.mkdir("d", dir_fd=at)
        inner = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(at)
    refused = copy_tree(source, tmp_path / "copy")
    assert set(refused.values()) == {"its name is too long"}
    assert {path.name for path in (tmp_path / "copy").iterdir()} == {
        "a.ipynb",
        "Müller_1_2_a.ipynb",
    }


TEXTS = [
    *("=1+1", "+x", "-x", "@x", " =x", "'=x", "'x", "＝x"),
    *("\x1b[2Ja", "a\nb", "\\x41", "C:\\new", "é\xa0x"),
]


@pytest.mark.parametrize("text", [*TEXTS, "Ada_123_assignsubmission_file/a.ipynb", "", "\udcfc"])
def test_text_in_a_table_is_no_formula_and_comes_back(text):
    cell = to_cell(text)
    assert not cell.strip().startswith(("=", "+", "-", "@", "＝"))
    assert cell.isprintable()
    assert from_cell(cell) == text
