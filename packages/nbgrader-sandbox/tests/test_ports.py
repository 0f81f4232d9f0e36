"""Servers and kernels of tests that run beside each other."""

from itertools import islice

from grader_support.ports import KERNELS, SERVERS, lane_in

SYSTEM = 32_768  # from here the system hands out ports by itself


def test_no_two_test_processes_look_for_ports_in_the_same_places(monkeypatch):
    seen: set[int] = set()
    for lanes in (SERVERS, KERNELS):
        for worker in range(len(lanes)):
            monkeypatch.setenv("PYTEST_XDIST_WORKER", f"gw{worker}")
            lane = list(islice(lane_in(lanes), lanes.step))
            assert len(set(lane)) == lanes.step
            assert seen.isdisjoint(lane)
            seen.update(lane)
    assert max(seen) < SYSTEM
