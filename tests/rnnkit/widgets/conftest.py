"""What is read off widgets."""

import html
import re

import pytest


def _alt(widget):
    return html.unescape(re.search(r'<img [^>]*alt="([^"]*)"', widget.view.value)[1])


def _text(widget):
    without_pictures = re.sub(r"<(img|style)[^>]*>", "", widget.view.value)
    return html.unescape(re.sub(r"<[^>]+>", " ", without_pictures))


def _picture(widget):
    found = re.search(r'<img src="([^"]*)"', widget.view.value)
    return found and found[1]


@pytest.fixture
def alt():
    """The alternative text of a widget's picture."""
    return _alt


@pytest.fixture
def text():
    """The words that a widget shows."""
    return _text


@pytest.fixture
def picture():
    """The picture of a widget as a data URL; None where there is none."""
    return _picture
