"""``nbjudge serve`` on the command line."""

import argparse
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from nbjudge.errors import ConfigurationError, NbjudgeError

if TYPE_CHECKING:
    from nbjudge.serving.service import Service

    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["add_serve"]

_AGAIN = 10.0  # seconds until a course that is not ready is looked at again


def add_serve(commands: "_Commands") -> None:
    """Add the command to those of the command line."""
    serve = commands.add_parser(
        "serve",
        help="grade what is handed in as it arrives, and release feedback at once",
        epilog="All other options are nbgrader's, such as --Serving.attempts=3",
    )
    serve.set_defaults(command=_serve, grade=True)  # options of nbgrader's may follow
    serve.add_argument("--course", default=".", help="the course folder (this one)")
    serve.add_argument("--jobs", type=int, help="how many run side by side (one for each core)")
    serve.add_argument(
        "--once", action="store_true", help="grade all that has arrived by now, then end"
    )
    serve.add_argument(
        "--listen",
        metavar="ADDRESS:PORT",
        help="for work over HTTP, such as 127.0.0.1:8010; NBJUDGE_SERVE_TOKEN holds the token",
    )
    serve.add_argument(
        "--hub",
        action="store_true",
        help="as a service of JupyterHub's, with pages for students and instructors",
    )
    serve.add_argument(
        "--unprotected",
        action="store_true",
        help="run students' code even where nothing holds it: as you, without sandbox or judge",
    )


def _serve(arguments: argparse.Namespace) -> int:
    from nbjudge.serving.http import TOKEN, Application, Web, environment_token, token_handlers

    stopped = threading.Event()
    if arguments.hub:
        return _serve_hub(arguments, stopped)
    with contextlib.ExitStack() as stack:
        address, port = _place(arguments.listen) if arguments.listen else ("", 0)
        token = environment_token()
        if arguments.listen and len(token) < 20:
            raise ConfigurationError(
                f"Whoever knows the token may hand in for anybody: set {TOKEN} to at least 20 "
                "characters that nobody can guess, such as `openssl rand -hex 20` gives."
            )
        service = stack.enter_context(_opened(arguments, stopped))
        if arguments.listen:
            made = partial(Application, token_handlers(service, token))
            web = stack.enter_context(Web(made, address, port))
            _say(f"Listening at http://{address}:{web.port}")
        service.serve(once=arguments.once)
    return 0


def _serve_hub(arguments: argparse.Namespace, stopped: threading.Event) -> int:
    """As a service of JupyterHub's, which does not start where a service of its does not answer:
    so it does, also while the course is not ready."""
    from nbjudge.serving.http import Web

    try:
        from nbjudge.serving.hub import hub_application, hub_place, not_ready
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"--hub is for a service of JupyterHub, and {error.name} is not installed here: "
            "pip install 'nbjudge[hub]'"
        ) from error

    address, port, prefix = hub_place()
    with Web(not_ready, address, port) as web, contextlib.ExitStack() as stack:
        while not stopped.is_set():
            try:
                service = stack.enter_context(_opened(arguments, stopped))
            except NbjudgeError as error:
                _say(f"Nothing is served yet, and it is tried again: {error}")
                stopped.wait(_AGAIN)
                continue
            web.become(partial(hub_application, service, prefix))
            service.serve(once=arguments.once)
            break
    return 0


@contextlib.contextmanager
def _opened(arguments: argparse.Namespace, stopped: threading.Event) -> "Iterator[Service]":
    """The service of a course, ready to serve; SIGTERM and Ctrl-C end it when it may end."""
    from nbjudge.grading.classrun.command import check_sandbox
    from nbjudge.serving.service import Service

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    service = Service(
        arguments.course,
        jobs=max(1, arguments.jobs or cores or 1),
        unprotected=arguments.unprotected,
        options=arguments.more,
        say=_say,
    )
    if not arguments.unprotected:
        check_sandbox(service.course.application)

    def stop(*_: object) -> None:
        stopped.set()
        service.stop()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, stop)
    with contextlib.chdir(service.course.root), service:
        where = [str(service.exchange)] if service.exchange else []
        where += [service.settings.inbox] if service.settings.inbox else []
        _say(f"Serving {service.course.root}: {', '.join(where) or 'no folder'}")
        yield service


def _place(text: str) -> tuple[str, int]:
    address, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise ConfigurationError(
            f"--listen takes ADDRESS:PORT, such as 127.0.0.1:8010, not {text}."
        )
    return address or "127.0.0.1", int(port)


def _say(line: str) -> None:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in line)
    print(f"{datetime.now():%H:%M:%S} {shown}", flush=True, file=sys.stdout)
