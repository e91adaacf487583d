"""Shared mappings of /dev/zero: memory that belongs to no file and that no page table counts."""

CELL = """
import mmap
held = []
with open("/dev/zero", "r+b") as zero:
    for _ in range(14):
        chunk = mmap.mmap(zero.fileno(), 10**8)
        for start in range(0, 10**8, 10**7):
            chunk[start:start + 10**7] = b"x" * 10**7
            chunk.madvise(mmap.MADV_DONTNEED)
        held.append(chunk)
if all(chunk[99_999_999] == ord("x") for chunk in held):
    print("ATTACK", "WORKED: holds 1400 MB where 800 are allowed")
"""
STOCK = False  # memory without a limit
