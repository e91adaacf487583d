"""Calls functions of the test that were never passed, without end."""

CELL = """
import gc
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = servant._channel
    real = channel.send
    def send(nodes, buffers, deadline=None, channel=channel, real=real):
        number = 0
        while True:
            number += 1
            real(["callback", number, number, ["tuple", [["tuple", ["call"]], ["dict", [], None]]]],
                 [])
            channel.receive()
    channel.send = send
"""
EXPECTED = {"test_double": 0.0}
