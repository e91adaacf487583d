"""The traceback of an error is 8 MB long, and looks like a page of its own."""

CELL = """
import gc
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    real = servant._channel.send
    def send(nodes, buffers, deadline=None, real=real):
        if nodes[0] == "error":
            nodes[4] = "<script>alert(1)</script>" * 300_000
        real(nodes, buffers, deadline)
    servant._channel.send = send
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    raise ValueError",
    "train": "def train(x, y, steps):\n    raise ValueError",
}
