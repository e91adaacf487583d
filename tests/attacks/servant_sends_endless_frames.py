"""The answer to the judge's first question never ends."""

CELL = """
import gc
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = servant._channel
    def send(nodes, buffers, deadline=None, channel=channel):
        import struct
        size = 2**31 - 8
        channel._send(struct.pack("<IIQ", 10, 1, size), None)
        while True:
            channel._send(b"x" * 10**6, None)
    channel.send = send
"""
EXPECTED = {"test_double": 0.0}
