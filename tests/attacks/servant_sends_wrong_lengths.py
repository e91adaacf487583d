"""Heads that announce more than any message may hold, and bodies that are no msgpack."""

CELL = """
import gc, itertools, struct
heads = itertools.cycle([struct.pack("<II", 2**32 - 1, 2**32 - 1), struct.pack("<IIQ", 1, 1, 2**63),
                         struct.pack("<II", 3, 0) + b"\\xc1\\xc1\\xc1", b"\\0" * 8, b""])
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = servant._channel
    channel.send = lambda *a, channel=channel, **k: channel._send(next(heads), None)
"""
EXPECTED = {"test_double": 0.0}
