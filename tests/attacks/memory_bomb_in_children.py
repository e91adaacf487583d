"""Every child process takes as much memory as one process may."""

CELL = """
import os, time
for _ in range(10):
    if os.fork() == 0:
        held = [bytearray(b"x" * 10**8) for _ in range(3)]
        time.sleep(100)
        os._exit(0)
time.sleep(2)
print("ATTACK", "WORKED")
"""
STOCK = False  # it would take the machine down
