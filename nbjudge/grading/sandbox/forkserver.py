"""A warm process that is forked for each submission, so that importing is paid for once.

It imports what the notebooks import, and runs no code of a student. For each submission it forks
a *kernel*, which enters a sandbox before it becomes an ordinary Jupyter kernel, and a *judge*,
which stays outside and runs the test cells. It has one thread and no event loop, so that forking
it is safe.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import subprocess
import sys

from nbjudge.errors import NbjudgeError
from nbjudge.grading.sandbox import ipc, lockdown
from nbjudge.grading.sandbox.bubblewrap import Limits

__all__ = ["PORTS", "ForkServer", "ForkServerError"]

PORTS = {
    f"{name}_port": number
    for number, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), start=1)
}
_ENVIRONMENT = (
    ("PATH", "LANG", "LANGUAGE", "TZ", "HOME", "VIRTUAL_ENV", "PYTHONPATH", "NBJUDGE_DATA"),
    ("LC_", "OMP_", "OPENBLAS_", "MKL_", "TF_", "KERAS_", "MPL", "COVERAGE_"),
)
# What a kernel imports when it starts: the debugger alone takes three times as long as all else.
_KERNEL = ("ipykernel.kernelapp", "ipykernel.debugger", "IPython.core.completerlib",
           "IPython.core.debugger", "IPython.core.oinspect", "IPython.extensions.storemagic",
           "IPython.utils.wildcard", "faulthandler", "tornado.platform.asyncio")  # fmt: skip
_MOST_OPEN = 65_536  # file descriptors that a warm process has
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ForkServerError(NbjudgeError):
    """The warm process could not do what it was asked to."""


class ForkServer:
    """The warm process, seen from the grader."""

    def __init__(self, _end=None):
        self._process = None
        if _end is not None:
            self._end = _end
            return
        self._end, other = ipc.pair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nbjudge.grading.sandbox.forkserver", str(other.fileno())],
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
        """Another fork_server that has imported the same, so far."""
        mine, other = ipc.pair()
        with other:
            self._ask("clone", descriptors=[other.fileno()])
        return ForkServer(_end=mine)

    def lead(self, cells, folder):
        """Run the cells at the head of a notebook, so that all kernels forked here go on from them.

        Returns why that cannot be, or None; this fork_server is of no use then.
        """
        return self._ask("lead", cells=cells, folder=folder)["reason"]

    def prepare(self, cells, folder, names=None):
        """Run the locked cells that test cells rely on, for all judges to come.

        Parameters
        ----------
        cells : list of (grade id, source).
        folder : where the assignment's own files lie.
        names : what the source notebook says of its names (`judge.names.read_names`).

        Returns
        -------
        {grade id: error} of cells that failed.
        """
        return self._ask("prepare", cells=cells, folder=folder, names=names)["failed"]

    def fork_judge(self, control, wire, memory):
        """Fork a judge; it answers on ``control`` and talks to the student's kernel on ``wire``.

        ``memory`` are the MiB that it may use. Returns its process id.
        """
        return self._ask("judge", [control.fileno(), wire.fileno()], memory=memory)["pid"]

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
            ipc.send(self._end, {"order": order, **arguments}, descriptors)
            answer, _ = ipc.receive(self._end)
        if answer is None:
            raise ForkServerError("The warm process that kernels are forked from has ended.")
        if "error" in answer:
            raise ForkServerError(answer["error"])
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
        self.led = []  # the cells at the head of the notebook that have been run
        self.cells = []  # locked cells that each judge must run for itself
        self.names = {}  # what the source notebook says of its names
        self.helpers = []  # locked cells that use names of the student's

    def serve(self):
        while True:
            request, descriptors = ipc.receive(self.end)
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
                ipc.send(self.end, answer)

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
            if "matplotlib.pyplot" in sys.modules:
                importlib.import_module("matplotlib_inline.backend_inline")

    def clone(self, descriptors):
        def serve():
            self.end.close()
            self.end = socket.socket(fileno=descriptors[0])
            self.serve()

        _fork(serve)

    def lead(self, descriptors, cells, folder):
        from nbjudge.grading.judge.judge import run_cell, to_python

        _enter(folder)
        self.led = cells
        self.namespace["__name__"] = "__main__"
        before = _traces(folder)
        for name, source in cells:
            if to_python(source).strip() != source.strip() or "get_ipython" in source:
                return {"reason": f"{name} uses IPython"}
            with _silence():
                error = run_cell(source, self.namespace, f"<{name}>")[1]
            if error is not None:
                return {"reason": f"{name} raises {type(error).__name__}"}
        same = _traces(folder) == before
        return {"reason": None if same else "they start threads, open files or write some"}

    def prepare(self, descriptors, cells, folder, names):
        from nbjudge.grading.judge.judge import run_locked

        _enter(folder)
        self.names = names or {}
        with _silence():
            failed, self.helpers = run_locked(cells, self.namespace, led=self.led, names=self.names)
        if _threads() > 1:
            # It started threads, which a fork would lose: each judge runs the cells itself.
            self.cells = cells
        return {"failed": failed}

    def judge(self, descriptors, memory):
        from nbjudge.grading.judge.judge import run_locked, serve

        control, wire = (socket.socket(fileno=os.dup(descriptor)) for descriptor in descriptors)

        def run():
            self.end.close()
            lockdown.limit_memory(memory)
            if self.cells:
                self.namespace.clear()
                with _silence():
                    run_locked(self.cells, self.namespace, names=self.names)
            serve(control, wire, self.namespace, self.helpers, self.names)

        try:
            return {"pid": _fork(run)}
        finally:
            control.close()
            wire.close()

    def kernel(self, descriptors, limits, home, sockets, key):
        wire, status, *namespaces = descriptors

        def run():
            self.end.close()
            lockdown.die_with_parent()
            lockdown.join(namespaces)
            # Only a process forked after joining is within the process namespace.
            kernel = os.fork()
            if kernel == 0:
                # Of all that is open here, the student's process gets its line to the judge only.
                os.closerange(3, wire)
                os.closerange(wire + 1, _MOST_OPEN)
                os.setsid()
                lockdown.restrict(Limits(**limits), sandboxed=bool(namespaces))
                _become_kernel(home, sockets, key, wire, self.namespace, self.led)
                os._exit(0)
            os.close(wire)
            _, ended = os.waitpid(kernel, 0)
            with contextlib.suppress(OSError):
                os.write(status, str(os.waitstatus_to_exitcode(ended)).encode())

        return {"pid": _fork(run)}


def _enter(folder):
    """Work in the folder with the instructor's files; modules beside the notebook can be imported.

    A kernel that is forked later finds its own folder in the same place of the path.
    """
    os.chdir(folder)
    if "" not in sys.path:
        sys.path.insert(0, "")
    importlib.invalidate_caches()


def _threads():
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208


def _traces(folder):
    """What a fork would lose, or share with what it should not: threads, open files, files."""
    names = sorted(os.listdir(folder))  # noqa: PTH208
    return _threads(), len(os.listdir("/proc/self/fd")), names  # noqa: PTH208


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
    gc.freeze()  # a collection would touch, and so copy, all that is shared with the child
    child = os.fork()
    if child:
        return child
    gc.enable()
    status = 1
    try:
        run()
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


def _become_kernel(home, sockets, key, wire, namespace, led):
    """Turn this process into a Jupyter kernel that also answers the judge.

    ``led`` are the cells that have been run already, and ``namespace`` is what they have defined.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["HOME"] = home
    os.chdir(home)
    if "" not in sys.path:
        sys.path.insert(0, "")

    from ipykernel.kernelapp import IPKernelApp

    from nbjudge.grading.judge.student_side import StudentSide

    app = IPKernelApp.instance(
        transport="ipc",
        ip=f"{sockets}/kernel",
        connection_file=f"{sockets}/connection.json",
        **PORTS,
    )
    app.config.Session.key = key.encode()
    app.config.HistoryManager.enabled = False
    app.config.HistoryManager.hist_file = ":memory:"
    if led:
        app.user_ns = namespace
    app.initialize([])
    app.shell.execution_count += len(led)
    if "matplotlib.pyplot" in sys.modules:  # else IPython does it when the notebook imports that
        app.shell.run_line_magic("matplotlib", "inline")
    StudentSide(socket.socket(fileno=wire), app.kernel).listen()
    if any("nbjudge" in source for _, source in led):
        from nbjudge import guard

        guard.install(app.shell)
    else:  # the notebook's own import of nbjudge sets up its guard
        for name in [name for name in sys.modules if name.partition(".")[0] == "nbjudge"]:
            del sys.modules[name]
    app.start()


if __name__ == "__main__":
    gc.disable()
    server = _Server(socket.socket(fileno=int(sys.argv[1])))
    server.warm((), _KERNEL)
    import nbjudge.grading.judge.judge
    import nbjudge.grading.judge.link
    import nbjudge.grading.judge.namespace
    import nbjudge.grading.judge.student_side  # noqa: F401

    lockdown.load()
    server.serve()
