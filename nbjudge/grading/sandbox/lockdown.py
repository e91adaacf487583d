"""Entering a sandbox for good: what a process does to itself before it runs a student's code."""

import ctypes
import os
import platform
import signal
import struct
from collections.abc import Iterable
from typing import Any

from nbjudge.grading.sandbox import landlock
from nbjudge.grading.sandbox.bubblewrap import STUDENT, WRITABLE
from nbjudge.grading.sandbox.place import Entry, Limits

try:
    import resource
except ImportError:  # Windows, where a course can be built, and nothing here is called
    resource = None  # type: ignore[assignment]

__all__ = [
    "adopt_orphans",
    "become",
    "die_with_parent",
    "filters_system_calls",
    "join",
    "limit_files",
    "limit_memory",
    "load",
    "name_process",
    "restrict",
]

_MIB = 2**20
_ALL_PAGES, _DATA_PAGES = 0, 5  # places in /proc/self/statm
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP = 1, 4, 22
_PR_SET_NAME = 15
_PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 24, 38
_PR_SET_CHILD_SUBREAPER = 36
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT = 2, 4, 8, 32
_TERMINALS = 64  # of a sandbox; the machine has 4096 for all
_CAP_VERSION_3 = 0x20080522
_EPERM, _ENOMEM, _ENOSYS, _EOPNOTSUPP = 1, 12, 38, 95
_SHARED_ANONYMOUS = 0x21  # MAP_SHARED | MAP_ANONYMOUS
_CLONE_NEW_ANYTHING = 0x7E020000

# System calls that no notebook needs, and that reach parts of the kernel with a history of holes,
# or take memory that no limit counts.
_DENIED = {
    # name: (x86_64, aarch64)
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "io_uring_setup": (425, 425),
    "open_by_handle_at": (304, 265),
    "fsopen": (430, 430),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "pidfd_getfd": (438, 438),
    "fanotify_init": (300, 262),
    # A process that lets all others go first would take its worker along: its clock stands still.
    "setpriority": (141, 140),
    "sched_setattr": (314, 274),
}
_SET_SCHEDULER, _SCHED_IDLE, _ANY_POLICY = (144, 119), 5, 0xFF  # the same
_MMAP, _CLONE, _CLONE3 = (9, 222), (56, 220), (435, 435)
# Where the network is the machine's own.
_SOCKET, _SOCKETPAIR, _CONNECT = (41, 198), (53, 199), (42, 203)
_SETSOCKOPT, _SOL_SOCKET = (54, 208), 1
_SIZES_OF_BUFFERS = (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF, and the same by force
_AF_UNIX, _SOCK_STREAM, _SOCK_SEQPACKET, _KIND_OF_SOCKET = 1, 1, 5, 0xF
_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

_libc: Any = None


def load() -> None:
    """Load what is needed before the file system is another one."""
    global _libc
    _libc = ctypes.CDLL(None, use_errno=True)


def _call(function: Any, *arguments: object) -> None:
    if function(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{function.__name__}{arguments}: {os.strerror(error)}")


def join(namespaces: Iterable[int]) -> None:
    """Enter namespaces, given as file descriptors; only processes forked later are all inside."""
    for descriptor in namespaces:
        _call(_libc.setns, descriptor, 0)


def limit_files(number: int) -> None:
    """In the mount namespace of a sandbox: as many files and folders in each writable place.

    They take memory of the kernel's, which no other limit counts; bubblewrap cannot set this.
    """
    for path in WRITABLE:
        _remount(path, "tmpfs", f"nr_inodes={number}")
    _remount("/dev/pts", "devpts", f"mode=620,ptmxmode=666,max={_TERMINALS}")


def _remount(path: str, kind: str, options: str) -> None:
    flags = _MS_REMOUNT | _MS_NOSUID | (_MS_NOEXEC if kind == "devpts" else _MS_NODEV)
    _call(_libc.mount, None, path.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())


def name_process(name: str) -> None:
    """Say in the list of processes what this one is; a name has at most 15 letters."""
    _call(_libc.prctl, _PR_SET_NAME, name.encode(), 0, 0, 0)


def die_with_parent(parent: int | None = None) -> None:
    """Let the kernel kill this process when the one that forked it has ended.

    ``parent`` is its process id, 0 for one outside the process namespace; where that has ended
    already, this process ends now.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Be the parent of every process below whose own has ended, to wait for it and count it."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def filters_system_calls() -> bool:
    """Whether the numbers of this machine's system calls are known."""
    return platform.machine() in _ARCHITECTURES


def restrict(limits: Limits, entry: Entry, parent: int) -> None:
    """Set the limits and give up every right, on the way into a place; see `die_with_parent`."""
    limit_memory(limits.memory)
    for kind, value in (
        (resource.RLIMIT_FSIZE, limits.file_size * _MIB),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 1024),
        (resource.RLIMIT_MEMLOCK, _MIB),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_CPU, int(limits.notebook_cpu) + 5),
    ):
        _limit(kind, value)
    if entry.backend == "none":
        return
    if entry.backend == "userid" and not entry.landlock:
        # It can map /dev/zero: memory that its own table of pages need not show.
        most = (limits.memory + limits.disk) * _MIB + _statm(_ALL_PAGES)
        _limit(resource.RLIMIT_AS, most)
    _limit(resource.RLIMIT_NPROC, limits.processes)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    for capability in range(64):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    become(Entry(user=STUDENT) if entry.backend == "bubblewrap" else entry)
    header = struct.pack("Ii", _CAP_VERSION_3, 0)
    _call(_libc.capset, header, bytes(24))
    _prctl(_PR_SET_DUMPABLE, 1)
    die_with_parent(parent)  # again: changing the user has cleared it
    _filter_system_calls(own_network=entry.backend == "bubblewrap")


def become(entry: Entry) -> None:
    """Take on the user of an entry, and keep the files alone that it names."""
    if entry.landlock:
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        # Of /proc what concerns the whole machine, and itself. An open folder keeps its inode.
        own = os.open("/proc/self", os.O_PATH)
        os.set_inheritable(own, True)
        landlock.restrict([*entry.readable, "/proc/self"], entry.writable)
    if os.getuid() != entry.user:
        os.setgroups([])
        os.setresgid(entry.user, entry.user, entry.user)
        os.setresuid(entry.user, entry.user, entry.user)


def limit_memory(size: int) -> None:
    """Let this process take so many MiB more than it has."""
    # RLIMIT_DATA counts what it has already.
    _limit(resource.RLIMIT_DATA, size * _MIB + _statm(_DATA_PAGES))


def _prctl(option: int, value: int) -> None:
    _call(_libc.prctl, option, ctypes.c_ulong(value), 0, 0, 0)


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _statm(place: int) -> int:
    """One of the sizes of this process, in bytes."""
    with open("/proc/self/statm") as file:  # noqa: PTH123 (a forked child: nothing more to import)
        return int(file.read().split()[place]) * resource.getpagesize()


def _filter_system_calls(own_network: bool) -> None:
    """A seccomp filter in classic BPF."""
    if not filters_system_calls():
        return
    architecture, column = _ARCHITECTURES[platform.machine()]
    load_word, equal, set_bits, keep_bits, answer = 0x20, 0x15, 0x45, 0x54, 0x06
    allow, fail = 0x7FFF0000, 0x00050000
    program = [
        (load_word, 0, 0, 4),  # the architecture
        (equal, 1, 0, architecture),
        (answer, 0, 0, fail | _EPERM),  # 32-bit calls have other numbers
        (load_word, 0, 0, 0),  # the number of the call
    ]
    if column == 0:  # x32 calls have this bit set
        program += [(set_bits, 0, 1, 0x40000000), (answer, 0, 0, fail | _EPERM)]
    for numbers in _DENIED.values():
        program += [(equal, 0, 1, numbers[column]), (answer, 0, 0, fail | _EPERM)]
    if not own_network:
        program += _no_foreign_sockets(column)
    program += _no_large_buffers(column)
    program += [
        (equal, 0, 5, _SET_SCHEDULER[column]),
        (load_word, 0, 0, 24),  # the policy
        (keep_bits, 0, 0, _ANY_POLICY),
        (equal, 0, 1, _SCHED_IDLE),
        (answer, 0, 0, fail | _EPERM),
        (answer, 0, 0, allow),
    ]
    # No limit counts shared memory that is no file; multiprocessing uses files in /dev/shm.
    program += [
        (equal, 0, 5, _MMAP[column]),
        (load_word, 0, 0, 40),  # its flags
        (keep_bits, 0, 0, _SHARED_ANONYMOUS),
        (equal, 0, 1, _SHARED_ANONYMOUS),
        (answer, 0, 0, fail | _ENOMEM),
        (answer, 0, 0, allow),
    ]
    # The arguments of clone3 cannot be seen from here; without it the C library uses clone.
    program += [(equal, 0, 1, _CLONE3[column]), (answer, 0, 0, fail | _ENOSYS)]
    program += [
        (equal, 0, 3, _CLONE[column]),
        (load_word, 0, 0, 16),  # its flags
        (set_bits, 0, 1, _CLONE_NEW_ANYTHING),
        (answer, 0, 0, fail | _EPERM),
        (answer, 0, 0, allow),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    rules = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    _call(_libc.prctl, _PR_SET_SECCOMP, ctypes.c_ulong(2), rules, 0, 0)


def _no_large_buffers(column: int) -> list[tuple[int, int, int, int]]:
    """Lines that keep the buffers of sockets as they are: no table of a process counts them.

    Linux as well says that all is well where it gives less than was asked for.
    """
    load_word, equal, answer = 0x20, 0x15, 0x06
    sizes = _SIZES_OF_BUFFERS
    return [
        (equal, 0, 4 + 2 * len(sizes), _SETSOCKOPT[column]),
        (load_word, 0, 0, 24),  # the level
        (equal, 0, 1 + 2 * len(sizes), _SOL_SOCKET),
        (load_word, 0, 0, 32),  # the option
        *(line for size in sizes for line in ((equal, 0, 1, size), (answer, 0, 0, 0x00050000))),
        (load_word, 0, 0, 0),  # the number of the call again
    ]


def _no_foreign_sockets(column: int) -> list[tuple[int, int, int, int]]:
    """Lines for where there is no network of its own: pairs, and sockets that listen, remain.

    They are Unix's and keep connections: a datagram could be sent to anybody's.
    """
    load_word, equal, keep_bits, answer = 0x20, 0x15, 0x54, 0x06
    refuse = (answer, 0, 0, 0x00050000 | _EOPNOTSUPP)  # at others ZeroMQ aborts
    return [
        (equal, 0, 1, _CONNECT[column]),
        refuse,
        (equal, 1, 0, _SOCKET[column]),
        (equal, 0, 8, _SOCKETPAIR[column]),
        (load_word, 0, 0, 16),  # the family
        (equal, 1, 0, _AF_UNIX),
        refuse,
        (load_word, 0, 0, 24),  # the kind
        (keep_bits, 0, 0, _KIND_OF_SOCKET),
        (equal, 2, 0, _SOCK_STREAM),
        (equal, 1, 0, _SOCK_SEQPACKET),
        refuse,
        (load_word, 0, 0, 0),  # the number of the call again
    ]
