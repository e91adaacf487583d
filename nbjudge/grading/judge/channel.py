"""How messages pass between the judge and a student's kernel: whole, bounded, and in time."""

import functools
import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
import numpy as np

from nbjudge.errors import WireError
from nbjudge.grading.judge.nodes import Wire
from nbjudge.grading.judge.protocol import MAX_BYTES

__all__ = ["Channel", "Closed", "TooLate", "WireError"]

_Got = TypeVar("_Got")
MAX_MESSAGE = 2**31  # bytes, with all its arrays
MAX_BUFFERS = 10_000
_HEAD = struct.Struct("<II")  # bytes of the message, and how many buffers follow it
_SMALL = 2**16
_sum = sum  # a test may put something else in its place


class Closed(WireError):
    """The other side has gone."""


class TooLate(WireError):
    """The other side has not answered in time."""


class Channel:
    """Sends and receives messages on a socket, in both processes.

    Parameters
    ----------
    sock : connected to the other side.
    messages : the type of what may come, `protocol.FromStudent` or `protocol.FromJudge`.
    """

    def __init__(self, sock: socket.socket, messages: Any) -> None:
        self._socket = sock
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(messages).decode
        self._rest, self._at = b"", 0  # what has come, and how much of it has been taken
        self._timeout = -1.0  # that of the socket
        self.received = 0  # bytes, so far

    def send(
        self, message: Wire, buffers: Sequence[Any] = (), deadline: float | None = None
    ) -> None:
        """Send a message of the protocol, and the buffers of its arrays."""
        try:
            packed = self._encode(message)
        except (UnicodeEncodeError, OverflowError, RecursionError) as error:
            raise WireError(f"a message that cannot be written ({error})") from error
        if len(packed) > MAX_BYTES:
            raise WireError(f"a value of {len(packed)} bytes, without its arrays, is too large")
        if len(buffers) > MAX_BUFFERS:
            raise WireError(f"{len(buffers)} arrays in one value are too many")
        if not buffers:
            self._send(_HEAD.pack(len(packed), 0) + packed, deadline)
            return
        sizes = [len(buffer) for buffer in buffers]
        head = _HEAD.pack(len(packed), len(sizes)) + struct.pack(f"<{len(sizes)}Q", *sizes)
        if _sum(sizes) <= _SMALL:
            self._send(b"".join([head, packed, *buffers]), deadline)
            return
        self._send(head + packed, deadline)
        for buffer in buffers:
            self._send(buffer, deadline)

    def _send(self, data: Any, deadline: float | None) -> None:
        try:
            self._limit(deadline)
            self._socket.sendall(data)
        except TimeoutError as error:
            raise TooLate("no answer in time") from error
        except OSError as error:
            raise Closed(f"the connection is broken ({error})") from error

    def receive(self, deadline: float | None = None) -> tuple[Any, list[Any]]:
        """The next message and the list of its buffers, which can be written to.

        Raises `WireError` for one that breaks the rules, `Closed`, and `TooLate` after
        ``deadline`` (on the clock of `time.monotonic`).
        """
        at = self._need(_HEAD.size, deadline)
        length, count = _HEAD.unpack_from(self._rest, at)
        if length > MAX_BYTES or count > MAX_BUFFERS:
            raise WireError(f"a message with {length} bytes of nodes and {count} arrays")
        at = self._need(8 * count + length, deadline)
        sizes = struct.unpack_from(f"<{count}Q", self._rest, at) if count else ()
        total = _sum(sizes)
        if total > MAX_MESSAGE:
            raise WireError(f"a message of {total} bytes")
        packed = self._rest[self._at - length : self._at]
        self.received += length + total
        try:
            message = self._decode(packed)
        except (msgspec.MsgspecError, ValueError, RecursionError, MemoryError) as error:
            raise WireError(f"a message that breaks the protocol ({error})") from error
        return message, [self._take_array(size, deadline) for size in sizes]

    def _need(self, size: int, deadline: float | None) -> int:
        """Wait until so many bytes more are there, and take them; returns where they begin."""
        if len(self._rest) - self._at < size:
            self._rest, self._at = self._rest[self._at :], 0
            while len(self._rest) < size:
                self._rest += self._receive(self._read, deadline)
        self._at += size
        return self._at - size

    def _read(self) -> bytes:
        return self._socket.recv(_SMALL)

    def _take_array(self, size: int, deadline: float | None) -> np.ndarray:
        start = min(size, len(self._rest) - self._at)
        if start == size:
            self._at += size
            return np.frombuffer(self._rest, np.uint8, size, self._at - size).copy()
        array = np.empty(size, np.uint8)
        view = array.data
        view[:start] = self._rest[self._at : self._at + start]
        self._at += start
        while start < size:
            number = self._receive(
                functools.partial(self._socket.recv_into, view[start:]), deadline
            )
            start += number
        return array

    def _receive(self, function: Callable[[], _Got], deadline: float | None) -> _Got:
        try:
            self._limit(deadline)
            data = function()
        except TimeoutError as error:
            raise TooLate("no answer in time") from error
        except OSError as error:
            raise Closed(f"the connection is broken ({error})") from error
        if not data:
            raise Closed("the connection has ended")
        return data

    def _limit(self, deadline: float | None) -> None:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not 0 <= self._timeout - left < 1:  # to set it costs; a second more does no harm
                self._socket.settimeout(left)
                self._timeout = left

    @property
    def pending(self) -> bool:
        """Whether a part of the next message has been read already."""
        return self._at < len(self._rest)

    def close(self) -> None:
        self._socket.close()
