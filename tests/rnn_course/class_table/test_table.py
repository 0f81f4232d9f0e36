"""What people write into a class table, and what is said of what cannot be read."""

import re
import time
from datetime import datetime, timedelta

import pytest

from nbgrader_sandbox import GradingError
from rnn_course.class_table.table import ClassTable, Member, read_class_table, say

DUE = datetime(2026, 3, 6, 18, 30)


@pytest.fixture
def read(tmp_path):
    def read_text(text, encoding="utf-8"):
        path = tmp_path / "class.csv"
        path.write_bytes(text.encode(encoding))
        return read_class_table(path)

    return read_text


@pytest.fixture
def zone(monkeypatch):
    """Set this machine's time zone."""

    def set_zone(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


def test_without_a_file_there_is_no_table(tmp_path):
    assert read_class_table(tmp_path / "class.csv") == ClassTable()
    assert not ClassTable().members


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_in_any_order_by_any_spreadsheet(read, encoding, sign):
    rows = [
        ["Team", "Seat", "Late_Days used", "NAME", "id", "extension", "Section"],
        ["blue", "4", "1,5" if sign != "," else "1.5", "Zoë", "zoe", "2", "Monday"],
        ["", "", "", "", "", "", ""],
    ]
    table = read("\r\n".join(sign.join(row) for row in rows), encoding)
    expected = Member("zoe", "Zoë", "Monday", "blue", 1.5, {"": timedelta(days=2)})
    assert table.members == {"zoe": expected}
    assert table.sections == {"zoe": "Monday"}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2", 48),
        ("2 days", 48),
        ("0.5d", 12),
        ("2026-03-09", 72),  # the hour stays
        ("9.3.2026", 72),
        ("2026-03-09 UTC", 72),
        ("09.03.2026 18:30", 72),
        ("2026-03-09 18:30:00 UTC", 72),
        ("2026-03-09T19:30+01:00", 72),
        ("2026-03-01", 0),  # an extension never shortens
        ("0", 0),
    ],
)
def test_an_extension_is_a_time_a_date_or_days(read, zone, text, hours):
    zone("UTC")
    member = read(f"id,extension\nada,{text}\n").members["ada"]
    assert member.extension("03-rnn-backward", DUE) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "due", "day", "until"),
    [
        # Friday, 23:59 there.
        ("America/New_York", "2026-03-07 04:59", "2026-03-07", "2026-03-08 04:59"),
        ("America/New_York", "2026-03-07 04:59", "2026-03-10", "2026-03-11 03:59"),  # summer time
        ("Europe/Berlin", "2026-03-27 17:00", "2026-03-30", "2026-03-30 16:00"),  # the same
        ("Asia/Shanghai", "2026-03-06 16:30", "2026-03-09", "2026-03-08 16:30"),  # Saturday, 0:30
        ("Asia/Shanghai", "2026-03-06 16:30", "20260309", "2026-03-08 16:30"),
        ("UTC", "2026-03-06 18:30", "2026-03-09", "2026-03-09 18:30"),
    ],
)
def test_a_date_keeps_the_hour_of_this_time_zone(read, zone, name, due, day, until):
    zone(name)
    due = datetime.fromisoformat(due)
    member = read(f"id,extension 03\nada,{day}\n").members["ada"]
    assert due + member.extension("03-rnn-backward", due) == datetime.fromisoformat(until)


def test_an_extension_of_one_assignment_counts_before_that_of_all(read):
    header = "id,extension,extension 03,Extension My_Quiz"
    members = read(f"{header}\nada,1,2,3\nbai,1,,\nzoe,,0,\n").members
    names = ("02-rnn-forward", "03-rnn-backward", "My_Quiz")
    found = {
        student: [member.extension(name, DUE) for name in names]
        for student, member in members.items()
    }
    days = {student: [d if d is None else d.days for d in each] for student, each in found.items()}
    assert days == {"ada": [1, 2, 3], "bai": [1, 1, 1], "zoe": [None, 0, None]}


@pytest.mark.parametrize("blank", [" ", "_", "__", " _ ", "  "])
def test_a_title_has_blanks_or_underscores(read, blank):
    columns = ("late days used", "extension 03", "extension My_Quiz", "extension")
    titles = [blank.join(["", *title.split(), ""]) for title in columns]
    assert read(f"id,{','.join(titles)}\nada,1,2,3,4\n").members["ada"] == Member(
        "ada",
        late_days_used=1.0,
        extensions={
            "03": timedelta(days=2),
            "My_Quiz": timedelta(days=3),
            "": timedelta(days=4),
        },
    )


def test_teams_are_those_of_several(read):
    teams = read("id,team\nada,a\nbai,\nchen,a\ndora,b\nemil,\n").teams
    assert teams == {"ada": ("ada", "chen"), "chen": ("ada", "chen")}


def test_a_team_has_one_name_however_it_is_spelled(read):
    teams = read("id,team\nada,Blue  Team\nbai,blue team\nchen,BLUE TEAM \ndora,red\nemil,\n").teams
    team = ("ada", "bai", "chen")
    assert teams == dict.fromkeys(team, team)


@pytest.mark.parametrize("text", ["id\nada\nbai\n", "\ufeffid\r\nada\r\nbai\r\n", "id\nada\nbai"])
def test_ids_are_enough(read, text):
    assert read(text).members == {"ada": Member("ada"), "bai": Member("bai")}


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", " \r\n\r\n"])
def test_an_empty_file_is_refused_with_what_to_write(read, text):
    with pytest.raises(GradingError) as raised:
        read(text)
    assert say("empty") in str(raised.value)


FAULTS = {
    "bad extension": [
        "tomorrow",
        "09/03/2026",
        "31.02.2026",
        "2026-13-01",
        "999",
        "-1",
        "0001-01-01 00:00+23:00",
        "0001-01-01",
        "9999-12-31",
    ],
    "bad late days": ["many", "-1", "1e9", "nan", "367"],
}


@pytest.mark.parametrize(
    ("fault", "text"), [(f, text) for f, texts in FAULTS.items() for text in texts]
)
def test_what_cannot_be_read_is_named_by_line_and_column(read, fault, text):
    title = "extension 03" if fault == "bad extension" else "late days used"
    with pytest.raises(GradingError) as raised:
        read(f"name,id,{title}\nAda,ada,\nBai,bai,{text}\n")
    said = say("at", line=3, title=title, fault=say(fault, text=text))
    assert str(raised.value).endswith(said)


def test_all_faults_are_named_at_once(read):
    with pytest.raises(GradingError) as raised:
        read("id,extension,team\nada,soon,\nada,,\n.hidden,,\na/b,,x\n,,blue\nbai,later,\n")
    places = re.findall(r"line (\d+), column (\w+)", str(raised.value))
    expected = [("2", "extension"), ("3", "id"), ("4", "id"), ("5", "id"), ("6", "id")]
    assert places == [*expected, ("7", "extension")]
    assert say("id twice", text="ada", other=2) in str(raised.value)


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("name,team\nAda,a\n", "no id", {"titles": "name, team"}),
        ("id,team,Team\nada,a,b\n", "column twice", {"title": "team"}),
        ("id,extension 3,extension_3\nada,1,2\n", "column twice", {"title": "extension 3"}),
        ("id,extension03\nada,1\n", "bad title", {"title": "extension03"}),
        ("id,Extensions 03\nada,1\n", "bad title", {"title": "extensions 03"}),
        ("id,Extension-03\nada,1\n", "bad title", {"title": "extension-03"}),
        ("id,late days\nada,1\n", "bad title", {"title": "late days"}),
    ],
)
def test_columns_that_are_missing_or_there_twice_are_named(read, text, key, values):
    with pytest.raises(GradingError) as raised:
        read(text)
    assert say(key, **values) in str(raised.value)
