"""Catalogues: what becomes of translations when the English changes."""

from itertools import chain

import pytest

from rnn_course.catalogues.catalogue import Catalogue, Unit
from rnn_course.catalogues.edition import PACKAGES, tables_of
from rnn_course.errors import AuthoringError

UNITS = [Unit("The loss falls slowly."), Unit("A second sentence."), Unit("Right.", "scale.off")]


@pytest.fixture
def translated(tmp_path):
    """A catalogue of UNITS, all of them translated, as read from its file."""
    catalogue = Catalogue().updated(UNITS)
    for number, message in enumerate(catalogue.messages.values()):
        message.string = f"译文 {number}"
    return written(catalogue, tmp_path)


def written(catalogue: Catalogue, folder) -> Catalogue:
    catalogue.write(folder / "a.po", "zh")
    return Catalogue.read(folder / "a.po")


def test_one_edit_makes_exactly_one_unit_stale(translated, tmp_path):
    edited = [Unit("The loss falls very slowly."), *UNITS[1:]]
    after = written(translated.updated(edited), tmp_path)
    assert [after.is_stale(unit) for unit in edited] == [True, False, False]
    assert [after.lookup(unit.text, unit.context) for unit in edited] == [None, "译文 1", "译文 2"]
    assert after.messages[edited[0].key].previous_id == [UNITS[0].text]


def test_a_stale_unit_stays_stale_and_says_what_it_was(translated, tmp_path):
    edited = [Unit("The loss falls very slowly."), *UNITS[1:]]
    once = written(translated.updated(edited), tmp_path)
    text = (tmp_path / "a.po").read_text(encoding="utf-8")
    written(once.updated(edited), tmp_path)
    assert (tmp_path / "a.po").read_text(encoding="utf-8") == text


def test_a_long_unit_says_what_it_was_until_it_is_mended(tmp_path):
    long = 'The "loss" falls slowly, and the second line says so. ' * 6 + "\nHere it ends."
    catalogue = Catalogue().updated([Unit(long)])
    catalogue.messages["", long].string = "译文"
    stale = written(catalogue.updated([Unit(long + " Now.")]), tmp_path)
    (message,) = written(stale, tmp_path).messages.values()
    assert message.previous_id == [long]
    message.flags.clear()
    written(Catalogue([message]), tmp_path)
    assert "#|" not in (tmp_path / "a.po").read_text(encoding="utf-8")


def test_moved_units_cost_nothing(translated):
    after = translated.updated(UNITS[::-1])
    assert [*after.messages] == [unit.key for unit in UNITS[::-1]]
    assert not any(map(after.is_stale, UNITS))


def test_a_unit_that_comes_back_has_its_translation(translated, tmp_path):
    gone = written(translated.updated(UNITS[1:]), tmp_path)
    assert UNITS[0].key in gone.obsolete
    back = written(gone.updated(UNITS), tmp_path)
    assert back.lookup(UNITS[0].text) == "译文 0"
    assert not back.obsolete


def test_a_new_sentence_is_missing_not_stale(translated):
    new = Unit("The loss falls quite slowly.")
    after = translated.updated([*UNITS, new])
    assert not after.is_stale(new)
    assert after.lookup(new.text) is None


def test_the_same_english_may_be_translated_in_two_ways():
    units = [Unit("Right.", "scale.off"), Unit("Right.", "scale.sign")]
    catalogue = Catalogue().updated(units)
    catalogue.messages[units[0].key].string = "对。"
    assert [catalogue.lookup(unit.text, unit.context) for unit in units] == ["对。", None]


def test_a_message_rewritten_altogether_is_known_by_its_context(translated):
    new = Unit("Something quite different now", "scale.off")
    after = translated.updated([*UNITS[:2], new])
    assert after.is_stale(new)


def test_a_file_that_is_no_catalogue_is_named(tmp_path):
    (tmp_path / "a.po").write_text('msgid "one"\n<<<<<<< ours\nmsgstr "一"\n', encoding="utf-8")
    with pytest.raises(AuthoringError, match=r"a\.po"):
        Catalogue.read(tmp_path / "a.po")


def test_a_sentence_stands_in_one_table():
    tables = chain.from_iterable(map(tables_of, PACKAGES))
    homes = {}
    for table in tables:
        for text in table.english.values():
            homes.setdefault(text, set()).add(table.name)
    assert [text for text, names in homes.items() if len(names) > 1 and len(text) > 25] == []
