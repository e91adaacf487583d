"""Each step of an endless iterator says that 8 MB were printed."""

CELL = """
import gc
text = "x" * 8_000_000
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    real = servant._channel.send
    def send(nodes, buffers, deadline=None, real=real):
        if nodes[0] == "answer" and talk:
            nodes[-1] = text
        real(nodes, buffers, deadline)
    servant._channel.send = send
talk = False
"""
ANSWERS = {
    "train": """
class Losses:
    def __len__(self):
        return 3
    def __getitem__(self, key):
        return -key
    def __iter__(self):
        while True:
            yield -1.0
def train(x, y, steps):
    global talk
    talk = steps == 5
    return np.zeros(4), Losses()""",
}
