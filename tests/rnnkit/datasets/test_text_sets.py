"""Words, prose, dates and Chinese text: what the docstrings claim."""

import datetime
import re
import unicodedata

import numpy as np
import pytest

from rnnkit import datasets
from rnnkit.datasets import chinese, dates


def test_vocabulary_is_that_of_the_lecture_note_but_for_a_few_places():
    words = datasets.english_vocabulary().tolist()
    assert len(set(words)) == 10_000
    assert words == sorted(words)
    assert [words.index(word) + 1 for word in ("and", "harry", "potter")] == [373, 4089, 6767]


def test_words_have_letters_only_and_the_length_asked_for():
    data = datasets.english_words(2000, shortest=3, longest=6)
    words = np.concatenate([data.train, data.validation, data.test])
    assert all(re.fullmatch("[a-z]{3,6}", word) for word in words.tolist())
    assert set(words.tolist()) <= set(datasets.english_vocabulary(2000).tolist())


@pytest.mark.parametrize("options", [{"count": 0}, {"count": 10**7}, {"shortest": 18}])
def test_words_that_do_not_exist_are_refused(options):
    with pytest.raises(ValueError, match=r"0|words"):
        datasets.english_words(**options)


def test_tags_cut_lines_into_words():
    data = datasets.word_segmentation()
    for x, y in zip(data.train.x, data.train.y, strict=True):
        assert len(x) == len(y)
        assert re.fullmatch("(S|BM*E)*", y)
    assert "".join(data.classes) == "SBME"


def test_corpus_line_is_cut_as_in_the_file():
    data = datasets.word_segmentation()
    tags = dict(zip(data.train.x + data.validation.x + data.test.x,
                    data.train.y + data.validation.y + data.test.y, strict=True))  # fmt: skip
    assert tags["中共中央总书记、国家主席江泽民"] == "BMMEBMESBEBESBE"
    assert len(tags) == 18_994


def test_entities_and_segmentation_hold_out_the_same_lines():
    assert datasets.named_entities().test.x == datasets.word_segmentation().test.x


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("中共中央/nt  总书记/n  、/w  江/nr  泽民/nr", "GgggOOOOPpp"),
        ("江/nr  泽民/nr  李/nr  鹏/nr  访/v  北京/ns", "PppPpOLl"),
        ("克林顿/nr  、/w  恩佐/nr", "PppOPp"),
        ("１/２/m", "OOO"),
    ],
)
def test_names_are_marked_and_family_names_joined(line, tags):
    assert chinese._mark_names(line)[1] == tags


def test_entity_tags_continue_only_what_was_begun():
    for y in datasets.named_entities().validation.y:
        assert re.fullmatch("(O|Pp*|Ll*|Gg*)*", y)


def test_no_review_leaks_even_with_other_punctuation():
    def keys(part):
        return {re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", x).lower()) for x in part.x}

    data = datasets.review_sentiment()
    train, validation, test = keys(data.train), keys(data.validation), keys(data.test)
    assert not train & (validation | test)
    assert not validation & test


def test_reviews_in_both_files_are_dropped(monkeypatch):
    files = {
        "neg.txt": {str(i): f"bad {i}" for i in range(20)},
        "pos.txt": {str(i): f"good {i}" for i in range(15, 40)},
    }
    monkeypatch.setattr(chinese, "_reviews", files.__getitem__)
    data = datasets.review_sentiment.__wrapped__()
    parts = (data.train, data.validation, data.test)
    texts = {x: y for part in parts for x, y in zip(part.x, part.y, strict=True)}
    assert texts == {f"bad {i}": 0 for i in range(15)} | {f"good {i}": 1 for i in range(20, 40)}


def test_both_feelings_are_about_equally_frequent():
    assert 0.4 < datasets.review_sentiment().test.y.mean() < 0.6


def test_prose_is_long_plain_and_without_repeats():
    data = datasets.english_prose()
    text = data.train + data.validation + data.test
    assert text.isascii()
    assert len(text) > 150_000
    assert sum(c.isalpha() or c == " " for c in text) > 0.9 * len(text)
    paragraphs = [p for part in (data.train, data.validation, data.test) for p in part.split("\n")]
    assert len(set(paragraphs)) == len(paragraphs)
    assert ">>>" not in text


def test_iso_forms_are_the_dates_written():
    data = datasets.written_dates(500, locales=("en_GB",))
    for x, y in zip(data.train.x, data.train.y, strict=True):
        day = datetime.date.fromisoformat(y)
        assert re.search(rf"\b{day.day}\b.*\b{day.year}\b", x)
        assert day.strftime("%b") in x


def test_many_languages_are_used():
    text = "".join(datasets.written_dates().train.x)
    assert all(piece in text for piece in ("März", "de marzo", "月", "년", "понедельник", "août"))
    assert "\u202f" not in text


def test_spelling_with_two_meanings_is_left_out():
    pairs = [("a", "1"), ("b", "2"), ("a", "3"), ("b", "2")]
    assert dates._without_ambiguous(pairs) == [("b", "2"), ("b", "2")]


def test_no_day_is_in_two_parts():
    data = datasets.written_dates()
    assert not set(data.train.y) & (set(data.test.y) | set(data.validation.y))


@pytest.mark.parametrize("count", [9, 10**6])
def test_senseless_number_of_dates_is_refused(count):
    with pytest.raises(ValueError, match=f"got {count}"):
        datasets.written_dates(count)


def test_agreement_is_decided_by_the_subject():
    data = datasets.agreement_sentences()
    for x, y in zip(data.train.x, data.train.y, strict=True):
        subject = x.split()[1]
        assert data.classes[y] == ("were" if subject.endswith("s") else "was")
    assert 0.45 < data.train.y.mean() < 0.55


def test_distance_from_subject_to_verb_can_be_chosen():
    data = datasets.agreement_sentences(100, shortest=5, longest=5)
    assert {len(x.split()) for x in data.train.x} == {5 + 5 + 4 + 1}


@pytest.mark.parametrize(("shortest", "longest"), [(0, 3), (4, 3), (1, 99)])
def test_senseless_distances_are_refused(shortest, longest):
    with pytest.raises(ValueError, match="shortest <= longest"):
        datasets.agreement_sentences(shortest=shortest, longest=longest)


def test_too_few_different_sentences_are_refused():
    with pytest.raises(ValueError, match="different sentences"):
        datasets.agreement_sentences(5000, shortest=1, longest=1)
