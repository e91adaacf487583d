"""Short messages between the grader, its warm process and its judges, which all trust each other.

JSON on a socket that keeps messages apart, with file descriptors beside it.
"""

import json
import os
import select
import socket
from collections.abc import Iterable
from typing import Any

__all__ = ["pair", "receive", "send"]

_DIRECT = 2**16  # bytes; longer ones go through a file in memory
_DESCRIPTORS = 16


def pair() -> tuple[socket.socket, socket.socket]:
    """Two connected sockets."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(sock: socket.socket, message: object, descriptors: Iterable[int] = ()) -> None:
    """Send a message that JSON can hold, and open file descriptors beside it."""
    data = json.dumps(message).encode()
    if len(data) <= _DIRECT:
        socket.send_fds(sock, [data], list(descriptors))
        return
    with os.fdopen(os.memfd_create("message"), "wb") as file:
        file.write(data)
        file.flush()
        socket.send_fds(sock, [b"file"], [*descriptors, file.fileno()])


def receive(sock: socket.socket, timeout: float | None = None) -> tuple[Any, list[int]]:
    """The next message and its file descriptors; (None, []) when the other side has gone.

    Raises TimeoutError after ``timeout`` seconds.
    """
    if timeout is not None and not select.select([sock], [], [], timeout)[0]:
        raise TimeoutError
    try:
        data, descriptors, _, _ = socket.recv_fds(sock, 2 * _DIRECT, _DESCRIPTORS)
    except OSError:
        return None, []
    if not data:
        return None, []
    if data == b"file":
        with os.fdopen(descriptors.pop(), "rb") as file:
            file.seek(0)
            data = file.read()
    return json.loads(data), descriptors
