"""A real JupyterHub for tests: deploy/jupyterhub with users, files and ports of its own."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy" / "jupyterhub"
# What it takes: a program, and how to get it.
NEEDED = {
    "bwrap": "apt-get install bubblewrap",
    "chromium": "apt-get install chromium",
    "configurable-http-proxy": "npm install -g configurable-http-proxy@4",
    "useradd": "a Linux system",
}
_START = 180  # seconds for the hub to answer


def missing():
    """Why no hub can be tested here; "" where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can start servers as other users"
    lacking = [f"{name} ({how})" for name, how in NEEDED.items() if not shutil.which(name)]
    try:
        import jupyterhub  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as error:
        lacking.append(f"{error.name} (pip install -e '.[dev]')")
    return f"not installed: {', '.join(lacking)}" if lacking else ""


class Hub:
    """A running hub with the users ada, who teaches, grace and alan; use it in a ``with``.

    Each is a user of this system, made for the test and removed after it, with a password and a
    home folder below ``folder``.

    Parameters
    ----------
    fill : called with the empty course folder, to put the course there.
    """

    def __init__(self, fill):
        ending = secrets.token_hex(2)
        self.ada, self.grace, self.alan, self.grader = (
            f"{name}-{ending}" for name in ("ada", "grace", "alan", "grader")
        )
        self.password = secrets.token_urlsafe(12)
        self.folder = Path(tempfile.mkdtemp(prefix="nbjudge-hub-"))
        self.folder.chmod(0o755)
        self.course, self.exchange = self.folder / "course", self.folder / "exchange"
        self.log = self.folder / "hub.log"
        self.url = ""
        self._fill = fill
        self._process = None

    @property
    def users(self):
        return [self.ada, self.grace, self.alan, self.grader]

    def __enter__(self):
        # A test run that is stopped leaves no users and servers behind.
        self._on_stop = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self._make_users()
            self._make_folders()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception):
        if self._process is not None:
            self._process.kill()  # and with it all that was started in its process namespace
            self._process.wait()
        for user in self.users:
            subprocess.run(["userdel", "--force", user], capture_output=True, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, self._on_stop)

    def home(self, user):
        return self.folder / "home" / user

    def tail(self, lines=60):
        """The last lines of the hub's log, and of its users' servers."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _make_users(self):
        (self.folder / "home").mkdir()
        for user in self.users:
            home = ["--create-home", "--home-dir", os.fspath(self.home(user))]
            subprocess.run(["useradd", *home, "--shell", "/bin/bash", user], check=True)
            if user != self.grader:
                words = f"{user}:{self.password}".encode()
                subprocess.run(["chpasswd"], input=words, check=True)

    def _make_folders(self):
        self.course.mkdir()
        self._fill(self.course)
        for path in [self.course, *self.course.rglob("*")]:
            shutil.chown(path, self.grader, self.grader)
        (self.folder / "hub").mkdir(mode=0o700)
        data = os.environ.get("NBJUDGE_DATA", "digits")
        (self.folder / "class.toml").write_text(
            f'course = "nbjudge"\ninstructors = ["{self.ada}"]\n'
            f'students = ["{self.grace}", "{self.alan}"]\naccount = "{self.grader}"\n'
            f'course_folder = "{self.course}"\nexchange = "{self.exchange}"\ndata = "{data}"\n'
            "marks_on_arrival = true\n"
        )

    def _start(self):
        port, hub_port, proxy_port, marks_port = free_ports(4)
        self.url = f"http://127.0.0.1:{port}"
        command = [
            *_namespace(),
            *_readable_for_all(),
            *(sys.executable, "-m", "jupyterhub"),
            *("-f", os.fspath(DEPLOY / "jupyterhub_config.py")),
            f"--JupyterHub.bind_url={self.url}",
            f"--JupyterHub.hub_bind_url=http://127.0.0.1:{hub_port}",
            f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{proxy_port}",
        ]
        environment = os.environ | {
            "NBJUDGE_CLASS": os.fspath(self.folder / "class.toml"),
            "NBJUDGE_MARKS_PORT": f"{marks_port}",
        }
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.folder / "hub",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + _START
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/hub/health", timeout=5).ok:
                    return
            time.sleep(0.2)
        raise RuntimeError(f"The hub did not start. It says:\n{self.tail()}")


def free_ports(number):
    """Numbers of TCP ports that nobody uses now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _namespace():
    """A command before a command: all processes that it starts end when this process does."""
    reaper = ["sh", "-c", '"$@" & wait', "sh"]  # some first process must take in the orphans
    own = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", *reaper]
    return ["setpriv", "--pdeathsig", "KILL", *own]


def _readable_for_all():
    """A command before a command: it sees Python and nbjudge even where they are in a private home.

    A hub's Python belongs into a public place, such as /opt; that of a test is where it is. Folders
    on the way that other users may not enter are replaced, for this command only, by empty ones
    that hold the way alone.
    """
    needed = {Path(path).resolve() for path in (sys.base_prefix, sys.prefix, ROOT)}
    needed.add(Path(sys.prefix))
    private = set()
    for path in needed:
        for parent in reversed([path, *path.parents]):
            if not parent.stat().st_mode & 0o001:
                private.add(parent)
                break
    command = ["bwrap", "--dev-bind", "/", "/", "--cap-add", "ALL"]
    for folder in sorted(private):
        command += ["--tmpfs", os.fspath(folder)]
    for path in sorted(needed):
        for folder in private:
            if path.is_relative_to(folder):
                for parent in reversed(path.relative_to(folder).parents[:-1]):
                    command += ["--perms", "0755", "--dir", os.fspath(folder / parent)]
                command += ["--bind", os.fspath(path), os.fspath(path)]
    return [*command, "--"]
