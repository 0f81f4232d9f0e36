"""Whatever is typed is answered in words, and where no kernel runs an example remains."""

import html

import pytest

from rnnkit.plots._labels import LABELS
from rnnkit.widgets import Segmenter
from rnnkit.widgets.segmenter import LONGEST, prepare

EXAMPLES = ["我国社会", "北京市"]


def singles(text):
    return "S" * len(text)


def characters(text, tags):
    return list(text)


@pytest.fixture
def segmenter():
    return Segmenter({"all single": singles}, characters, EXAMPLES, known=set("我国社会北京市１，"))


def shown(segmenter):
    return html.unescape(segmenter.view.value)


def test_first_example_stands_there_at_the_beginning_and_without_a_kernel(segmenter):
    assert segmenter.text.value == EXAMPLES[0]
    bundle = segmenter._repr_mimebundle_()
    assert all(sign in bundle["text/html"] for sign in EXAMPLES[0])
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_controls_have_labels(segmenter):
    assert segmenter.text.description == LABELS["segmenter_text"]
    assert segmenter.examples.description == LABELS["or_choose"]


def test_words_stand_together_with_their_tags():
    segmenter = Segmenter(
        {"two": lambda text: "BE" * 2}, lambda text, _: [text[:2], text[2:]], ["我国社会"]
    )
    assert segmenter.view.value.count("background:") == 2
    assert all(f">{tag}</span>" in segmenter.view.value for tag in "BE")


def test_typing_and_choosing_cut_anew(segmenter):
    segmenter.text.value = "京"
    assert "京" in shown(segmenter)
    assert "我" not in shown(segmenter)
    segmenter.examples.value = EXAMPLES[1]
    assert segmenter.text.value == EXAMPLES[1]


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\u200d"])
def test_nothing_to_cut_is_said(segmenter, nothing):
    segmenter.text.value = nothing
    assert LABELS["segmenter_empty"] in shown(segmenter)


@pytest.mark.parametrize(
    ("text", "label"),
    [("hello", "segmenter_foreign"), ("😀", "segmenter_foreign"), ("我" * 500, "segmenter_long")],
)
def test_unusual_text_is_cut_and_pointed_out(segmenter, text, label):
    segmenter.text.value = text
    first = LABELS[label].split("{")[0].strip()
    assert first in shown(segmenter)
    assert text[0] in shown(segmenter)


def test_only_strangers_are_named(segmenter):
    segmenter.text.value = "我爱1,😀"
    remark = LABELS["segmenter_unknown"].format(signs="爱 😀")
    assert remark in shown(segmenter)


def test_readers_get_full_width_signs_and_no_blanks_while_the_page_keeps_what_was_typed():
    seen = []

    def reader(text):
        seen.append(text)
        return singles(text)

    segmenter = Segmenter({"reader": reader}, characters, ["1月 a,b"])
    assert seen == ["１月", "ａ，ｂ"]
    assert ">1<" in segmenter.view.value


def test_very_long_text_is_cut_off():
    pieces, _ = prepare("我" * 10_000)
    assert sum(map(len, pieces)) == LONGEST


def test_markup_is_shown_and_not_obeyed(segmenter):
    segmenter.text.value = "<b>我"
    assert "&lt;" in segmenter.view.value
    assert "<b>我" not in segmenter.view.value


def fails(text):
    raise RuntimeError("no such <weight>")


def unwritten(text, tags):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("reader", "cut", "said"),
    [
        (fails, characters, "RuntimeError: no such <weight>"),
        (singles, unwritten, LABELS["segmenter_unwritten"]),
        (lambda text: "S", characters, "4 characters need"),
        (lambda text: None, characters, "4 characters need"),
        (singles, lambda text, tags: [text[1:]], "are not the sentence"),
        (singles, lambda text, tags: [1, 2], "are not the sentence"),
        (singles, lambda text, tags: None, "TypeError"),
    ],
)
def test_failing_functions_are_reported_in_words(reader, cut, said):
    segmenter = Segmenter({"mine": reader}, cut, EXAMPLES)
    assert said in shown(segmenter)
    assert "<weight>" not in segmenter.view.value


def test_one_failing_reader_leaves_the_others():
    segmenter = Segmenter({"broken": fails, "all single": singles}, characters, EXAMPLES)
    assert "RuntimeError" in shown(segmenter)
    assert ">我<" in segmenter.view.value


@pytest.mark.parametrize(("readers", "examples"), [({}, EXAMPLES), ({"a": singles}, [])])
def test_nothing_to_show_is_an_error(readers, examples):
    with pytest.raises(ValueError, match="at least one reader and one example"):
        Segmenter(readers, characters, examples)
