"""What crosses between the student's process and the tests, and what does not."""

import collections
import datetime
import decimal
import fractions

import numpy as np
import pytest

from nbgrader_sandbox.protocol.packing import Packer
from nbgrader_sandbox.protocol.unpacking import BadValue, Unpacker, write_back
from nbgrader_sandbox.student.descriptions import describe_error
from rnnkit.checks.calling import identical

Point = collections.namedtuple("Point", ["x", "y"])


def refuse(value):
    raise AssertionError(f"a reference to {value!r}")


def there_and_back(value):
    packed, data = Packer(refuse).pack(value)
    return Unpacker(refuse).unpack(packed, memoryview(data))


VALUES = [
    *(None, True, 0, -(2**70), 10**5000, 0.1, -0.0, float("inf"), float("nan"), 1 - 2j),
    *("", "naïve 你好 \ud800", b"\0\xff", bytearray(b"ab"), range(3, 9, 2), slice(1, None), ...),
    *([], [1, [2.0, "x"]], (1, (2, [])), {"a": [1], 2: {}, (1, 2): None}, {1, 2}, frozenset("ab")),
    *(decimal.Decimal("1.10"), fractions.Fraction(2, 3)),
    *(datetime.date(2026, 2, 3), datetime.datetime(2026, 2, 3, 4, 5)),
    *(int, list, np.float32, np.dtype("f4")),
    np.arange(6).reshape(2, 3),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.array(3.5),
    np.zeros((0, 4)),
    np.array([True, False]),
    np.array(["ab", "你"]),
    np.array([1 + 2j]),
    np.array(["2026-01-01"], dtype="M8[D]"),
    np.array([[1, None], ["x", 2.5]], dtype=object),
    np.float32(0.1),
    np.int64(3),
    np.bool_(True),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_the_same_and_of_the_same_type(value):
    back = there_and_back(value)
    assert type(back) is type(value)
    assert identical(back, value)
    if isinstance(value, np.ndarray):
        assert back.flags.f_contiguous == value.flags.f_contiguous


def test_a_named_tuple_keeps_its_names():
    back = there_and_back(Point(1, [2]))
    assert (back.x, back.y, type(back).__name__) == (1, [2], "Point")


def test_a_read_only_array_stays_so():
    array = np.zeros(3)
    array.flags.writeable = False
    assert not there_and_back(array).flags.writeable


class Liar:
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("kind", [int, float, str, list, dict, tuple, set, bytes])
def test_a_subclass_comes_over_as_the_exact_type(kind):
    lie = type("Lie", (Liar, kind), {})()
    assert type(there_and_back(lie)) is kind


def test_an_array_subclass_comes_over_as_an_array():
    lie = np.zeros(2).view(type("Lie", (np.ndarray,), {"__eq__": lambda a, b: True}))
    assert type(there_and_back(lie)) is np.ndarray


def test_anything_else_is_referred_to():
    packed, _ = Packer(lambda value: ["handle", type(value).__name__]).pack([Liar(), len])
    assert packed == ["list", [["handle", "Liar"], ["handle", "builtin_function_or_method"]]]


BAD = [
    *(
        [],
        ["array"],
        ["dict", [[["list", []], 1]]],
        ["int", "x"],
        ["int", 5],
        ["named", "a", ["b"], []],
    ),
    *(["named", "__class__", [], []], ["named", "a", ["__eq__"], [1]], ["dtype", "O"]),
    *(["array", "O", [1], False, True, 0, 8], ["array", "<f8", [9], False, True, 0, 8]),
    *(["array", "<f8", [1], False, True, 0, 80], ["array", "<f8", [1], False, True, -8, 8]),
    *(["array", "<f8", [-1], False, True, 0, 12], ["scalar", "V8", 0, 8]),
    *(
        ["written", "os", "x"],
        ["builtin", "eval"],
        ["numpy_type", "load"],
        {"a": 1},
        ["bytes", 0, 99],
    ),
]


@pytest.mark.parametrize("packed", BAD, ids=str)
def test_what_is_no_value_is_refused(packed):
    with pytest.raises(BadValue):
        Unpacker(refuse).unpack(packed, memoryview(bytes(8)))


def test_lists_without_end_are_refused():
    packed = 1
    for _ in range(200):
        packed = ["list", [packed]]
    with pytest.raises(BadValue):
        Unpacker(refuse).unpack(packed, memoryview(b""))


def test_what_a_call_changed_in_its_arguments_is_changed_here():
    array, inner, table = np.zeros(2), [1], {"a": 1}
    mine = [array, (inner, array), table, 5]
    write_back(mine, [np.ones(2), ([1, 2], np.ones(2)), {"b": 2}, 6])
    assert array.tolist() == [1, 1]
    assert inner == [1, 2]
    assert table == {"b": 2}
    assert mine[0] is array
    assert mine[1][0] is inner
    assert mine[3] == 6


def test_an_error_is_described_without_frames_of_the_grader():
    """Wherever it is installed."""
    try:
        Unpacker(lambda _reference: 1 / 0).unpack(["unknown"], memoryview(b""))
    except BadValue as error:
        (frame,) = describe_error(error, {__file__: 3})["frames"]
    assert (frame["cell"], frame["file"]) == (3, __file__)
