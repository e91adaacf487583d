"""Turning a forked process into a Jupyter kernel."""

import os
import signal
import sys
from typing import Any

from nbjudge.grading.sandbox import colab

__all__ = ["IMPORTS", "PORTS", "make", "run"]

PORTS = {
    f"{name}_port": number
    for number, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), start=1)
}
# What a kernel imports when it starts: the debugger alone takes three times as long as all else.
IMPORTS = ("ipykernel.kernelapp", "ipykernel.debugger", "IPython.core.completerlib",
           "IPython.core.debugger", "IPython.core.oinspect", "IPython.extensions.storemagic",
           "IPython.utils.wildcard", "faulthandler", "tornado.platform.asyncio")  # fmt: skip


def run(state: dict[str, Any], wire: int, home: str, sockets: str, key: str) -> None:
    """A job of a `ForkServer`: become a plain kernel, which has no use for the line to a judge."""
    os.close(wire)
    make(home, sockets, key).start()


def make(home: str, sockets: str, key: str, namespace: dict[str, Any] | None = None) -> Any:
    """Make a Jupyter kernel of this process; returns its application, which is yet to be started.

    Parameters
    ----------
    home : its working folder.
    sockets : the folder where its sockets will lie.
    key : with which messages to and from it are signed.
    namespace : a dict of names that are defined in it from the beginning.
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

    app: Any = IPKernelApp.instance(
        transport="ipc",
        ip=f"{sockets}/kernel",
        connection_file=f"{sockets}/connection.json",
        **PORTS,
    )
    app.config.Session.key = key.encode()
    app.config.HistoryManager.enabled = False
    app.config.HistoryManager.hist_file = ":memory:"
    if namespace is not None:
        app.user_ns = namespace
    app.initialize([])
    if "matplotlib.pyplot" in sys.modules:  # else IPython does it when the notebook imports that
        app.shell.run_line_magic("matplotlib", "inline")
    colab.install(app.shell)
    _end_in_time(app.shell)
    return app


def _end_in_time(shell: Any) -> None:
    """Let whoever asks the kernel to end be the one with whom it ends.

    ipykernel ends a moment later, in the middle of what runs then. In a cell the reply tells of it,
    as it does for exit(); in a function that a test calls, the kernel ends at once.
    """
    in_cell = False

    def begin(*_: Any) -> None:
        nonlocal in_cell
        in_cell = True

    def end(*_: Any) -> None:
        nonlocal in_cell
        in_cell = False
        if shell.exit_now:
            shell.payload_manager.write_payload({"source": "ask_exit", "keepkernel": False})

    def ask(change: Any) -> None:
        if change["new"] and not in_cell:
            os._exit(0)

    shell.events.register("pre_run_cell", begin)
    shell.events.register("post_run_cell", end)
    shell.observe(ask, "exit_now")
