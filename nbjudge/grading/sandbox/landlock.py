"""Landlock: Linux lets a process give up, for good, all files but those that it names.

It needs no rights and no namespace, only Linux 5.13 or newer with Landlock among its security
modules; https://docs.kernel.org/userspace-api/landlock.html.
"""

import ctypes
import functools
import os
import stat
import struct

__all__ = ["restrict", "version"]

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls, the same on all machines
_PATH_BENEATH = 1
_EXECUTE, _WRITE, _READ, _LIST = 1, 2, 4, 8
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_ALL = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_FILE = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL  # what can be allowed for a file
_SCOPED = 3  # from version 6 on: no abstract sockets of others, and no signals to them


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Of Landlock on this machine; 0 where there is none."""
    return max(0, int(_libc().syscall(_CREATE, None, ctypes.c_size_t(0), 1)))


def restrict(readable: list[str], writable: list[str]) -> None:
    """Leave this process, and all that it starts, these folders and files; raises OSError.

    What is ``readable`` can also be executed; what does not exist is passed over.
    """
    known = version()
    handled = _ALL[max(number for number in _ALL if number <= known)]
    attributes = struct.pack("QQQ", handled, 0, _SCOPED if known >= 6 else 0)
    size = 24 if known >= 6 else 8
    ruleset = _call(_CREATE, attributes, ctypes.c_size_t(size), 0)
    try:
        for path in readable:
            _allow(ruleset, path, handled & (_EXECUTE | _READ | _LIST))
        for path in writable:
            _allow(ruleset, path, handled & ~(0x40 | 0x800))  # no devices
        _call(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _FILE
        _call(_ADD, ruleset, _PATH_BENEATH, struct.pack("=Qi", access, descriptor), 0)
    finally:
        os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    found = int(_libc().syscall(number, *arguments))
    if found < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"Landlock: {os.strerror(error)}")
    return found
