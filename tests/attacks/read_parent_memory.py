"""ptrace and process_vm_readv on every process there is."""

CELL = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for number in (1, 2, os.getppid(), *range(3, 40)):
    if number != os.getpid() and libc.ptrace(16, number, 0, 0) == 0:
        libc.ptrace(17, number, 0, 0)
        print("ATTACK", "WORKED")
"""
STOCK = False  # attaching to its own parent would stop it for good
