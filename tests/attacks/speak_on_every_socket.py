"""Writes points and frames of the judge's protocol into every socket it has."""

CELL = """
import os, msgpack, struct
packed = msgpack.packb(["answer", 1, 3.0, [], ""])
frame = struct.pack("<II", len(packed), 0) + packed
orders = b'{"outputs": [], "words": null, "failure": null, "seconds": 0}'
for number in range(3, 100):
    try:
        if "socket" in os.readlink(f"/proc/self/fd/{number}"):
            os.set_blocking(number, False)
            os.write(number, orders)
            os.write(number, frame * 5)
    except OSError:
        pass
"""
# It loses its own connection to the judge, or its kernel, whichever it meets first.
EXPECTED = {"test_double": (0.0, 2.0)}
