"""Leaves its namespaces by setns, unshare, mount, chroot and the kernel's /proc/1/root."""

CELL = """
import ctypes, glob, os
libc = ctypes.CDLL(None, use_errno=True)
for path in [*glob.glob("/proc/*/ns/*"), *glob.glob("/proc/self/fd/*")]:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        continue
    if libc.setns(descriptor, 0) == 0:
        print("ATTACK", "WORKED", path)
for flags in (0x10000000, 0x10020000, 0x20000000):
    if libc.unshare(flags) == 0:
        print("ATTACK", "WORKED: unshare")
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or libc.chroot(b"/tmp") == 0:
    print("ATTACK", "WORKED: mount")
for name in ("setuid", "setgid"):
    if getattr(libc, name)(0) == 0:
        print("ATTACK", "WORKED:", name)
"""
STOCK = False  # it runs as root in the stock cage as well, so that its result says nothing
