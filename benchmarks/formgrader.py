"""How long the formgrader's pages take for a large class, in a real browser.

    python benchmarks/formgrader.py [COURSE ASSIGNMENT] [--students 500]

COURSE is a folder with a graded class, such as the demo's; without it the demo is made. Its
submissions are copied under new names. A page counts as loaded when its table, or its notebook, is
there. Each is opened three times, and once more with stock nbgrader's settings beside it: the pages
are nbgrader's own, so what differs would be our doing.
"""

import argparse
import contextlib
import shutil
import socket
import statistics
import subprocess
import sys
import time

import requests
from nbgrader.api import Gradebook
from playwright.sync_api import sync_playwright
from report import large_class

STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\n"


@contextlib.contextmanager
def server(folder):
    """The address of a Jupyter server with the formgrader, in a course folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        f"--ServerApp.port={port}",
        "--IdentityProvider.token=",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{address}/api", timeout=5).ok:
                    break
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


def pages(folder, assignment):
    """{what a person opens: (address, what shows that it is there)}"""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "nbjudge") as gradebook:
        submission = gradebook.assignment_submissions(assignment)[-1]
        notebook, student = submission.notebooks[0], submission.student.id
        name, number = notebook.name, notebook.id
    rows = "table tbody tr td"
    return {
        "assignments": ("manage_assignments", rows),
        "submissions of an assignment": (f"manage_submissions/{assignment}", rows),
        "students": ("manage_students", rows),
        "one student": (f"manage_students/{student}", rows),
        "manual grading: assignments": ("gradebook", rows),
        "manual grading: a notebook's submissions": (f"gradebook/{assignment}/{name}", rows),
        "manual grading: one submission": (f"submissions/{number}", ".nbgrader_cell .score"),
    }


def measure(folder, assignment, times=3):
    """{page: seconds, the median}"""
    found = {}
    with server(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (path, there) in pages(folder, assignment).items():
            took = []
            for _ in range(times):
                page = browser.new_context().new_page()
                started = time.perf_counter()
                page.goto(f"{address}/formgrader/{path}", wait_until="commit", timeout=120_000)
                page.locator(there).first.wait_for(state="attached", timeout=120_000)
                took.append(time.perf_counter() - started)
                page.close()
            found[name] = statistics.median(took)
        browser.close()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("course", nargs="?")
    parser.add_argument("assignment", nargs="?", default="01-softmax-derivation")
    parser.add_argument("--students", type=int, default=500)
    arguments = parser.parse_args()
    with large_class(arguments) as course:
        root = course.root
        ours = measure(root, arguments.assignment)
        (root / "nbgrader_config.py").write_text(STOCK)
        stock = measure(root, arguments.assignment)
    print(f"{arguments.students} students; seconds until the page is there (median of 3)")
    print(f"{'page':44}{'nbjudge':>9}{'stock':>9}")
    for name, seconds in ours.items():
        print(f"{name:44}{seconds:9.2f}{stock[name]:9.2f}")


if __name__ == "__main__":
    main()
