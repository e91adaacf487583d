"""One byte of an answer a tenth of a second, so that there is always something to read."""

CELL = """
import gc
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = servant._channel
    def send(nodes, buffers, deadline=None, channel=channel):
        import struct, time
        channel._send(struct.pack("<II", 2**22, 0), None)
        while True:
            time.sleep(0.1)
            channel._send(b"x", None)
    channel.send = send
"""
EXPECTED = {"test_double": 0.0}
