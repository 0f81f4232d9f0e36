"""What `rnn-course translate check` finds in a translation."""

import pytest

from rnn_course.catalogues.catalogue import Unit
from rnn_course.translate.commands import glossary
from rnn_course.translate.rules import faults, missing_terms
from tests.support.repository import COURSE

TERMS = glossary(COURSE.locale / "zh")


def rules(english, chinese, context="", note="", allowed=()):
    found = faults(Unit(english, context, note), chinese, TERMS, allowed=allowed)
    return [fault.partition("]")[0].removeprefix("[") for fault in found]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("**Note:** the loss of step $t$ is 3.26.", "**注意**：第 $t$ 步的损失是 3.26。"),
        ("**Predict.** What does it read?", "**先猜一猜。** 它会读到什么？"),
        (
            "The state `h` has shape (T, N, H), see chapter 03.",
            "状态 `h` 的形状是 (T, N, H)，见第 03 章。",
        ),
        ("See [chapter 02](../02/02.ipynb), please.", "请看[第 02 章](../02/02.ipynb)。"),
        ("logits", "logits"),
        ("How wrong is an answer?", "答案错得有多离谱？"),
        ("A **recurrent neural network** has a state.", "**循环神经网络**（RNN）有一个状态。"),
        ("Numbers in double precision are exact enough.", "双精度的数已经足够准确了。"),
    ],
)
def test_a_good_translation_has_no_fault(english, chinese):
    assert rules(english, chinese) == []


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        ("chinese", "a long sentence here", "a long sentence here"),
        ("length", "One sentence and then quite another one.", "一句"),
        ("maths", "The state $h_t$ is new.", "状态 $h_k$ 是新的。"),
        ("code", "Call `check` here.", "在这里调用 `checks`。"),
        ("links", "See [this](a.md) now.", "现在看[这里](b.md)。"),
        ("numbers", "It takes 150 minutes.", "大约要一百五十分钟。"),
        ("emphasis", "**Note:** here it is.", "**注意：**这里就是。"),
        ("space", "The loss of RNN falls.", "RNN的损失下降。"),
        ("space", "The state $h$ is new.", "状态$h$ 是新的。"),
        ("no_space", "First, the loss falls.", "首先， 损失下降。"),
        ("half_width", "First, the loss falls.", "首先,损失下降。"),
        ("half_width", "The loss (of a step) falls.", "损失(一步的)下降。"),
        ("quotes", 'It says "right" here.', '这里写着"对"。'),
        ("heading", "How it learns", "它怎样学习。"),
        ("polite", "Your function is here.", "您的函数在这里。"),
        ("moment", "The state at time $t$ is h.", "$t$ 时刻的状态是 h。"),
        ("forbidden", "The hidden state is read.", "读出隐藏状态。"),
        ("forbidden", "Gradient clipping helps here.", "梯度裁剪在这里有用。"),
    ],
)
def test_a_fault_is_found(rule, english, chinese):
    assert rule in rules(english, chinese)


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        ("values", "{n} of {total} entries", "{n} 个元素"),
        ("names", "Your dW_hh is wrong.", "你的梯度不对。"),
        ("label", "norm of $\\gamma$ here", "$\\gamma$ 的范数"),
        ("breaks", "\n  line {line}: wrong", "  第 {line} 行：不对"),
        ("breaks", "\n  line {line}: wrong", "\n第 {line} 行：不对"),
        ("breaks", "Line {line} is wrong.\n", "第 {line} 行不对。"),
    ],
)
def test_a_fault_of_a_message_is_found(rule, english, chinese):
    assert rule in rules(english, chinese, context="scale.off")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("\n  line {line}: wrong", "\n  第 {line} 行：不对"),
        (" The bound goes to {bound}.", "上界线到达 {bound}。"),
        ("length   ", "长度     "),
    ],
)
def test_a_message_keeps_its_line_breaks_and_may_have_other_blanks(english, chinese):
    assert rules(english, chinese, context="labels.explorer_alt") == []


def test_a_translator_may_allow_what_a_rule_forbids():
    assert rules("It takes 150 minutes.", "大约要两个半小时。", allowed={"numbers"}) == []


def test_the_glossarys_terms_are_looked_for():
    unit = Unit("The vocabulary has 26 words.")
    assert [*missing_terms(unit, "词表里有 26 个词。", TERMS)] == []
    assert any("词表" in each for each in missing_terms(unit, "表里有 26 个词。", TERMS))
