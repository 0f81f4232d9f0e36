"""Every item gets a result, whatever becomes of its process."""

import os
import signal
import time

import pytest

from tests.support.mutants.workers import run_all


def work(item):
    match item:
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leaves":
            os._exit(0)
        case "hangs":
            time.sleep(60)
        case "raises":
            raise ValueError("a mistake of ours")
    return item.upper()


def results(jobs, patience=30.0):
    return dict(run_all(jobs, work, "LOST", processes=2, patience=patience))


def test_every_item_of_every_job_is_done():
    assert results([["a", "b"], [], ["c"], ["d", "e"]]) == {each: each.upper() for each in "abcde"}


@pytest.mark.parametrize("end", ["dies", "leaves"])
def test_another_process_goes_on_behind_the_item_that_ended_one(end):
    assert results([["a", end, "b"], ["c"]]) == {"a": "A", end: "LOST", "b": "B", "c": "C"}


def test_a_process_that_is_silent_for_too_long_is_killed():
    assert results([["hangs", "a"]], patience=1.0) == {"hangs": "LOST", "a": "A"}


def test_an_error_in_the_work_itself_is_raised():
    with pytest.raises(ValueError, match="a mistake of ours"):
        results([["a", "raises"]])
