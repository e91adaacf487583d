"""A warm process that is forked for each submission, so that importing is paid for once.

It imports what the notebooks import, and runs no code of a student. For each submission it forks
a *kernel*, which enters a sandbox before it becomes an ordinary Jupyter kernel, and a *judge*,
which stays outside and runs the test cells. It has one thread and no event loop, so that forking
it is safe.
"""

import contextlib
import importlib
import os
import signal
import socket
import subprocess
import sys

from gradlab.errors import GradlabError
from gradlab.grading import confine, orders
from gradlab.grading.sandbox import Limits

__all__ = ["PORTS", "Zygote", "ZygoteError"]

PORTS = {
    f"{name}_port": number
    for number, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), start=1)
}
_ENVIRONMENT = (
    ("PATH", "LANG", "LANGUAGE", "TZ", "HOME", "VIRTUAL_ENV", "PYTHONPATH", "GRADLAB_DATA"),
    ("LC_", "OMP_", "OPENBLAS_", "MKL_", "TF_", "KERAS_", "MPL", "COVERAGE_"),
)
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ZygoteError(GradlabError):
    """The warm process could not do what it was asked to."""


class Zygote:
    """The warm process, seen from the grader."""

    def __init__(self, _end=None):
        self._process = None
        if _end is not None:
            self._end = _end
            return
        self._end, other = orders.pair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gradlab.grading.zygote", str(other.fileno())],
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for the grader to handle
        )
        other.close()

    @property
    def alive(self):
        return self._process is not None and self._process.poll() is None

    def warm(self, imports):
        """Import modules; those that are not installed are left out."""
        self._ask("warm", imports=sorted(imports))

    def clone(self):
        """Another zygote that has imported the same, so far."""
        mine, other = orders.pair()
        with other:
            self._ask("clone", descriptors=[other.fileno()])
        return Zygote(_end=mine)

    def prepare(self, cells, folder):
        """Run the locked cells that test cells rely on, for all judges to come.

        Parameters
        ----------
        cells : list of (grade id, source).
        folder : where the assignment's own files lie.

        Returns
        -------
        {grade id: error} of cells that failed.
        """
        return self._ask("prepare", cells=cells, folder=folder)["failed"]

    def fork_judge(self, control, wire):
        """Fork a judge; it answers on ``control`` and talks to the student's kernel on ``wire``.

        Returns its process id.
        """
        return self._ask("judge", descriptors=[control.fileno(), wire.fileno()])["pid"]

    def fork_kernel(self, limits, place, key, wire, status):
        """Fork a kernel into a `Sandbox`; returns the id of the process that waits for it.

        The kernel answers the judge on the socket ``wire``. Its exit status will be written into
        the file descriptor ``status``.
        """
        return self._ask(
            "kernel",
            limits=vars(limits),
            home=place.home,
            sockets=place.sockets,
            key=key,
            descriptors=[wire.fileno(), status, *place.namespaces.values()],
        )["pid"]

    def _ask(self, order, descriptors=(), **arguments):
        answer = None
        with contextlib.suppress(OSError):
            orders.send(self._end, {"order": order, **arguments}, descriptors)
            answer, _ = orders.receive(self._end)
        if answer is None:
            raise ZygoteError("The warm process that kernels are forked from has ended.")
        if "error" in answer:
            raise ZygoteError(answer["error"])
        return answer

    def close(self):
        """End it, and all that it has forked."""
        self._end.close()
        if self._process is not None:
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _environment():
    """What the warm process, and so a student's kernel, may know of our environment."""
    names, prefixes = _ENVIRONMENT
    kept = {name: os.environ[name] for name in names if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith(prefixes)}
    # One thread each: a class is graded side by side, and forking many threads is unsafe.
    kept = dict.fromkeys(_ONE_THREAD, "1") | kept
    return kept | {
        "PYTHONHASHSEED": "0",  # the same marks every time
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "TF_CPP_MIN_LOG_LEVEL": kept.get("TF_CPP_MIN_LOG_LEVEL", "2"),
        "NBGRADER_EXECUTION": "autograde",
    }


class _Server:
    """The warm process itself."""

    def __init__(self, end):
        self.end = end
        self.namespace = {}  # what the locked cells have defined
        self.cells = []  # locked cells that each judge must run for itself
        self.helpers = []  # locked cells that use names of the student's

    def serve(self):
        while True:
            request, descriptors = orders.receive(self.end)
            if request is None:
                return
            try:
                answer = getattr(self, request.pop("order"))(descriptors, **request) or {}
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            finally:
                for descriptor in descriptors:
                    os.close(descriptor)
            self._bury()
            with contextlib.suppress(OSError):
                orders.send(self.end, answer)

    @staticmethod
    def _bury():
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def warm(self, descriptors, imports):
        with _silence():
            for name in imports:
                with contextlib.suppress(Exception):
                    importlib.import_module(name)

    def clone(self, descriptors):
        def serve():
            self.end.close()
            server = _Server(socket.socket(fileno=os.dup(descriptors[0])))
            server.serve()

        _fork(serve)

    def prepare(self, descriptors, cells, folder):
        from gradlab.grading.judge import run_locked

        os.chdir(folder)
        with _silence():
            failed, self.helpers = run_locked(cells, self.namespace)
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208
            # It started threads, which a fork would lose: each judge runs the cells itself.
            self.cells = cells
        return {"failed": failed}

    def judge(self, descriptors):
        from gradlab.grading.judge import run_locked, serve

        control, wire = (socket.socket(fileno=os.dup(descriptor)) for descriptor in descriptors)

        def run():
            self.end.close()
            if self.cells:
                self.namespace.clear()
                with _silence():
                    run_locked(self.cells, self.namespace)
            serve(control, wire, self.namespace, self.helpers)

        try:
            return {"pid": _fork(run)}
        finally:
            control.close()
            wire.close()

    def kernel(self, descriptors, limits, home, sockets, key):
        wire, status, *namespaces = descriptors

        def run():
            self.end.close()
            confine.die_with_parent()
            confine.join(namespaces)
            # Only a process forked after joining is within the process namespace.
            kernel = os.fork()
            if kernel == 0:
                os.close(status)
                os.setsid()
                confine.restrict(Limits(**limits), sandboxed=bool(namespaces))
                _become_kernel(home, sockets, key, wire)
                os._exit(0)
            os.close(wire)
            _, ended = os.waitpid(kernel, 0)
            with contextlib.suppress(OSError):
                os.write(status, str(os.waitstatus_to_exitcode(ended)).encode())

        return {"pid": _fork(run)}


@contextlib.contextmanager
def _silence():
    """Keep what importing and loading write out of the grader's terminal."""
    kept = [os.dup(descriptor) for descriptor in (1, 2)]
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        for descriptor in (1, 2):
            os.dup2(null, descriptor)
        yield
        sys.stdout.flush()
    finally:
        for descriptor, old in zip((1, 2), kept, strict=True):
            os.dup2(old, descriptor)
            os.close(old)
        os.close(null)


def _fork(run):
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        run()
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


def _become_kernel(home, sockets, key, wire):
    """Turn this process into a Jupyter kernel that also answers the judge."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["HOME"] = home
    os.chdir(home)
    sys.path.insert(0, "")

    import matplotlib
    from ipykernel.kernelapp import IPKernelApp
    from matplotlib_inline.backend_inline import configure_inline_support

    from gradlab.grading.servant import Servant

    app = IPKernelApp.instance(
        transport="ipc",
        ip=f"{sockets}/kernel",
        connection_file=f"{sockets}/connection.json",
        **PORTS,
    )
    app.config.Session.key = key.encode()
    app.config.HistoryManager.enabled = False
    app.config.HistoryManager.hist_file = ":memory:"
    app.initialize([])
    # Imported before there was a shell, it could not yet arrange to show figures there.
    matplotlib.interactive(True)
    configure_inline_support(app.shell, os.environ["MPLBACKEND"])
    Servant(socket.socket(fileno=wire), app.kernel).listen()
    # The notebook's own import of gradlab sets up its guard.
    for name in [name for name in sys.modules if name.partition(".")[0] == "gradlab"]:
        del sys.modules[name]
    app.start()


if __name__ == "__main__":
    # What every kernel and judge needs.
    import ipykernel.kernelapp  # noqa: F401
    import matplotlib_inline.backend_inline  # noqa: F401

    import gradlab.grading.judge
    import gradlab.grading.remote
    import gradlab.grading.servant  # noqa: F401

    confine.load()
    _Server(socket.socket(fileno=int(sys.argv[1]))).serve()
