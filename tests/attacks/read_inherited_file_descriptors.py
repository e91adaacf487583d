"""Reads every file descriptor that the process was born with, and sends on every socket."""

CELL = """
import os, re, socket, fcntl
found = set()
for number in range(3, 256):
    try:
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    print(number, target)
    if "socket" in target or "pipe" in target or "eventfd" in target or "anon" in target:
        continue
    try:
        print(os.listdir(number))
    except OSError:
        pass
    try:
        copy = os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_NONBLOCK)
        found.update(re.findall(rb"SECRET-[A-Z]+-[0-9a-f]{12}", os.read(copy, 10**7)))
    except OSError:
        pass
print(found)
"""
