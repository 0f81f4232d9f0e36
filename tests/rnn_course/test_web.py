"""The edition in the browser, as files: whole, the same each time, and without any answer."""

import hashlib
import json
import re
import zipfile
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest

from rnn_course import paths
from rnn_course.build.answers import reference_sources
from rnn_course.errors import AuthoringError
from rnn_course.web import building
from rnn_course.web.building import IDS, surround
from rnn_course.web.wheels import FILE
from rnnkit.datasets.words import all_words
from rnnkit.workbook.paths import notebook_in
from tests.support.repository import COURSE, REPOSITORY

LANGUAGES = ("en", "zh")
CHAPTERS = COURSE.chapter_names()
with_lite = pytest.mark.skipif(
    not (REPOSITORY / building.LITE).exists(), reason="JupyterLite is missing (make .venv/.web)"
)


def edition(language):
    return replace(COURSE, language=language)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    to = tmp_path_factory.mktemp("web") / "web"
    building.build_web(COURSE, CHAPTERS, to)
    return to


def shown(folder, language, chapter):
    return notebook_in(folder / "files" / edition(language).workbook_in_browser, chapter)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def hashes(folder):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in files}


@with_lite
@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes(folder, tmp_path):
    building.build_web(COURSE, CHAPTERS, tmp_path / "again")
    assert hashes(tmp_path / "again") == hashes(folder)


@with_lite
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_there_and_listed(folder, language, monkeypatch):
    monkeypatch.setenv("RNNKIT_LANGUAGE", language)
    workbook = edition(language).workbook_in_browser
    for chapter in CHAPTERS:
        release = notebook_in(edition(language).release, chapter)
        expected = surround(nbformat.read(release, 4), release.name)
        assert nbformat.read(shown(folder, language, chapter), 4) == expected
        listing = json.loads(
            (folder / "api/contents" / workbook / chapter / "all.json").read_text()
        )
        assert [each["name"] for each in listing["content"]] == [release.name]


@with_lite
@pytest.mark.slow
def test_the_list_of_packages_has_ours_as_they_are(folder):
    wheels = folder / "wheels"
    packages = json.loads((wheels / FILE).read_text())["packages"]
    ours = {each["file_name"]: each for each in packages.values() if "/" not in each["file_name"]}
    assert ours.keys() == {path.name for path in wheels.glob("*.whl")}
    assert {name: each["sha256"] for name, each in ours.items()} == {
        name: sha256((wheels / name).read_bytes()) for name in ours
    }
    assert {"rnnkit", "rnnkit-data", "babel", "comm", "ipywidgets"} == {
        each["name"] for each in ours.values()
    }
    needed = {name for each in ours.values() for name in each["depends"]}
    assert needed <= packages.keys()
    assert {each["imports"][0] for each in ours.values()} >= {"rnnkit", "rnnkit_data"}
    elsewhere = {each["file_name"].split("/v")[0] for each in packages.values()} - ours.keys()
    assert elsewhere == {building.CDN.split("/v")[0]}


@with_lite
@pytest.mark.slow
def test_data_have_their_licences_and_words_their_order(folder):
    (wheel,) = (folder / "wheels").glob("rnnkit_data-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        texts = {name.rpartition("/")[2] for name in archive.namelist() if "/licenses/" in name}
        words = archive.read("rnnkit_data/wordfreq/english.txt").decode().split()
    assert texts == {"SOURCES.txt", "snownlp-LICENSE.md", "wordfreq-LICENSE.txt"}
    assert words == all_words()


@with_lite
@pytest.mark.slow
def test_no_answer_and_no_hidden_case_is_in_it(folder):
    hidden = {sha256(path.read_bytes()) for path in COURSE.hidden_cases.glob("*.npz")}
    answers = [
        source.rpartition('"""')[2].strip()
        for chapter in CHAPTERS
        for source in reference_sources(chapter).values()
    ]
    assert len(hidden) == len(answers) > 50
    for path in (folder / "wheels").glob("rnnkit*.whl"):
        with zipfile.ZipFile(path) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
        assert not hidden & {*map(sha256, content.values())}
        text = "\n".join(each.decode() for name, each in content.items() if name.endswith(".py"))
        assert not [answer for answer in answers if answer in text]
    names = [path.name for path in folder.rglob("*.npz")]
    assert names == []  # others than in the wheel


@with_lite
@pytest.mark.slow
@pytest.mark.parametrize("name", ["essay.txt", "jupyter-lite.json"])
def test_a_folder_of_something_else_is_left_alone(name, tmp_path):
    (tmp_path / name).write_text("mine")
    with pytest.raises(AuthoringError, match="something else"):
        building.build_web(COURSE, CHAPTERS, tmp_path)
    assert (tmp_path / name).read_text() == "mine"


def test_a_version_of_an_instructors_own_stays_whole_in_an_address(monkeypatch):
    monkeypatch.setattr(paths, "version", lambda name: "0.1.0+uni")
    query = urlsplit(COURSE.address_in_browser(CHAPTERS[0])).query
    path = notebook_in(COURSE.workbook_in_browser, CHAPTERS[0])
    assert parse_qs(query) == {"path": [str(path)]}


def test_what_is_not_installed_is_named(tmp_path):
    with pytest.raises(AuthoringError, match=r"make web"):
        building.build_web(type(COURSE)(tmp_path), CHAPTERS, tmp_path / "to")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_around_it_are_nothing_to_nbgrader(language):
    release = notebook_in(edition(language).release, CHAPTERS[3])
    first, *cells, last = surround(nbformat.read(release, 4), release.name).cells
    assert cells == nbformat.read(release, 4).cells
    assert [first.id, last.id] == [*IDS]
    assert [first.metadata, last.metadata] == [{}, {}]
    assert f"`{CHAPTERS[3]}.ipynb`" in last.source


def test_every_cell_takes_a_minute_at_most_by_estimate():
    page = (COURSE.directory / "BROWSER.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\d\d) \| (\d+) \|", page, re.M))
    assert [*rows] == [name[:2] for name in CHAPTERS]
    assert max(map(int, rows.values())) <= 60
