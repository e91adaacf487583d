"""What a warm process does for a notebook: run its trusted cells, be its judge, be its kernel.

Each job has two sides: a function for the grader, who names a `ForkServer`, and one that runs
there, on the ``state`` that all jobs of that server share.
"""

import importlib
import os
import socket
import sys
import tempfile
from dataclasses import dataclass, field
from typing import Any

from nbjudge.grading.sandbox import kernel, lockdown
from nbjudge.grading.sandbox.forkserver import ForkServer, silence, threads

__all__ = ["IMPORTS", "KERNEL", "fork_judge", "run_head_cells", "run_locked_cells"]

# To be warmed, or each judge and kernel would import them anew.
IMPORTS = (
    "nbjudge.grading.judge.judge",
    "nbjudge.grading.judge.link",
    "nbjudge.grading.judge.namespace",
    "nbjudge.grading.judge.student_side",
)
KERNEL = f"{__name__}:_be_kernel"


@dataclass
class _Ready:
    """What has been run in this process, for all forks to come."""

    namespace: dict[str, Any] = field(default_factory=dict)  # what the cells have defined
    head_cells: list[Any] = field(default_factory=list)  # with which the notebook begins
    names: dict[str, Any] = field(default_factory=dict)  # what the source says of its names
    again: list[Any] = field(default_factory=list)  # locked cells that each judge must run
    folder: str | None = None  # with the course's files
    helpers: list[Any] = field(default_factory=list)  # locked cells with names of the student's


def _ready(state: dict[str, Any]) -> _Ready:
    ready: _Ready = state.setdefault("notebook", _Ready())
    return ready


def run_head_cells(server: ForkServer, cells: list[Any], folder: str) -> tuple[str | None, bool]:
    """Run the cells at the head of a notebook, so that all kernels forked later go on from them.

    Parameters
    ----------
    server : a `ForkServer`.
    cells : list of (grade id, source).
    folder : where the assignment's own files lie.

    Returns (why that cannot be, or None; this server is of no use then, whether they show nothing
    in a notebook).
    """
    answer = server.run(f"{__name__}:_run_head_cells", cells=cells, folder=folder)
    return answer["reason"], answer["quiet"]


def _run_head_cells(state: dict[str, Any], cells: list[Any], folder: str) -> dict[str, Any]:
    from nbjudge.grading.judge.judge import run_cell, to_python

    ready = _ready(state)
    _enter(folder)
    ready.head_cells = cells
    ready.namespace["__name__"] = "__main__"
    before, quiet = _traces(folder), True
    for name, source in cells:
        if to_python(source).strip() != source.strip() or "get_ipython" in source:
            return {"reason": f"{name} uses IPython", "quiet": quiet}
        said = os.memfd_create("said")
        with silence(said):
            value, error = run_cell(source, ready.namespace, f"<{name}>")
        # What a notebook would display is printed where there is none.
        quiet = quiet and value is None and os.fstat(said).st_size == 0
        os.close(said)
        if error is not None:
            return {"reason": f"{name} raises {type(error).__name__}", "quiet": quiet}
    if (pyplot := sys.modules.get("matplotlib.pyplot")) is not None:
        quiet = quiet and not pyplot.get_fignums()  # they are shown behind a cell
    reason = None if _traces(folder) == before else "they start threads, open files or write some"
    return {"reason": reason, "quiet": quiet}


def _traces(folder: str) -> tuple[int, int, list[str]]:
    """What a fork would lose, or share with what it should not: threads, open files, files."""
    names = sorted(os.listdir(folder))  # noqa: PTH208
    return threads(), len(os.listdir("/proc/self/fd")), names  # noqa: PTH208


def _enter(folder: str) -> None:
    """Work in the folder with the instructor's files; modules beside the notebook can be imported.

    A kernel that is forked later finds its own folder in the same place of the path.
    """
    os.chdir(folder)
    if "" not in sys.path:
        sys.path.insert(0, "")
    importlib.invalidate_caches()


def run_locked_cells(
    server: ForkServer,
    cells: list[Any],
    folder: str,
    names: dict[str, Any] | None = None,
    beside: bool = True,
) -> dict[str, str]:
    """Run the locked cells that test cells rely on, for all judges forked later.

    ``names`` is what the source notebook says of its names (`judge.names.read_names`), ``beside``
    whether what lies in the folder belongs to the assignment; the other parameters are those of
    `run_head_cells`. Returns {grade id: error} of cells that failed.
    """
    job = f"{__name__}:_run_locked_cells"
    answer = server.run(job, cells=cells, folder=folder, names=names or {}, beside=beside)
    failed: dict[str, str] = answer["failed"]
    return failed


def _run_locked_cells(
    state: dict[str, Any], cells: list[Any], folder: str, names: dict[str, Any], beside: bool
) -> dict[str, Any]:
    from nbjudge.grading.judge.judge import run_locked

    ready = _ready(state)
    _enter(folder)
    ready.names = names
    ready.folder = folder if beside else None
    with silence():
        failed, ready.helpers = run_locked(
            cells, ready.namespace, led=ready.head_cells, names=names
        )
    if threads() > 1:
        # It started threads, which a fork would lose: each judge runs the cells itself.
        ready.again = cells
    return {"failed": failed}


def fork_judge(
    server: ForkServer, control: socket.socket, wire: socket.socket, memory: int, place: str
) -> int:
    """Fork a judge; it answers on ``control`` and talks to the student's kernel on ``wire``.

    ``memory`` are the MiB that it may use, ``place`` is an empty folder for its
    files. Returns its process id.
    """
    descriptors = [control.fileno(), wire.fileno()]
    pid: int = server.fork(f"{__name__}:_be_judge", descriptors, memory=memory, place=place)
    return pid


def _be_judge(state: dict[str, Any], control: int, wire: int, memory: int, place: str) -> None:
    from nbjudge.grading.judge.files import JudgeFolder
    from nbjudge.grading.judge.judge import run_locked, serve

    ready = _ready(state)
    lockdown.name_process("nbjudge-judge")
    lockdown.limit_memory(memory)
    sys.path[:] = [path or ready.folder or path for path in sys.path]
    names = ready.names
    folder = JudgeFolder(place, ready.folder, names.get("files", ()), names.get("runs", True))
    tempfile.tempdir = folder.temporary
    if ready.again:
        ready.namespace.clear()
        with silence():
            run_locked(ready.again, ready.namespace, names=ready.names)
    orders, students = (socket.socket(fileno=descriptor) for descriptor in (control, wire))
    serve(orders, students, ready.namespace, ready.helpers, names, folder)


def _be_kernel(state: dict[str, Any], wire: int, home: str, sockets: Any, key: str) -> None:
    """Become a kernel that also answers the judge, and goes on from the head cells."""
    from nbjudge.grading.judge.student_side import StudentSide

    ready = _ready(state)
    app = kernel.make(home, sockets, key, ready.namespace if ready.head_cells else None)
    app.shell.execution_count += len(ready.head_cells)
    StudentSide(socket.socket(fileno=wire), app.kernel).listen()
    if any("nbjudge" in source for _, source in ready.head_cells):
        from nbjudge import guard

        guard.install(app.shell)
    else:  # the notebook's own import of nbjudge sets up its guard
        for name in [name for name in sys.modules if name.partition(".")[0] == "nbjudge"]:
            del sys.modules[name]
    app.start()
