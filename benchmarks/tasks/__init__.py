"""Training runs on the course's data, each on a budget of CPU seconds.

Run ``python -m benchmarks.tasks``, or with names to choose: ``chars``, ``segmentation``,
``sentiment``. Options were chosen on the validation parts; the figures printed last are from
the test parts. CPU time counts batches, steps and updates, not loading and measuring.
"""
