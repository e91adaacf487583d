"""Calls back without end and never reads a reply, until the socket is full."""

CELL = """
import gc
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = servant._channel
    real = channel.send
    def send(nodes, buffers, deadline=None, channel=channel, real=real):
        while True:
            real(["callback", 1, 1, ["tuple", [["tuple", ["call"]], ["dict", [], None]]]], [])
    channel.send = send
"""
EXPECTED = {"test_double": 0.0}
