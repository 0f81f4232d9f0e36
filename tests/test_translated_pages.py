"""The pages of the repository in two languages have the same facts."""

import re
from collections import Counter

import pytest

from tests.support.repository import REPOSITORY

PAGES = ["README.md", "course/README.md"]
BLOCK = re.compile(r"^```\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SPAN, LINK, NUMBER = re.compile(r"`([^`\n]+)`"), re.compile(r"\]\(([^)]+)\)"), re.compile(r"\d+")


def pair(page):
    names = (page, page.replace(".md", ".zh.md"))
    return [(REPOSITORY / name).read_text(encoding="utf-8") for name in names]


def commands(text):
    lines = "".join(BLOCK.findall(text)).splitlines()
    return [line.partition(" #")[0].rstrip() for line in lines]


def links(text):
    """Where to, whatever the language of the page there."""
    return Counter(each.replace(".zh.md", ".md") for each in LINK.findall(text))


def numbers(text):
    """Of chapters, counts, versions: outside of code and links."""
    for pattern in (BLOCK, SPAN, LINK):
        text = pattern.sub(" ", text)
    return Counter(NUMBER.findall(text))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("facts", [commands, links, numbers])
def test_both_languages_have_the_same(page, facts):
    english, chinese = pair(page)
    assert facts(chinese) == facts(english)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_code(page):
    english, chinese = pair(page)
    assert set(SPAN.findall(BLOCK.sub("", chinese))) == set(SPAN.findall(BLOCK.sub("", english)))


@pytest.mark.parametrize("page", PAGES)
def test_each_links_to_the_other_first(page):
    english, chinese = pair(page)
    assert english.startswith("[中文](README.zh.md)")
    assert chinese.startswith("[English](README.md)")
