"""A Jupyter kernel in a sandbox, at Jupyter's own door: a kernel provisioner.

Any Jupyter client can use it, by a kernel spec whose metadata names ``nbjudge-sandbox``; grading
does so through nbclient. The kernel's sockets lie within the sandbox and are reached through its
first process, so that nothing of it is left on this machine's disk.
"""

import asyncio
import atexit
import contextlib
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Any as AnyTrait
from traitlets import Bool, Enum, Float, Int, List, Type, Unicode, default

from nbjudge.errors import HelperError, SandboxError
from nbjudge.grading.sandbox.backends import BACKENDS, build
from nbjudge.grading.sandbox.cgroup import Group, delegated
from nbjudge.grading.sandbox.forkserver import ForkServer
from nbjudge.grading.sandbox.kernel import IMPORTS, PORTS
from nbjudge.grading.sandbox.place import Limits, Place
from nbjudge.grading.sandbox.unprotected import NoSandbox
from nbjudge.grading.sandbox.watch import Watch, too_much_memory

__all__ = ["BoundedKernelManager", "SandboxProvisioner", "fork_server", "use_fork_server"]

_servers: dict[
    int, ForkServer
] = {}  # process id → `ForkServer`: a fork of this process must not share that of its parent
_starting = threading.Lock()


def fork_server() -> ForkServer:
    """The warm process of this grader; it is started once and ends with the grader."""
    with _starting:
        known = _servers.get(os.getpid())
        if known is None or not known.alive:
            known = _servers[os.getpid()] = ForkServer()
            known.warm(IMPORTS)
            atexit.register(known.close)
        return known


def use_fork_server(server: ForkServer) -> None:
    """Let this process, which was forked, have a warm process of its own that is there already."""
    while _servers:
        _servers.popitem()[1].leave()
    _servers[os.getpid()] = server


class _ShellChannel(AsyncZMQSocketChannel):
    """Jupyter's channel for requests; it tells when the reply to a cell has come."""

    on_reply: Callable[[], None] | None = None

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]
        message: dict[str, Any] = await super().get_msg(timeout)
        if self.on_reply is not None and message["msg_type"] == "execute_reply":
            self.on_reply()
        return message


class Client(AsyncKernelClient):
    """Jupyter's client without heartbeats.

    The provisioner sees a kernel end, and one that answers half a heartbeat would keep the thread
    that waits for the rest, and so the grader, from ending.
    """

    shell_channel_class = Type(_ShellChannel)

    def start_channels(
        self,
        shell: bool = True,
        iopub: bool = True,
        stdin: bool = True,
        hb: bool = False,
        control: bool = True,
    ) -> None:
        super().start_channels(shell, iopub, stdin, hb, control)


class BoundedKernelManager(AsyncKernelManager):
    """Jupyter's kernel manager, on sockets that refuse huge messages."""

    waiting = Int(100_000, help="Messages that may wait here; where more do, the rest is lost.")
    max_message = Int(
        32, help="MiB; a kernel that sends a longer message loses its connection."
    ).tag(config=True)

    @default("context")
    def _bounded_context(self) -> zmq.asyncio.Context:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, self.max_message * 2**20)
        context.setsockopt(zmq.RCVHWM, self.waiting)
        return context

    @default("client_factory")
    def _client_without_heartbeats(self) -> type[Client]:
        return Client


class SandboxProvisioner(KernelProvisionerBase):
    """Starts kernels in sandboxes, by forking a warm process, and watches what they use."""

    sandbox_required = Bool(
        True,
        help="""
        False runs students' code without a sandbox, as you and with all that you may do. Only for
        code that you trust; results and feedback say so.
        """,
    ).tag(config=True)
    backend = Enum(
        BACKENDS,
        "bubblewrap",
        help="""
        What builds the sandbox: ``bubblewrap``, from namespaces; ``userid``, where a container
        allows none and the grader is root, by a user id for each submission; or ``auto``, the
        first where it works, else the second. Results say which.
        """,
    ).tag(config=True)
    first_user = Int(
        58_000, help="The first of the user ids for ``userid``; they must belong to nobody."
    ).tag(config=True)
    users = Int(512, help="How many user ids there are from that one on; each takes two.").tag(
        config=True
    )
    hidden = List(
        Unicode(),
        help="""
        Folders and files that students' code must not be able to read, beside the course, the
        gradebook and your home folder; ``userid`` refuses to grade where it could.
        """,
    ).tag(config=True)
    cgroup = Unicode(
        "auto",
        help="""
        The control group below which each submission has its own, with limits that the kernel
        holds: ``auto`` for that of the grader, where it is delegated to it, a folder, or ``off``.
        """,
    ).tag(config=True)
    memory = Int(Limits.memory, help="MiB that all processes of a submission may use.").tag(
        config=True
    )
    processes = Int(Limits.processes, help="Processes and threads of a submission.").tag(
        config=True
    )
    file_size = Int(Limits.file_size, help="MiB of a single file.").tag(config=True)
    disk = Int(
        Limits.disk, help="MiB of the work folder, and as many of temporary files; kept in memory."
    ).tag(config=True)
    files = Int(
        Limits.files, help="Files and folders in the work folder, and as many temporary ones."
    ).tag(config=True)
    cell_cpu = Float(Limits.cell_cpu, help="Seconds of CPU time for one cell.").tag(config=True)
    notebook_cpu = Float(Limits.notebook_cpu, help="Seconds of CPU time for all cells.").tag(
        config=True
    )
    data = List(
        Unicode(),
        ["mnist.npz", "fashion_mnist.npz"],
        help="""
        Files and folders in the folder that NBJUDGE_DATA names, or patterns of their names, that
        students' code may read; nothing else that lies there.
        """,
    ).tag(config=True)
    read_only = List(
        Unicode(),
        help="""
        Folders and files that students' code may read, beside the system, Python and the data:
        where your own libraries lie, for instance.
        """,
    ).tag(config=True)

    source = AnyTrait(help="The `ForkServer` to fork kernels from; that of this grader by default.")
    job = Unicode("nbjudge.grading.sandbox.kernel:run", help="What makes a fork a kernel.")

    place: Place  # where the kernel runs
    how: dict[str, Any]  # what results say of it
    wire: socket.socket  # the judge's end of the connection between judge and kernel
    reason: str | None = None  # why the kernel was stopped
    _killed = False  # whether we have ended it ourselves
    _lost = False  # whether it has ended because a process of ours has

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._forked: int | None = None
        self._status: int | None = None
        self._reading = threading.Lock()
        self._exit_code: int | None = None
        self._watch: Watch | None = None
        self._built = False  # whether there is a place to leave

    @property
    def limits(self) -> Limits:
        return Limits(**{name: getattr(self, name) for name in Limits.__dataclass_fields__})

    @property
    def has_process(self) -> bool:
        return self._forked is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        launch: dict[str, Any] = await super().pre_launch(cmd=[], **kwargs)
        return launch

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        self._exit_code = self.reason = None
        self._killed = self._lost = False
        key = secrets.token_hex(16)
        self.wire, other = socket.socketpair()
        self._status, status_end = os.pipe()
        os.set_blocking(self._status, False)
        try:
            self._build(kwargs.get("cwd"))
            self._forked = (self.source or fork_server()).fork_into(
                self.place,
                self.job,
                [other.fileno()],
                status_end,
                home=self.place.home,
                sockets=self.place.sockets,
                key=key,
            )
        except BaseException:
            self._release()
            raise
        finally:
            other.close()
            os.close(status_end)
        self._watch = Watch(self, self.place, self.limits)
        root = os.fspath(self.place.root).rstrip("/")
        info: Any = {
            "transport": "ipc",
            "ip": f"{root}{self.place.sockets}/kernel",
            **PORTS,
            "key": key.encode(),
            "signature_scheme": "hmac-sha256",
        }
        self.connection_info = info
        return info

    def why_not(self) -> str | None:
        """Why no sandbox can be built as it is configured, and what to do; None where one can."""
        try:
            with self._new_place():
                return None
        except SandboxError as error:
            return str(error)

    def _new_place(self) -> Place:
        if not self.sandbox_required:
            return NoSandbox(self.limits)
        paths = [(path, path) for path in (*self._data_files(), *self.read_only) if path]
        paths.append((os.fspath(Path.home() / ".keras/datasets"), "~/.keras/datasets"))
        paths = [pair for pair in paths if Path(pair[0]).exists()]
        base = delegated(self.cgroup)
        place = build(
            self.backend,
            self.limits,
            paths,
            first_user=self.first_user,
            users=self.users,
            hidden=[os.getcwd(), os.fspath(Path.home()), *self.hidden],  # noqa: PTH109
        )
        if base is not None:
            try:
                place.group = Group(base, self.limits)
            except BaseException:
                place.close()
                raise
        return place

    def _build(self, folder: str | None) -> None:
        self.place = self._new_place()
        self._built = True
        self.how = {"sandbox": self.sandbox_required, "backend": self.place.backend}
        self.how |= self.place.how if self.sandbox_required else {}
        if folder:
            try:
                left_out = self.place.put(folder)
            except OSError as error:
                if self.place.has_ended():
                    raise HelperError("A sandbox has ended as soon as it was built.") from error
                raise
            if left_out:
                self.log.warning("Not given to the notebook: %s", ", ".join(left_out))

    def _data_files(self) -> list[str]:
        """Paths of the data that students' code may read."""
        folder = Path(os.environ.get("NBJUDGE_DATA") or "-").expanduser()
        if not folder.is_dir():
            return []
        names = [name for name in self.data if name and ".." not in Path(name).parts]
        found = {path for name in names for path in folder.absolute().glob(name)}
        return sorted(map(os.fspath, found))

    @property
    def _watching(self) -> Watch:
        if self._watch is None:
            raise HelperError("The kernel is not running.")
        return self._watch

    timed_out = False  # whether the cell that runs, or ran last, was stopped at its time limit

    def begin_cell(
        self, seconds: float, grace: float | None = None, beside: int | None = None
    ) -> None:
        """A cell begins, and may take so many seconds on its `Clock`.

        Then it is interrupted, and after ``grace`` seconds more the kernel is stopped; at once
        where that is None. ``beside`` is the process id of a judge that runs the cell.
        """
        self.timed_out = False
        self._watching.begin_cell(seconds, grace, beside)

    def extend_cell(self, seconds: float) -> None:
        """The cell has ended as far as the kernel says: its last outputs may take this long."""
        self._watching.extend_cell(seconds)

    def end_cell(self) -> float:
        """A cell has ended; returns the seconds that it has taken."""
        return self._watching.end_cell()

    def look(self) -> None:
        """Stop the kernel where it uses more than it may, as it is found now."""
        self._watching.look()

    def stop(self, reason: str) -> None:
        """Kill the kernel, and all that it started, for a reason that the results will name."""
        self.reason = self.reason or reason
        self._end()

    def _end(self) -> None:
        self._read_status()  # it may have ended by itself
        self._killed = True
        self._signal(signal.SIGKILL)
        self.place.stop()

    def is_lost(self) -> bool:
        """Whether the kernel has ended, or is about to, because a process of ours has.

        That is the one that waits for it, or one of those that keep the sandbox.
        """
        deadline = time.monotonic() + 0.3
        while self._read_status() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        return self._lost

    def _read_status(self) -> int | None:
        """The kernel's exit code; None while it runs, or was never started."""
        with self._reading:  # the watch may want to know as well
            return self._read_status_now()

    def _read_status_now(self) -> int | None:
        if self._exit_code is None and self._status is not None:
            try:
                said = os.read(self._status, 32)
            except BlockingIOError:
                return None
            self._exit_code = int(said or -signal.SIGKILL)
            if not self._killed and self._exit_code == -signal.SIGKILL:
                group = self.place.group
                if said and group is not None and group.ran_out_of_memory():
                    self.reason = self.reason or too_much_memory(self.memory)
                else:
                    self._lost = not said or self.place.has_ended()
        return self._exit_code

    async def poll(self) -> int | None:
        return self._read_status()

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self._forked = None
        return self._exit_code

    def _signal(self, signum: int) -> None:
        # The forked process waits outside; its only child is the kernel.
        with contextlib.suppress(OSError, IndexError):  # it may just have ended
            task = Path(f"/proc/{self._forked}/task/{self._forked}/children")
            os.kill(int(task.read_text().split()[0]), signum)

    def interrupt(self) -> None:
        """Interrupt what the kernel runs; from any thread."""
        self._signal(signal.SIGINT)

    async def send_signal(self, signum: int) -> None:
        self._signal(signum)

    def is_full(self) -> bool:
        """Whether the submission uses more than half of the memory that it may."""
        usage = self.place.usage()
        return usage is not None and usage.memory > self.memory / 2

    async def kill(self, restart: bool = False) -> None:
        self._end()

    async def terminate(self, restart: bool = False) -> None:
        await self.kill()

    async def cleanup(self, restart: bool = False) -> None:
        if self._watch is not None:
            self._watch.end()
            self._watch = None
            self._release()

    def _release(self) -> None:
        if self._built:
            self.place.end()
            self._built = False
        self.wire.close()
        if self._status is not None:
            os.close(self._status)
            self._status = None
