"""Print how many idioms of test cells get the same points here as from stock nbgrader.

Run ``make idioms-table``; topics choose, as in ``make idioms-table TABLE_ARGS="frames plots"``.
An idiom has a right answer and a wrong one: both have to get what they get from stock.
"""

import argparse
import logging
import shutil
import tempfile
from pathlib import Path

from grader_support import idioms
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course


def both(topics: list[idioms.Topic], jobs: int) -> tuple[dict, dict]:
    """Points of both students from stock nbgrader, and from here."""
    with tempfile.TemporaryDirectory() as place:
        root = idioms.make_course(Path(place) / "stock", topics)
        mine = Path(shutil.copytree(root, Path(place) / "ours"))
        idioms.grade_by_stock(root)
        grade_course(GradingCourse(mine), GradingOptions(jobs=jobs))
        return idioms.points(root), idioms.points(mine)


def difference(key: tuple[str, str], stock: dict, ours: dict) -> str:
    """What an idiom gets here instead, or nothing."""
    said = [
        f"{student} {ours[student].get(key)} instead of {stock[student][key]}"
        for student in idioms.STUDENTS
        if ours[student].get(key) != stock[student][key]
    ]
    return ", ".join(said)


def main() -> None:
    """Print a line for each topic, then one for each idiom that differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="all, if none")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    topics = [t for t in idioms.read_topics() if t.name in options.topics or not options.topics]
    stock, ours = both(topics, options.jobs)
    differs = {key: said for key in stock["right"] if (said := difference(key, stock, ours))}
    for topic in topics:
        keys = [key for key in stock["right"] if key[0] == topic.name]
        same = sum(key not in differs for key in keys)
        print(f"{topic.name:<24}{len(keys):>4} idioms, {same:>3} as stock   {topic.title}")
    count = len(stock["right"])
    print(f"{'all':<24}{count:>4} idioms, {count - len(differs):>3} as stock")
    for (topic, test), said in differs.items():
        print(f"{topic}.{test.removeprefix('test_')}: {said}")


if __name__ == "__main__":
    main()
