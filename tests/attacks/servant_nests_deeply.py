"""Values nested a million levels deep, and ones that hold themselves."""

CELL = """
import gc
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = servant._channel
    def send(nodes, buffers, deadline=None, channel=channel):
        import struct
        packed = b"\\x92\\xa4list" * 1_000_000 + b"\\x90"
        channel._send(struct.pack("<II", len(packed), 0) + packed, None)
    channel.send = send
"""
EXPECTED = {"test_double": 0.0}
