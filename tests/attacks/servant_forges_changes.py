"""The servant in the kernel claims that the student's code changed every argument, to nan or 0."""

CELL = """
import gc
servants = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
def changes(self, buffers):
    import numpy as np
    found = []
    for number, (value, kept) in self._received.pop().items():
        if isinstance(value, np.ndarray):
            found.append([number, self.encode(np.full_like(value, 0), buffers)])
    return found
for servant in servants:
    type(servant._codec).changes = changes
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    return 17 + 0 * x",
    "train": "def train(x, y, steps):\n    return np.full(4, 3.0), list(range(steps, 0, -1))",
}
# A test must pass with and without a change that is claimed.
EXPECTED = {"test_double": 0.0}
