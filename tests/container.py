"""A container as most of them are: the grader is root, and can make no namespaces.

It runs a command with the capabilities of Docker's default, its own network, and a filter that
refuses what Docker's refuses. Given ``--no-landlock``, it is one of an older Linux.
"""

import ctypes
import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_CAPABILITIES = """
    CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE
    SYS_CHROOT KILL AUDIT_WRITE
"""
_LANDLOCK = 444
_REFUSED = {  # name: (x86_64, aarch64)
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "open_tree": (428, 428), "fsopen": (430, 430),
}  # fmt: skip
_CLONE, _CLONE3, _NEW_ANYTHING = (56, 220), 435, 0x7E020000


def in_container(landlock=True, view=()):
    """What goes before a command to run it in a container.

    Where this Python lies in root's own folder, there is a view in which others can pass that.
    """
    home = Path("~root").expanduser()
    needed = sorted({Path(sys.base_prefix), Path(sys.prefix), ROOT, *map(Path, view)})
    arguments = ["bwrap", "--dev-bind", "/", "/"]
    hidden = [path for path in needed if path.is_relative_to(home)]
    if hidden and not home.stat().st_mode & 0o001:
        arguments += ["--tmpfs", home, "--chmod", "0711", home]
        for folder in hidden:
            for parent in [*reversed(folder.parents)][len(home.parts) :]:
                arguments += ["--perms", "0711", "--dir", parent]
            arguments += ["--ro-bind", folder, folder]
    # The processes are those of this machine, so that one which is left can be found.
    arguments += ["--unshare-net", "--unshare-ipc", "--die-with-parent", "--cap-drop", "ALL"]
    for name in _CAPABILITIES.split():
        arguments += ["--cap-add", f"CAP_{name}"]
    filtered = [sys.executable, __file__, *([] if landlock else ["--no-landlock"])]
    return [os.fspath(part) for part in [*arguments, *filtered]]


def _filter(landlock):
    """Install the filter, for this process and all that it starts."""
    column = 0 if os.uname().machine == "x86_64" else 1
    load, equal, bits, answer = 0x20, 0x15, 0x45, 0x06
    refuse, missing = (answer, 0, 0, 0x00050001), (answer, 0, 0, 0x00050026)  # EPERM, ENOSYS
    lines = [(load, 0, 0, 0)]
    for numbers in _REFUSED.values():
        lines += [(equal, 0, 1, numbers[column]), refuse]
    lines += [(equal, 0, 1, _CLONE3), missing]
    if not landlock:
        lines += [(equal, 0, 1, _LANDLOCK), missing]
    lines += [
        (equal, 0, 3, _CLONE[column]),
        (load, 0, 0, 16),
        (bits, 0, 1, _NEW_ANYTHING),
        refuse,
        (answer, 0, 0, 0x7FFF0000),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    rules = struct.pack("HxxxxxxQ", len(lines), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, ctypes.c_ulong(1), 0, 0, 0)  # no new privileges
    if libc.prctl(22, ctypes.c_ulong(2), rules, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


if __name__ == "__main__":
    command = sys.argv[1:]
    with_landlock = command[:1] != ["--no-landlock"]
    _filter(with_landlock)
    command = command if with_landlock else command[1:]
    os.execvp(command[0], command)
