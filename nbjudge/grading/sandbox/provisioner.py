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
from pathlib import Path

import zmq
import zmq.asyncio
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Any, Bool, Float, Int, List, Type, Unicode, default

from nbjudge.errors import HelperError
from nbjudge.grading.sandbox.bubblewrap import HOME, Limits, NoSandbox, Sandbox
from nbjudge.grading.sandbox.clock import Clock, longest
from nbjudge.grading.sandbox.forkserver import ForkServer
from nbjudge.grading.sandbox.kernel import IMPORTS, PORTS

__all__ = ["BoundedKernelManager", "SandboxProvisioner", "fork_server"]

_servers = {}  # process id → `ForkServer`: a fork of this process must not share that of its parent
_starting = threading.Lock()
_RUNNING = 2  # processes of a submission that may run at once before they are slowed down
_FLOOD = 1000  # MiB by which messages of a kernel may let this process grow


def fork_server():
    """The warm process of this grader; it is started once and ends with the grader."""
    with _starting:
        known = _servers.get(os.getpid())
        if known is None or not known.alive:
            known = _servers[os.getpid()] = ForkServer()
            known.warm(IMPORTS)
            atexit.register(known.close)
        return known


class _ShellChannel(AsyncZMQSocketChannel):
    """Jupyter's channel for requests; it tells when the reply to a cell has come."""

    on_reply = None  # a function of no arguments

    async def get_msg(self, *args, **kwargs):
        message = await super().get_msg(*args, **kwargs)
        if self.on_reply is not None and message["msg_type"] == "execute_reply":
            self.on_reply()
        return message


class Client(AsyncKernelClient):
    """Jupyter's client without heartbeats.

    The provisioner sees a kernel end, and one that answers half a heartbeat would keep the thread
    that waits for the rest, and so the grader, from ending.
    """

    shell_channel_class = Type(_ShellChannel)

    def start_channels(self, *args, hb=False, **kwargs):
        super().start_channels(*args, hb=hb, **kwargs)


class BoundedKernelManager(AsyncKernelManager):
    """Jupyter's kernel manager, on sockets that refuse huge messages."""

    waiting = Int(100_000, help="Messages that may wait here; where more do, the rest is lost.")
    max_message = Int(
        32, help="MiB; a kernel that sends a longer message loses its connection."
    ).tag(config=True)

    @default("context")
    def _bounded_context(self):
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, self.max_message * 2**20)
        context.setsockopt(zmq.RCVHWM, self.waiting)
        return context

    @default("client_factory")
    def _client_without_heartbeats(self):
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

    source = Any(help="The `ForkServer` to fork kernels from; that of this grader by default.")
    job = Unicode("nbjudge.grading.sandbox.kernel:run", help="What makes a fork a kernel.")

    place = None  # a `Sandbox`, or where the kernel runs without one
    wire = None  # the judge's end of the connection between judge and kernel
    reason = None  # why the kernel was stopped
    _killed = False  # whether we have ended it ourselves
    _lost = False  # whether it has ended because a process of ours has

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._forked = None
        self._status = None
        self._reading = threading.Lock()
        self._exit_code = None
        self._watch = None

    @property
    def limits(self):
        return Limits(**{name: getattr(self, name) for name in Limits.__dataclass_fields__})

    @property
    def has_process(self):
        return self._forked is not None

    async def pre_launch(self, **kwargs):
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd, **kwargs):
        self.place = self._exit_code = self.reason = None
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
        self._watch = _Watch(self)
        self.connection_info = {
            "transport": "ipc",
            "ip": f"{self.place.root}{self.place.sockets}/kernel",
            **PORTS,
            "key": key.encode(),
            "signature_scheme": "hmac-sha256",
        }
        return self.connection_info

    def _build(self, folder):
        if self.sandbox_required:
            home = Path.home()
            paths = [(path, path) for path in (*self._data_files(), *self.read_only)]
            paths.append((home / ".keras/datasets", f"{HOME}/.keras/datasets"))
            paths = [pair for pair in paths if Path(pair[0] or "-").exists()]
            self.place = Sandbox(self.limits, paths)
        else:
            self.place = NoSandbox(self.limits)
        if folder:
            try:
                left_out = self.place.put(folder)
            except OSError as error:
                if self.place.has_ended():
                    raise HelperError("A sandbox has ended as soon as it was built.") from error
                raise
            if left_out:
                self.log.warning("Not given to the notebook: %s", ", ".join(left_out))

    def _data_files(self):
        """Paths of the data that students' code may read."""
        folder = Path(os.environ.get("NBJUDGE_DATA") or "-").expanduser()
        if not folder.is_dir():
            return []
        names = [name for name in self.data if name and ".." not in Path(name).parts]
        return sorted({path for name in names for path in folder.absolute().glob(name)})

    timed_out = False  # whether the cell that runs, or ran last, was stopped at its time limit

    def begin_cell(self, seconds, grace=None, beside=None):
        """A cell begins, and may take so many seconds on its `Clock`.

        Then it is interrupted, and after ``grace`` seconds more the kernel is stopped; at once
        where that is None. ``beside`` is the process id of a judge that runs the cell.
        """
        self.timed_out = False
        self._watch.begin_cell(seconds, grace, beside)

    def extend_cell(self, seconds):
        """The cell has ended as far as the kernel says: its last outputs may take this long."""
        self._watch.extend_cell(seconds)

    def end_cell(self):
        """A cell has ended; returns the seconds that it has taken."""
        return self._watch.end_cell()

    def look(self):
        """Stop the kernel where it uses more than it may, as it is found now."""
        self._watch.look()

    def stop(self, reason):
        """Kill the kernel, and all that it started, for a reason that the results will name."""
        self.reason = self.reason or reason
        self._end()

    def _end(self):
        self._read_status()  # it may have ended by itself
        self._killed = True
        self._signal(signal.SIGKILL)
        self.place.kill()

    def is_lost(self):
        """Whether the kernel has ended, or is about to, because a process of ours has.

        That is the one that waits for it, or one of those that keep the sandbox.
        """
        deadline = time.monotonic() + 0.3
        while self._read_status() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        return self._lost

    def _read_status(self):
        """The kernel's exit code; None while it runs, or was never started."""
        with self._reading:  # the watch may want to know as well
            return self._read_status_now()

    def _read_status_now(self):
        if self._exit_code is None and self._status is not None:
            try:
                said = os.read(self._status, 32)
            except BlockingIOError:
                return None
            self._exit_code = int(said or -signal.SIGKILL)
            if not self._killed and self._exit_code == -signal.SIGKILL:
                self._lost = not said or self.place.has_ended()
        return self._exit_code

    async def poll(self):
        return self._read_status()

    async def wait(self):
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self._forked = None
        return self._exit_code

    def _signal(self, signum):
        # The forked process waits outside; its only child is the kernel.
        with contextlib.suppress(OSError, IndexError):  # it may just have ended
            task = Path(f"/proc/{self._forked}/task/{self._forked}/children")
            os.kill(int(task.read_text().split()[0]), signum)

    def interrupt(self):
        """Interrupt what the kernel runs; from any thread."""
        self._signal(signal.SIGINT)

    async def send_signal(self, signum):
        self._signal(signum)

    def is_full(self):
        """Whether the submission uses more than half of the memory that it may."""
        usage = self.place.usage()
        return usage is not None and usage.memory > self.memory / 2

    async def kill(self, restart=False):
        self._end()

    async def terminate(self, restart=False):
        await self.kill()

    async def cleanup(self, restart=False):
        if self._watch is not None:
            self._watch.end()
            self._watch = None
            self._release()

    def _release(self):
        if self.place is not None:
            self.place.close()
        self.wire.close()
        os.close(self._status)
        self._status = None


def _memory_of_grader():
    """Resident memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class _Watch(threading.Thread):
    """Looks at what a kernel uses, a few times a second, and stops it at its limits."""

    interval = 0.1  # seconds

    def __init__(self, provisioner):
        super().__init__(name="nbjudge-watch", daemon=True)
        self._provisioner = provisioner
        self._place = provisioner.place
        self._limits = provisioner.limits
        self._cpu = self._cell_start = 0.0  # seconds: now, and when the cell began
        self._cell = None  # (its `Clock`, seconds, grace), while one runs
        self._interrupted = 0.0  # seconds on that clock at the last interrupt
        self._extended = False
        self._lock = threading.RLock()  # an interrupt must not meet the next cell
        self._own_memory = _memory_of_grader()
        self._ended = threading.Event()
        self.start()

    def begin_cell(self, seconds, grace, beside):
        with self._lock:
            # As it was at the end of the cell before, or a moment ago.
            self._cell_start = self._cpu
            self._cell = Clock(self._cpu, beside), seconds, grace
            self._interrupted = 0.0
            self._extended = False

    def extend_cell(self, seconds):
        with self._lock:
            if self._cell is not None and not self._extended:  # once: a reply can be forged
                clock, limit, grace = self._cell
                self._cell = clock, max(limit, clock.seconds + seconds), grace
                self._extended = True

    def end_cell(self):
        with self._lock:
            clock = self._cell and self._cell[0]
            self._cell = None
            return clock.seconds if clock else 0.0

    def run(self):
        while not self._ended.wait(self.interval) and self.look():
            pass

    def look(self):
        """Stop the kernel where it is beyond its limits; returns whether it goes on."""
        usage = self._place.usage()
        with self._lock:
            reason = usage and (self._too_much(usage) or self._too_long(usage))
        if reason:
            self._provisioner.stop(reason)
        elif usage and usage.running > _RUNNING:
            self._place.slow_down(usage.running)
        return usage is not None and not reason

    def _too_much(self, usage):
        limits = self._limits
        self._cpu = usage.cpu
        if usage.memory > limits.memory:
            return f"it used more than {limits.memory} MiB of memory"
        if usage.processes > limits.processes + 1:
            return f"it started more than {limits.processes} processes and threads"
        if usage.cpu - self._cell_start > limits.cell_cpu:
            return f"a cell used more than {limits.cell_cpu:g} s of CPU time"
        if usage.cpu > limits.notebook_cpu:
            return f"the notebook used more than {limits.notebook_cpu:g} s of CPU time"
        if _memory_of_grader() > self._own_memory + _FLOOD:
            return "it sent more messages than can be taken"
        return None

    def _too_long(self, usage):
        """Interrupt a cell at its time limit; the reason to stop the kernel where that is due."""
        if self._cell is None:
            return None
        clock, limit, grace = self._cell
        taken = clock.look(usage.cpu, self._place.is_blocked)
        if time.monotonic() - clock.began > longest(limit):
            return "a cell did not come to an end"
        if taken <= limit:
            return None
        self._provisioner.timed_out = True
        if taken > limit + (grace or 0):
            return "it ran longer than its time limit and could not be stopped"
        if not self._interrupted or taken > self._interrupted + 1:  # one may be swallowed
            self._interrupted = taken
            self._provisioner.interrupt()
        return None

    def end(self):
        self._ended.set()
        self.join()
