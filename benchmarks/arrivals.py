"""How long a student waits for mark and feedback, when a class hands in while it is served.

    python benchmarks/arrivals.py --submissions 200 --within 600 --jobs 2
    python benchmarks/arrivals.py --submissions 20 --within 60 --tensorflow

Submissions arrive in nbgrader's exchange at random moments. Printed are the seconds from hand-in to
released feedback, less those of the notebook's own cells, and the memory of the service, early and
late. Exits with 1 where one has no mark, another than it should have, or no feedback.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "serving")]
from factory import locked  # noqa: E402
from room import ASSIGNMENT, CELLS, HALF_RIGHT, RIGHT, WRONG, Room  # noqa: E402

from nbjudge.course import fill_in, seconds  # noqa: E402
from nbjudge.serving.queue import Queue  # noqa: E402

KINDS = ((RIGHT, 5), (HALF_RIGHT, 2), (WRONG, 0))


def hand_in(room, number):
    """One submission, as nbgrader writes it: its secret comes last."""
    answers, points = KINDS[number % len(KINDS)]
    student = f"s{number:04}"
    at = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
    folder = room.place / f"{student}+{ASSIGNMENT}+{at}+{number}"
    folder.mkdir()
    nb = fill_in(room.course.read("release", ASSIGNMENT), answers)
    nbformat.write(nb, folder / f"{ASSIGNMENT}.ipynb")
    (folder / "timestamp.txt").write_text(at)
    (folder / "submission_secret.txt").write_text(f"{number:0128}")
    folder.rename(room.exchange / "c101" / "inbound" / folder.name)
    return student, points


def memory(process):
    """(MiB of the service itself, MiB of it and all processes below it)."""
    sizes = []
    for one in (process, *process.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            sizes.append(one.memory_info().rss / 2**20)
    return sizes[0], sum(sizes)


def serve(room, jobs, submissions, within):
    """What was handed in, as {student: points}, and [(submission, memory)] on the way."""
    command = [sys.executable, "-m", "nbjudge", "serve", f"--jobs={jobs}"]
    with (room.place / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=room.root, stdout=log, stderr=subprocess.STDOUT)
    times = sorted(random.Random(1).uniform(0, within) for _ in range(submissions))
    watched, sizes, given = psutil.Process(process.pid), [], {}
    try:
        while "Serving" not in (room.place / "log").read_text():
            assert process.poll() is None, (room.place / "log").read_text()
            time.sleep(0.1)
        began = time.monotonic()
        for number, at in enumerate(times):
            time.sleep(max(0.0, began + at - time.monotonic()))
            student, points = hand_in(room, number)
            given[student] = points
            if number % max(1, submissions // 10) == 0:
                sizes.append((number, memory(watched)))
        queue = open_queue(room)
        until = time.monotonic() + 300
        while len(queue.all(10**6)) < submissions or queue.live():
            assert time.monotonic() < until, (room.place / "log").read_text()[-2000:]
            time.sleep(0.2)
        sizes.append((submissions, memory(watched)))
    finally:
        process.terminate()
        process.wait(60)
    return given, sizes


def open_queue(room):
    from nbgrader.api import Gradebook

    return Queue(Gradebook(room.course.directory.db_url, "c101").engine)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--within", type=float, default=600, help="seconds in which they arrive")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--tensorflow", action="store_true", help="the notebook imports it")
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="nbjudge-arrivals-"))
    try:
        cells = [*CELLS]
        if options.tensorflow:
            cells[0] = locked("setup", "import tensorflow as tf")
        room = Room(place, cells=cells)
        given, sizes = serve(room, options.jobs, options.submissions, options.within)
        status = report(room, given, sizes)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return status


def report(room, given, sizes):
    """Print what came of it; the exit status."""
    queue, bad, waits, beside = open_queue(room), [], [], []
    for one in queue.all(10**6):
        if one.points != given[one.student] or one.released is None:
            bad.append(f"{one.student}: {one.points} points, {one.state}, {one.look}")
            continue
        path = room.course.place("autograded", ASSIGNMENT, one.student) / f"{ASSIGNMENT}.ipynb"
        cells = sum(map(seconds, nbformat.read(Path(room.root, path), as_version=4).cells))
        waits.append((one.released - one.handed_in).total_seconds())
        beside.append(waits[-1] - cells)
    pages = len(list((room.exchange / "c101" / "feedback").glob("*.html")))
    print(f"{len(waits)} of {len(given)} submissions have their mark and feedback; {pages} pages")
    for name, values in (("hand-in to feedback", waits), ("less the cells", beside)):
        late = statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
        print(f"{name}: median {statistics.median(values):.2f} s, 95th {late:.2f} s, "
              f"longest {max(values):.2f} s")  # fmt: skip
    for number, (own, whole) in sizes:
        print(f"after {number:4}: service {own:.0f} MiB, with its workers {whole:.0f} MiB")
    print(json.dumps({"median": statistics.median(beside), "n": len(beside), "bad": len(bad)}))
    print("\n".join(bad))
    return int(bool(bad) or len(waits) != len(given) or pages != len(given))


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    raise SystemExit(main())
