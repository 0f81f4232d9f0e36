"""What crosses between the student's process and the tests, and what does not."""

import collections
import datetime
import decimal
import fractions
import os
from unittest.mock import Mock

import numpy as np
import pytest

from nbgrader_sandbox.protocol import pure
from nbgrader_sandbox.protocol.packing import Packer
from nbgrader_sandbox.protocol.sharing import Sharing
from nbgrader_sandbox.protocol.unpacking import BadValue, Unpacker
from nbgrader_sandbox.student.descriptions import content_of, describe_error, is_same
from nbgrader_sandbox.tester.student_client import StudentClient
from rnnkit.checks import functions
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
    assert type(back) is type(there_and_back(Point(3, 4)))  # to make a class takes long


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
        ["type", "eval"],
        ["type", "load"],
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


class Calls:
    """A function that is called on the other side, as by a test."""

    def __init__(self, function):
        self.function = function
        self.here, self.there = Sharing(), Sharing()
        self.packer, self.unpacker = Packer(refuse), Unpacker(refuse)

    def __call__(self, *given):
        packed, data = self.packer.pack(list(given), self.here)
        arguments = self.unpacker.unpack(packed, memoryview(data), self.there)
        numbers = range(len(self.there.objects))
        packed, data = self.packer.pack(self.function(*arguments), self.there)
        value = self.unpacker.unpack(packed, memoryview(data), self.here)
        for number in numbers:
            packed, data = self.packer.pack_content(self.there.objects[number], self.there)
            mine = self.here.objects[number]
            self.unpacker.update(mine, packed, memoryview(data), self.here)
        return value


def test_what_a_call_changed_in_its_arguments_is_changed_here():
    def change(array, pair, table, letters, text, _number):
        array[:] = 1
        pair[0].append(2)
        table.pop("a")
        table["b"] = [2]
        letters.add("x")
        text += b"b"

    array, inner, table, letters, text = np.zeros(2), [1], {"a": 1}, set(), bytearray(b"a")
    Calls(change)(array, (inner, array), table, letters, text, 5)
    assert array.tolist() == [1, 1]
    assert (inner, table, letters, text) == ([1, 2], {"b": [2]}, {"x"}, b"ab")


@pytest.mark.parametrize(
    ("argument", "change"),
    [
        ([1, [2]], lambda a: a.append(3)),
        ([1.0, 2.0], list.reverse),
        ([[1], [1]], lambda a: a.__setitem__(0, a[1])),
        ({"a": 1}, lambda a: a.update(b=2)),
        ({"a": [1]}, lambda a: a.update(a=[1])),
        ({1, 2}, lambda a: a.discard(1)),
        (bytearray(b"ab"), lambda a: a.reverse()),
        (np.zeros(2), lambda a: a.__setitem__(0, 1.0)),
        (np.zeros(4), lambda a: setattr(a, "shape", (2, 2))),
        (np.zeros(2), lambda a: a.setflags(write=False)),
        (np.array(["x", None], dtype=object), lambda a: a.__setitem__(1, "y")),
    ],
)
def test_a_change_of_an_argument_is_noticed_and_its_absence_too(argument, change):
    before = content_of(argument)
    assert is_same(before, content_of(argument))
    change(argument)
    assert not is_same(before, content_of(argument))


def test_what_changes_inside_an_item_is_that_items_own_change():
    argument = [np.zeros(2), [1]]
    before = content_of(argument)
    argument[0][0] = 1.0
    argument[1].append(2)
    assert is_same(before, content_of(argument))


def test_arguments_that_change_places_stay_themselves():
    rows = [[1], [2]]
    first, last = rows
    assert Calls(lambda rows: rows.reverse() or rows[0])(rows) is last
    assert rows[0] is last
    assert rows[1] is first
    assert (first, last) == ([1], [2])


@pytest.mark.parametrize("value", [np.ones(3), [1], {"a": 1}, {1}, bytearray(b"a")], ids=repr)
def test_an_argument_that_is_handed_back_is_itself(value):
    given, again = Calls(lambda x: (x, [x]))(value)
    assert given is value
    assert again[0] is value


VIEWS = {
    "a part": lambda x: x[1:, :2],
    "every other": lambda x: x[::2],
    "backwards": lambda x: x[::-1],
    "columns": lambda x: x.T,
    "one row": lambda x: x[-1],
    "another shape": lambda x: x.reshape(-1),
    "other numbers": lambda x: x.view("i8"),
}


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_views_of_an_argument_lie_in_it(view, order):
    array = np.array(np.arange(12.0).reshape(3, 4), order=order)
    if order == "F" and view is VIEWS["another shape"]:
        pytest.skip("a copy")
    returned = Calls(view)(array)
    assert identical(returned, view(array))
    before = returned.copy()
    array += 1
    assert identical(returned, view(array))
    assert not identical(returned, before)


def test_new_arrays_share_with_nothing():
    array = np.ones((2, 3))
    for function in (np.copy, lambda x: x[:, [1]], lambda x: np.broadcast_to(x, (9, 2, 3))):
        assert not np.may_share_memory(Calls(function)(array), array)


def test_a_view_of_an_array_in_pieces_has_its_values():
    array = np.arange(12.0)[::2]
    assert Calls(lambda x: x[1:])(array).tolist() == [2, 4, 6, 8, 10]


def test_an_array_that_was_laid_out_anew_has_its_values():
    def flatten(x):
        x.shape = (4,)
        return x

    assert Calls(flatten)(np.ones((2, 2))).shape == (4,)


def test_results_that_share_memory_do_so_here():
    whole, last, same = Calls(lambda: (lambda x: (x, x[-1], x))(np.ones((2, 3))))()
    assert same is whole
    assert np.shares_memory(last, whole)


def test_arguments_that_share_memory_do_so_there():
    array = np.ones(3)
    assert Calls(lambda x, y, z: (np.shares_memory(x, y), x is z))(array, array[1:], array) == (
        True,
        True,
    )


def test_what_cannot_be_sent_takes_no_numbers():
    sharing, packer = Sharing(), Packer(refuse)
    with pytest.raises(AssertionError):
        packer.pack([[1], len], sharing)
    assert sharing.objects == []


def test_one_list_many_times_over_crosses_once():
    nested = []
    for _ in range(50):
        nested = [nested, nested]
    returned = there_and_back(nested)
    assert returned[0] is returned[1]


FORGED = [
    ["same", 1],
    ["same", "x"],
    ["view", 0, 0, [8], ["array", "<f8", [9], False, True, 0, 0]],
    ["view", 0, -8, [8], ["array", "<f8", [1], False, True, 0, 0]],
    ["view", 0, 16, [8], ["array", "<f8", [2], False, True, 0, 0]],
    ["view", 0, 0, [0], ["array", "<f8", [10**6], False, True, 0, 0]],
    ["view", 0, 0, [8], ["array", "O", [1], False, True, 0, 0]],
    ["view", 1, 0, [8], ["array", "<f8", [1], False, True, 0, 0]],
    ["new", 0],
]


@pytest.mark.parametrize("packed", FORGED, ids=str)
def test_forged_places_are_refused(packed):
    sharing = Sharing()
    sharing.add(np.zeros(3))
    with pytest.raises(BadValue):
        Unpacker(refuse_reference).unpack(packed, memoryview(b""), sharing)


def refuse_reference(reference):
    raise BadValue(reference)


def test_an_error_is_described_without_frames_of_the_grader():
    """Wherever it is installed."""
    try:
        Unpacker(lambda _reference: 1 / 0).unpack(["unknown"], memoryview(b""))
    except BadValue as error:
        (frame,) = describe_error(error, {__file__: 3})["frames"]
    assert (frame["cell"], frame["file"]) == (3, __file__)


@pytest.mark.parametrize("function", [functions.sum_of_cubes, len, os.listdir, np.linalg.norm])
def test_functions_of_libraries_and_of_modules_that_say_so_are_copied(function):
    assert pure.copy_of(pure.home_of(function), function.__name__) is function


@pytest.mark.parametrize("other", [identical, functions, None, [].append, lambda: 1])
def test_no_other_functions_are_copied(other):
    assert pure.home_of(other) == ""


@pytest.mark.parametrize("lent", [eval, Mock(wraps=identical), Mock(side_effect=eval)])
def test_a_student_who_asks_for_it_all_the_same_runs_nothing_here(lent):
    client = object.__new__(StudentClient)
    client._lent = [lent]
    reply, _ = client._call_back({"call_back": 0}, b"")
    assert reply["error"] == "TypeError"
    assert "outside of the sandbox" in reply["text"]


def test_a_function_of_a_library_does_not_come_back_as_the_tests_own():
    client = object.__new__(StudentClient)
    client._lent = [eval, identical]
    assert client._resolve(["lent", 1]) is identical
    with pytest.raises(BadValue):
        client._resolve(["lent", 0])


def test_a_function_that_only_claims_to_be_pure_is_not_copied():
    def sum_of_cubes(x):
        return x

    sum_of_cubes.__module__ = functions.__name__
    assert pure.home_of(sum_of_cubes) == ""


@pytest.mark.parametrize(
    ("home", "name"), [("", "gcd"), ("no.such.module", "f"), (functions.__name__, "np")]
)
def test_what_is_not_there_is_called_back(home, name):
    assert pure.copy_of(home, name) is None
