"""Each relation by an answer that has it, in cases of unequal sizes."""

from dataclasses import replace

import numpy as np
import pytest

from rnnkit.checks.casefile import Case, Exercise, Output, Result
from rnnkit.checks.diagnosis import Observations
from rnnkit.checks.relations import Relation, explain, relate, say
from rnnkit.checks.relations.sentences import SENTENCES

SIZES = (
    {"T": 4, "N": 3, "H": 6},
    {"T": 6, "N": 2, "H": 5},
    {"T": 1, "N": 4, "H": 3},
    {"T": 3, "N": 5, "H": 1},
)
SHAPES = {
    "h": "(T, N, H)",
    "c": "(T, N, H)",
    "y": "(N, H)",
    "dW": "(H, 4H)",
    "db": "(4H,)",
    "both": "(T, N, H + H)",
    "layers": "(L, N, H)",
    "loss": "float",
    "share": "float",
    "mask": "(T, N)",
    "tokens": "list of int",
    "words": "list of str",
    "cache": "tuple",
    "kept": "tuple",
    "both_kept": "tuple",
}
PARTS = {"kept": ("y", "b"), "both_kept": ("h_0", "b", "y")}


def right(rng, sizes):
    T, N, H = sizes.values()
    lengths = rng.permutation(np.arange(T, T + N) % T + 1)
    mask = (np.arange(T)[:, None] < lengths).astype(float)
    h = rng.normal(size=(T, N, H)) * mask[..., None]
    words = np.array(["a", "b", "The", "cat", "was", "full", "dog", "It"])
    return {
        "h": h,
        "c": rng.normal(size=(T, N, H)),
        "y": np.tanh(rng.normal(size=(N, H))),
        "dW": rng.normal(size=(H, 4 * H)),
        "db": rng.normal(size=4 * H),
        "both": rng.normal(size=(T, N, 2 * H)),
        "layers": np.maximum(rng.normal(size=(3, N, H)), 0),
        "loss": float(rng.uniform(1, 2)),
        "share": float(rng.uniform(0, 1)),
        "mask": mask,
        "tokens": [int(k) for k in rng.integers(0, 30, 5 + T)],
        "words": [str(w) for w in rng.choice(words, 5 + T)],
        "cache": (rng.normal(size=(T, N)), rng.normal(size=(N, H)), rng.normal(size=H)),
    }


def given(rng, sizes):
    T, N, H = sizes.values()
    mask = (np.arange(T)[:, None] < np.r_[1:N, T]).astype(float)
    h_0 = rng.normal(size=(N, H)) * (T != 4)
    return {"h_0": h_0, "b": rng.normal(size=H), "mask": mask, "rate": 0.3, "training": T < 6}


@pytest.fixture
def cases():
    """The exercise and its three cases."""
    rng = np.random.default_rng(1)
    outputs = tuple(
        Output(name, shape, parts=PARTS.get(name, ())) for name, shape in SHAPES.items()
    )
    all_right = [right(rng, sizes) for sizes in SIZES]
    arguments = [given(rng, sizes) for sizes in SIZES]
    for values, arg in zip(all_right, arguments, strict=True):
        values["kept"] = values["y"], arg["b"]
        values["both_kept"] = arg["h_0"], arg["b"], values["y"]
        values["h"] = values["c"] * 0.5 * arg["mask"][..., None]
    exercise = Exercise("toy", "00", 0, 1.0, 1e-9, tuple(arguments[0]), outputs, ())
    return exercise, [
        Case(sizes, tuple(arg.values()), tuple(values.values()))
        for sizes, arg, values in zip(SIZES, arguments, all_right, strict=True)
    ]


def found(cases, name, change):
    """Relate an answer in which one output is changed; ``change`` may take what else there is."""
    exercise, made = cases
    index = list(SHAPES).index(name)
    results = []
    for case in made:
        outputs = list(case.outputs)
        names = dict(zip(SHAPES, case.outputs, strict=True)) | case.sizes
        names |= {f"given_{k}": v for k, v in zip(exercise.parameters, case.arguments, strict=True)}
        changed = change(case.outputs[index], names)
        outputs[index] = changed
        results.append(tuple(outputs))
    return relate(index, results, made, exercise)


def late(a, first):
    return np.concatenate([first, a[:-1]])


def instead(a, place, value):
    a = a.copy()
    a[place] = value(a[place])
    return a


def blocks(a, order):
    parts = np.split(a, 4, axis=-1)
    return np.concatenate([parts[k] for k in order], axis=-1)


def lengthen(words):
    return [*words[:2], *words]


EACH = {
    "all_zero": ("dW", lambda a, _: 0 * a, {}),
    "all_nan": ("dW", lambda a, _: np.nan * a, {}),
    "all_nan_in_some_cases": ("dW", lambda a, k: np.nan * a if k["H"] > 1 else a, {}),
    "same_number": ("dW", lambda a, _: 0 * a + 0.25, {"value": "0.25"}),
    "sign": ("dW", lambda a, _: -a, {}),
    "factor": ("dW", lambda a, k: k["T"] * a, {"factor": "T"}),
    "divided": ("loss", lambda a, k: a / k["given_mask"].sum(), {"factor": "mask.sum()"}),
    "ratio": ("dW", lambda a, k: a * 0.3 / 0.7, {"one": "rate", "other": "(1 − rate)"}),
    "cut_off": ("c", lambda a, _: a.clip(-0.531, 0.277), {"low": "-0.531", "high": "0.277"}),
    "logarithm": ("loss", lambda a, _: a / np.log(2), {"base": "2"}),
    "too_large": ("dW", lambda a, _: a + 1, {"amount": "1"}),
    "too_small": ("tokens", lambda a, _: [k - 2 for k in a], {"amount": "2"}),
    "function": ("share", lambda a, _: 1 - a, {"function": "1 − x"}),
    "rounded": ("db", lambda a, _: a.round(3), {"digits": "3"}),
    "left_out": ("y", lambda a, _: np.arctanh(a), {"function": "tanh(x)"}),
    "transpose": ("dW", lambda a, _: a.T, {}),
    "axes_order": ("h", lambda a, _: a.transpose(1, 0, 2), {"axes": "(N, T, H)"}),
    "backwards_time": ("c", lambda a, _: a[::-1], {"axis": "T"}),
    "backwards_batch": ("c", lambda a, _: a[:, ::-1], {"axis": "N"}),
    "backwards_layers": ("layers", lambda a, _: a[::-1], {"axis": "L"}),
    "backwards_axis": ("c", lambda a, _: a[..., ::-1], {"axis": "H"}),
    "backwards_list": ("tokens", lambda a, _: a[::-1], {"axis": ""}),
    "one_late": ("c", lambda a, _: late(a, a[:1] + 1), {}),
    "one_late_zeros": ("c", lambda a, _: late(a, 0 * a[:1]), {}),
    "one_late_wraps": ("c", lambda a, _: np.roll(a, 1, 0), {}),
    "one_late_repeats": ("c", lambda a, _: late(a, a[:1]), {}),
    "one_late_argument": ("c", lambda a, k: late(a, k["given_h_0"][None]), {"argument": "h_0"}),
    "one_early": ("c", lambda a, _: np.r_[a[1:], a[:1] + 1], {}),
    "one_early_zeros": ("c", lambda a, _: np.r_[a[1:], 0 * a[:1]], {}),
    "one_early_wraps": ("c", lambda a, _: np.roll(a, -1, 0), {}),
    "one_early_repeats": ("c", lambda a, _: np.r_[a[1:], a[-1:]], {}),
    "one_early_argument": (
        "c",
        lambda a, k: np.r_[a[1:], k["given_h_0"][None]],
        {"argument": "h_0"},
    ),
    "gates_order": ("dW", lambda a, _: blocks(a, (0, 1, 3, 2)), {"order": "1, 2, 4, 3"}),
    "halves_order": ("both", lambda a, k: np.roll(a, k["H"], -1), {"order": "2, 1"}),
    "sorted": ("tokens", lambda a, _: sorted(a), {}),
    "another_order": ("tokens", lambda a, _: a[3:] + a[:3], {}),
    "parts_order": ("cache", lambda a, _: a[::-1], {}),
    "without_twins": ("words", lambda a, _: list(dict.fromkeys(a)), {}),
    "lower_case": ("words", lambda a, _: [w.lower() for w in a], {}),
    "upper_case": ("words", lambda a, _: [w.upper() for w in a], {}),
    "not_summed": ("y", lambda a, k: np.stack([a / k["T"]] * k["T"]) + moved(k), {"axis": "T"}),
    "not_averaged": ("y", lambda a, k: np.stack([a] * k["T"]) + moved(k), {"axis": "T"}),
    "not_first_only": ("y", lambda a, k: np.r_[a[None], k["c"][1:]], {"axis": "T"}),
    "not_last_only": ("y", lambda a, k: np.r_[k["c"][1:], a[None]], {"axis": "T"}),
    "summed": ("c", lambda a, _: a.sum(axis=1), {"axis": "N"}),
    "averaged": ("c", lambda a, _: a.mean(axis=2), {"axis": "H"}),
    "first_only": ("c", lambda a, _: a[:1], {"axis": "T"}),
    "last_only": ("c", lambda a, _: a[:, -1], {"axis": "N"}),
    "summed_everywhere": ("c", lambda a, _: a.sum(1, keepdims=True) + 0 * a, {"axis": "N"}),
    "averaged_everywhere": ("c", lambda a, _: a.mean(0) + 0 * a, {"axis": "T"}),
    "first_only_everywhere": ("c", lambda a, _: a[0] + 0 * a, {"axis": "T"}),
    "last_only_everywhere": ("c", lambda a, _: a[-1] + 0 * a, {"axis": "T"}),
    "squeezed": ("db", lambda a, _: a[None], {}),
    "reshaped": ("c", lambda a, k: a.reshape(k["T"] * k["N"], k["H"]), {}),
    "one_too_many_start": ("c", lambda a, _: np.r_[a[:1] + 1, a], {"axis": "T"}),
    "one_too_many_end": ("c", lambda a, _: np.r_[a, a[:1] + 1], {"axis": "T"}),
    "one_too_few_start": ("dW", lambda a, _: a[1:], {"axis": "H"}),
    "one_too_few_end": ("dW", lambda a, _: a[:-1], {"axis": "H"}),
    "element_too_many_start": ("tokens", lambda a, _: [0, *a], {"axis": ""}),
    "element_too_many_end": ("words", lambda a, _: [*a, "<eos>"], {"axis": ""}),
    "element_too_few_start": ("words", lambda a, _: a[1:], {"axis": ""}),
    "element_too_few_end": ("tokens", lambda a, _: a[:-1], {"axis": ""}),
    "equal_output": ("both", lambda _, k: k["c"], {"term": "c"}),
    "equal_term": ("y", lambda _, k: k["given_h_0"] + 0, {"term": "h_0"}),
    "off_by": ("c", lambda a, k: a - k["given_b"], {"term": "− b"}),
    "times": ("c", lambda a, k: a * (1 - k["given_b"] ** 2), {"factor": "(1 − b²)"}),
    "not_times": ("h", lambda _, k: k["c"] * 0.5, {"factor": "mask"}),
    "only_gate": ("dW", lambda a, k: noisy(a, k, np.s_[:, k["H"] : 2 * k["H"]]), {"gates": "2"}),
    "only_gates": ("db", lambda a, k: noisy(a, k, np.s_[2 * k["H"] :]), {"gates": "3, 4"}),
    "only_half": ("both", lambda a, k: noisy(a, k, np.s_[..., k["H"] :]), {"gates": "2"}),
    "only_part": ("cache", lambda a, k: (a[0], noisy(a[1], k, ...), a[2]), {"parts": "[1]"}),
    "only_kept": ("kept", lambda a, k: (a[0], noisy(a[1], k, ...)), {"parts": "b"}),
    "only_kepts": (
        "both_kept",
        lambda a, k: (*(noisy(p, k, ...) for p in a[:2]), a[2]),
        {"parts": "h_0, b"},
    ),
    "only_parts": (
        "cache",
        lambda a, k: (a[0], noisy(a[1], k, ...), noisy(a[2], k, ...)),
        {"parts": "[1], [2]"},
    ),
    "only_padding": ("c", lambda a, k: noisy(a, k, k["given_mask"] == 0), {}),
    "only_short": ("layers", lambda a, k: noisy(a, k, np.s_[:, short(k)]), {}),
    "only_first_of_steps": ("c", lambda a, k: noisy(a, k, 0), {}),
    "only_last_of_steps": ("c", lambda a, k: noisy(a, k, -1), {}),
    "only_after_first_of_steps": ("c", lambda a, k: noisy(a, k, np.s_[1:]), {}),
    "only_before_last_of_steps": ("c", lambda a, k: noisy(a, k, np.s_[:-1]), {}),
    "only_first_of_layers": ("layers", lambda a, k: noisy(a, k, 0), {}),
    "only_last_of_layers": ("layers", lambda a, k: noisy(a, k, -1), {}),
    "only_after_first_of_layers": ("layers", lambda a, k: noisy(a, k, np.s_[1:]), {}),
    "only_before_last_of_layers": ("layers", lambda a, k: noisy(a, k, np.s_[:-1]), {}),
    "only_negative": ("y", lambda a, k: noisy(a, k, k["given_h_0"] < 0), {"argument": "h_0"}),
    "only_positive": ("y", lambda a, k: noisy(a, k, k["given_h_0"] > 0), {"argument": "h_0"}),
    "only_negative_right": ("dW", lambda a, k: noisy(a, k, a < 0), {"argument": ""}),
    "only_positive_right": ("dW", lambda a, k: noisy(a, k, a > 0), {"argument": ""}),
    "only_nothing_right": ("layers", lambda a, k: noisy(a, k, a == 0), {"argument": ""}),
    "only_zero": (
        "dW",
        lambda a, k: noisy(a, k, ...) if k["given_h_0"].any() else a,
        {"argument": "h_0"},
    ),
    "only_switch": (
        "dW",
        lambda a, k: noisy(a, k, ...) if k["given_training"] else a,
        {"argument": "training", "value": "False"},
    ),
    "only_one": ("dW", lambda a, k: noisy(a, k, ...) if k["H"] > 1 else a, {"size": "H"}),
}


def noisy(a, names, place):
    noise = np.random.default_rng(names["N"]).normal(size=a.shape)
    changed = a.copy()
    changed[place] += noise[place]
    return changed


def moved(names):
    """Differences between steps that add up to nothing."""
    steps = names["c"] - names["c"].mean(axis=0)
    return steps if names["T"] > 1 else 0 * names["c"]


def short(names):
    return (names["given_mask"] == 0).any(axis=0)


@pytest.mark.parametrize("name", EACH)
def test_each_relation_is_found_and_said(name, cases):
    output, change, values = EACH[name]
    relation = found(cases, output, change)
    assert relation == Relation(name, values)
    text = say(relation, [output])
    assert text.startswith(f"In your {output}, ")
    assert text.endswith("?")


def test_what_is_so_in_a_part_is_said_of_the_part(cases):
    first = found(cases, "dW", lambda a, k: instead(a, np.s_[:, : k["H"]], np.negative))
    assert first == Relation("sign", {"gates": "1"}, "gate")
    assert say(first, ["dW"]).startswith("In gate 1 of your dW, every entry has the opposite sign.")
    padded = found(cases, "c", lambda a, k: instead(a, k["given_mask"] == 0, lambda p: 0 * p + 7))
    assert padded == Relation("same_number", {"value": "7"}, "padding")
    bias = found(cases, "y", lambda a, k: np.tanh(np.arctanh(a) + k["given_b"]))
    assert bias == Relation("off_by", {"term": "+ b"}, "before_tanh")


def test_what_is_so_in_the_wrong_cases_only_is_said_of_these(cases):
    relation = found(cases, "dW", lambda a, k: a * 0.3 / 0.7 if k["T"] > 2 and k["N"] > 1 else a)
    assert relation == Relation("ratio", {"one": "rate", "other": "(1 − rate)"}, "wrong_cases")
    assert say(relation, ["dW"]).startswith("In your dW, in every case that goes wrong, every ")


def test_bounds_may_be_reached_in_different_cases(cases):
    def squashed(a, k):
        a = np.abs(a) if k["T"] > 4 else a
        return a.clip(-0.531, 0.531)

    exercise, made = cases
    index = list(SHAPES).index("c")
    made = [
        replace(
            m,
            outputs=tuple(
                np.abs(o) if i == index and m.sizes["T"] > 4 else o for i, o in enumerate(m.outputs)
            ),
        )
        for m in made
    ]
    relation = found((exercise, made), "c", squashed)
    assert relation == Relation("cut_off", {"low": "-0.531", "high": "0.531"})


def test_a_few_entries_that_are_cut_off_are_no_gate_and_no_place(cases):
    def clipped(a, k):
        """Cut off three entries, which lie in one gate and one sequence of all cases."""
        a = a.copy()
        a.flat[[0, 1, 2]] = np.clip(a.flat[[0, 1, 2]], -5, 5)
        return a

    exercise, made = cases
    for name in ("dW", "c"):
        index = list(SHAPES).index(name)
        for case in made:
            case.outputs[index].flat[[0, 1, 2]] = 7.1, -6.3, 5.2
        relation = found((exercise, made), name, clipped)
        assert relation == Relation("cut_off", {"low": "-5", "high": "5"})
    few = found((exercise, made[:3]), "dW", lambda a, k: noisy(a, k, np.s_[0, :1]))
    assert few is None


def in_steps(change, *sizes):
    """Relate an output (T, N, H) of an exercise that has no padding."""
    rng = np.random.default_rng(5)
    names = [dict(zip("TNH", each, strict=True)) for each in sizes]
    right = [rng.normal(size=each) for each in sizes]
    exercise = Exercise("toy", "00", 0, 1.0, 1e-9, (), (Output("h", "(T, N, H)"),), ())
    made = [Case(n, (), (r,)) for n, r in zip(names, right, strict=True)]
    results = [(change(r, n),) for r, n in zip(right, names, strict=True)]
    return relate(0, results, made, exercise)


def test_one_sequence_of_one_batch_is_no_place():
    sizes = (4, 3, 6), (2, 3, 5), (3, 1, 2)
    both = in_steps(lambda a, k: noisy(a, k, np.s_[:, 0]) if k["N"] > 1 else a, *sizes)
    assert both == Relation("only_first_of_batch")
    one = in_steps(lambda a, k: noisy(a, k, np.s_[:, 0]) if k["T"] == 4 else a, *sizes)
    assert one is None


def test_what_is_right_to_the_second_step_is_not_right_at_one_alone():
    sizes = (4, 3, 6), (6, 2, 5), (1, 4, 3)
    second = in_steps(lambda a, k: noisy(a, k, np.s_[1:, ::2, ::2]), *sizes)
    assert second == Relation("only_one", {"size": "T"})
    third = in_steps(lambda a, k: noisy(a, k, np.s_[2:, ::2, ::2]), *sizes)
    assert third is None


def test_nothing_is_not_all_nan(cases):
    assert found(cases, "y", lambda a, _: a[:0]) is None


NAMES = ("x", "h", "W")


def in_cache(change, sizes):
    """Relate a nested output, of arrays (T, H), (T, H) and (H, H), that is changed."""
    rng = np.random.default_rng(5)
    right = [tuple(rng.normal(size=(n, h)) for n in (t, t, h)) for t, h in sizes]
    outputs = (Output("cache", "tuple", parts=NAMES),)
    exercise = Exercise("toy", "00", 0, 1.0, 1e-9, (), outputs, ())
    made = [Case({"T": t, "H": h}, (), (r,)) for (t, h), r in zip(sizes, right, strict=True)]
    return relate(0, [(change(*r),) for r in right], made, exercise)


@pytest.mark.parametrize("sizes", [[(4, 3), (2, 5)], [(4, 3), (2, 5), (4, 4)]])
def test_that_all_parts_have_one_shape_in_a_case_changes_nothing(sizes):
    def in_h(change):
        return in_cache(lambda x, h, W: (x, change(h), W), sizes)

    random = np.random.default_rng(6)
    assert in_h(lambda h: h + random.normal(size=h.shape)) == Relation("only_part", {"parts": "h"})
    assert in_h(np.negative) == Relation("sign", {"parts": "h"}, "part")
    assert in_cache(lambda x, h, W: (W, x, h), sizes) == Relation("parts_order")


def test_a_part_in_a_wrong_shape_is_right_nowhere():
    sizes = [(4, 3), (1, 5), (1, 2), (3, 2)]
    last = in_cache(lambda x, h, W: (x, h[-1], W), sizes)
    assert last is None  # where T = 1 as well
    flat = in_cache(lambda x, h, W: (x, h.ravel(), W), sizes)
    assert flat == Relation("reshaped")


def test_a_dict_has_no_order(cases):
    assert in_cache(lambda x, h, W: {"a": W, "b": x, "c": h}, [(4, 3), (2, 5)]) is None


def test_exchanged_axes_of_a_part_are_no_order_of_elements():
    assert in_cache(lambda x, h, W: (x, h.T, W), [(4, 3), (2, 5), (4, 4)]) is None


def test_outputs_in_exchange_are_named_both(cases):
    exercise, made = cases
    results = [(c.outputs[1], c.outputs[0], *c.outputs[2:]) for c in made]
    assert relate(0, results, made, exercise) == Relation("exchanged", {"other": "c"})
    assert relate(1, results, made, exercise) == Relation("exchanged", {"other": "h"})
    observed = Observations([Result(outputs) for outputs in results], ())
    said = explain(replace(exercise, cases=tuple(made)), observed, {0, 1})
    assert said == {0: say(Relation("exchanged", {"other": "c"}), ["h"])}


def test_a_factor_that_could_be_two_sizes_is_not_named(cases):
    exercise, made = cases
    index = list(SHAPES).index("dW")
    results = [tuple(a * 2 if i == index else a for i, a in enumerate(c.outputs)) for c in made]
    assert relate(index, results, made, exercise) == Relation("factor", {"factor": "2"})
    assert relate(index, results[1:2], made[1:2], exercise) is None  # N = 2 as well


def test_outputs_with_the_same_relation_share_a_sentence(cases):
    exercise, made = cases
    negative = {list(SHAPES).index(name) for name in ("c", "dW", "db")}
    results = [
        Result(tuple(-a if i in negative else a for i, a in enumerate(case.outputs)))
        for case in made
    ]
    exercise = replace(exercise, cases=tuple(made))
    observed = Observations([*results[:2], None, results[3]], ())  # it raised in the third
    said = explain(exercise, observed, negative)
    assert said == {min(negative): say(Relation("sign"), ["c", "dW", "db"])}


def test_one_sentence_for_several_outputs():
    relation = Relation("sign")
    text = say(relation, ["dW_xh", "dW_hh", "db_h"])
    assert text.startswith("In your dW_xh, dW_hh and db_h, every entry has the opposite sign.")


def test_every_sentence_ends_in_a_question():
    claims = {name: text for name, text in SENTENCES.items() if not name.startswith("in_")}
    assert [name for name, text in claims.items() if not text.endswith("?")] == []
    assert all(text.startswith("{where}, ") for text in claims.values())


def test_every_sentence_is_tried():
    elsewhere = {"exchanged", "with_twins", "only_full", "only_nothing", "only_something"}
    claims = {name for name in SENTENCES if not name.startswith("in_")}
    claims = {name for name in claims if not name.endswith("of_batch")}  # of_layers in other words
    assert claims == EACH.keys() | elsewhere
