"""A small course that is served: an exchange, students who submit through nbgrader, a service."""

import contextlib
import os
import shutil
import threading
import time
from datetime import UTC, datetime

import nbformat
from factory import locked, make_course, solution, test_cell
from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory

from nbjudge.application import open_application
from nbjudge.course import Course, fill_in
from nbjudge.serving.service import Service

ASSIGNMENT = "mini"
RIGHT = {"double": "def double(x):\n    return 2 * x", "half": "def half(x):\n    return x / 2"}
HALF_RIGHT = {**RIGHT, "half": "def half(x):\n    return x"}
WRONG = {name: text.replace("2", "7") for name, text in RIGHT.items()}
SECRET = 7717  # stands in hidden tests alone

CELLS = (
    locked("setup", "import math"),
    solution("double", "def double(x):\n    #? return ?\n    return 2 * x"),
    test_cell("test_double", f"assert double(2) == 4\n### BEGIN HIDDEN TESTS\n"
              f"assert double({SECRET}) == 2 * {SECRET}\n### END HIDDEN TESTS", 2),
    solution("half", "def half(x):\n    #? return ?\n    return x / 2"),
    test_cell("test_half", f"assert half(4) == 2\n### BEGIN HIDDEN TESTS\n"
              f"assert half({SECRET}) == {SECRET} / 2\n### END HIDDEN TESTS", 3),
)  # fmt: skip
CONFIG = """
import nbjudge
c = get_config()
c.CourseDirectory.course_id = "c101"
c.CourseDirectory.root = {root!r}
c.Exchange.root = {exchange!r}
nbjudge.configure(c)
c.ExchangeCollect.check_owner = False  # all students are the user who runs the tests
{more}
"""


class Room:
    """A course in the folder ``place`` with its exchange; ``more`` goes into its configuration."""

    def __init__(self, place, more="", cells=CELLS):
        self.place, self.root, self.exchange = place, place / "course", place / "exchange"
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        config = CONFIG.format(root=str(self.root), exchange=str(self.exchange), more=more)
        self.course = make_course(self.root, *cells, name=ASSIGNMENT, config=config)
        self._exchange(self.root, "ReleaseAssignment", "instructor")
        self.lines = []

    def policy(self, text):
        (self.root / "policy.toml").write_text(text)

    def _exchange(self, folder, action, student):
        """What nbgrader's commands do, for a student whose files are in a folder."""
        app = open_application(NbGrader, self.root, ())
        directory = CourseDirectory(parent=app, assignment_id=ASSIGNMENT)
        if student != "instructor":
            directory.student_id = student
        factory = ExchangeFactory(config=app.config)
        # Without changing the folder, which would be that of the service's thread as well.
        made = getattr(factory, action)(
            coursedir=directory, authenticator=Authenticator(parent=app), parent=app
        )
        made.assignment_dir = os.fspath(folder)
        made.cache = os.fspath(self.place / "cache" / student)
        made.start()

    def submit(self, student, answers, links=()):
        """A student presses Submit in Jupyter's assignment list; ``links`` come a moment later."""
        home = self.place / "homes" / student
        (home / ASSIGNMENT).mkdir(parents=True, exist_ok=True)
        nb = fill_in(self.course.read("release", ASSIGNMENT), answers)
        nbformat.write(nb, home / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
        if not links:
            self._exchange(home, "Submit", student)
            return
        # They are put in before it is whole, by a student who does by hand what nbgrader does.
        at = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
        folder = self.place / f"{student}+{ASSIGNMENT}+{at}+random"
        shutil.copytree(home / ASSIGNMENT, folder)
        for name, target in dict(links).items():
            (folder / name).symlink_to(target)
        (folder / "timestamp.txt").write_text(at)
        (folder / "submission_secret.txt").write_text("0" * 128)
        folder.rename(self.exchange / "c101" / "inbound" / folder.name)

    def fetch(self, student):
        """A student presses Fetch Feedback; the pages, the newest last."""
        home = self.place / "homes" / student
        self._exchange(home, "FetchFeedback", student)
        pages = sorted((home / ASSIGNMENT / "feedback").rglob("*.html"))
        return [page.read_text() for page in pages]

    @contextlib.contextmanager
    def service(self, **more):
        with contextlib.chdir(self.root):
            made = Service(Course(self.root), say=self.lines.append, **more)
            with made:
                yield made

    def serve(self, **more):
        """Grade all that has arrived."""
        with self.service(**more) as service:
            service.serve(once=True)

    @contextlib.contextmanager
    def running(self, **more):
        """A service that grades in a thread of its own."""
        with self.service(**more) as service:
            thread = threading.Thread(target=service.serve)
            thread.start()
            self.running_service = service
            try:
                yield service
            finally:
                service.stop()
                thread.join()

    def settled(self, student, number=1):
        """Wait until so many arrivals of a student are seen to; they, in order."""
        ended = ("done", "refused", "failed")

        def found():
            return self.running_service.queue.of_student(student)

        wait_for(lambda: sum(one.state in ended for one in found()) >= number)
        return found()

    def marks(self, student, assignment=ASSIGNMENT):
        """The points in the gradebook."""
        return sum(self.course.marks(assignment)[student].values())

    def add(self, name, *cells):
        """Another assignment."""
        folder = self.root / "source" / name
        folder.mkdir()
        nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), folder / f"{name}.ipynb")
        self.course.build(name)


def wait_for(condition, seconds=300):
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def notebook(room, answers):
    """The bytes of a student's notebook."""
    nb = fill_in(room.course.read("release", ASSIGNMENT), answers)
    return nbformat.writes(nb).encode()
