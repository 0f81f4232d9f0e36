"""Outputs as a hostile process may send them: what is kept of them is bounded."""

import json

from nbgrader_sandbox.kernel.outputs import OUTPUT_LIMIT, TRUNCATED, OutputCollector
from nbgrader_sandbox.notebook.output_cleaning import MAX_CHARACTERS, MAX_KIND, MAX_OF_ALL, Displays

LONG = "x/" + "a" * MAX_KIND


def shown(data, **more):
    return {"output_type": "display_data", "data": data, "metadata": {}, **more}


def test_a_name_of_a_type_that_is_none_is_left_out():
    (output,) = Displays().clean([shown({LONG: "", "text/plain": "2"}, metadata={LONG: {}})], 1)
    assert output["data"] == {"text/plain": "2"}
    assert output["metadata"] == {}


def test_names_count_as_text_does():
    names = {f"x/{k:098}": "" for k in range(MAX_CHARACTERS // 100)}
    (cut,) = Displays().clean([shown(names)] * 3, 1)
    assert cut["text"] == TRUNCATED
    as_json = {"application/json": dict.fromkeys((f"{k:0100}" for k in range(1000)), 1)}
    kept = Displays().clean([shown(as_json)] * 1000, 1)
    assert 0 < len(json.dumps(kept)) < 2 * MAX_CHARACTERS
    assert len(kept) < 1000


def test_cells_have_room_together_and_honest_ones_get_theirs_back():
    displays, text = Displays(), "x" * (MAX_CHARACTERS // 2)
    kept = [displays.clean([shown({"text/plain": text})], n) for n in range(20)]
    assert len(text) < MAX_OF_ALL - len(json.dumps(kept)) + 20_000 < MAX_CHARACTERS
    assert kept[-1][-1]["text"] == TRUNCATED
    (small,) = displays.clean([shown({"text/plain": "1"})], 21)
    assert small["data"] == {"text/plain": "1"}


def test_what_updates_write_is_bounded_too():
    displays = Displays()
    outputs = displays.clean([shown({}, display_id=str(k)) for k in range(10)], 1)
    text = {"text/plain": "x" * (MAX_CHARACTERS // 4)}
    displays.update([[str(k), text, {}] for k in range(10)])
    assert sum(bool(output["data"]) for output in outputs) == 3


def test_an_honest_process_counts_names_of_types():
    collector = OutputCollector()
    for _ in range(5):
        collector.add("display_data", {"data": {"x/" + "a" * OUTPUT_LIMIT: ""}})
    assert len(collector.take()["outputs"]) == 1
