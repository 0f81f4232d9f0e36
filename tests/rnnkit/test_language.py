"""The language that is spoken: tables, lists, and what has no translation."""

import json

import pytest

from rnnkit import language, padded, use_language
from rnnkit.checks.messages import MESSAGES, edge_name, message, sentences
from rnnkit.language import NO_SPACE_AFTER, choose, columns, commas, joined, listed, wrapped
from rnnkit.plots._labels import LABELS

CHINESE = {
    "checks.ok": ["对"],
    "language.comma": ["、"],
    "language.and": [" 和 "],
    "f.m": ["一。", "二。"],
    "edge.one": ["一个"],
}
ENGLISH = {"f.m": ["One.", "Two."], "f.other": ["Another."], "edge.one": ["one of it"]}


@pytest.fixture(autouse=True)
def tables(tmp_path, monkeypatch):
    """A table of English and one of Chinese, and nothing chosen."""
    for name, table in (("en", ENGLISH), ("zh", CHINESE)):
        (tmp_path / f"{name}.json").write_text(json.dumps(table), encoding="utf-8")
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    monkeypatch.setattr("rnnkit.checks.messages.LOCALE", tmp_path)
    monkeypatch.setattr(language, "_chosen", "en")
    monkeypatch.delenv("RNNKIT_LANGUAGE", raising=False)


def test_english_is_spoken_until_another_language_is_chosen():
    assert str(message("ok")) == "ok"
    use_language("zh")
    assert (str(message("ok")), message("ok").id) == ("对", "ok")
    assert [*sentences("f.m")] == ["一。", "二。"]
    assert edge_name("edge.one") == "一个"


def test_what_is_not_translated_is_in_english():
    use_language("zh")
    assert LABELS["loss"] == "loss"
    assert [*sentences("f.other")] == ["Another."]


def test_a_language_may_be_chosen_before_its_table_is_built():
    choose("fr")
    assert (str(message("ok")), language.language()) == ("ok", "fr")


def test_the_variable_has_the_last_word(monkeypatch):
    use_language("zh")
    monkeypatch.setenv("RNNKIT_LANGUAGE", "en")
    assert MESSAGES["ok"] == "ok"


def test_an_unknown_language_is_a_warning_and_english():
    with pytest.warns(UserWarning, match='"en", "zh", and got \'xx\''):
        use_language("xx")
    assert language.language() == "en"


@pytest.mark.parametrize(
    ("code", "names", "expected"),
    [
        ("en", ["A", "B", "C"], ("A, B and C", "A, B, C")),
        ("zh", ["A", "B", "C"], ("A、B 和 C", "A、B、C")),
        ("en", ["A"], ("A", "A")),
        ("zh", [], ("", "")),
    ],
)
def test_lists_are_written_as_the_language_does(code, names, expected):
    use_language(code)
    assert (listed(names), commas(names)) == expected


def test_sentences_are_joined_with_a_space_where_there_is_one():
    assert joined(["One.", "Two?"]) == "One. Two?"
    assert joined(["一。", "二？", "Three."]) == "一。二？Three."


@pytest.mark.parametrize("text", ["one two three " * 9, "第 04 章的网络，读到头。" * 9, "x" * 50])
def test_wrapped_text_fits_in_whatever_language(text):
    lines = wrapped(text, 20)
    assert all(columns(line) <= 20 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in NO_SPACE_AFTER for line in lines)


@pytest.mark.parametrize(
    ("text", "spaces"), [("gate", 4), ("遗忘门", 2), ("门 f", 4), ("输入门的偏置", 0), ("", 8)]
)
def test_a_text_is_padded_by_columns(text, spaces):
    assert padded(text, 8) == text + " " * spaces
