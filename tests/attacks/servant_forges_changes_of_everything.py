"""Changes of arguments that were never passed, of other shapes, types and numbers."""

CELL = """
import gc
servants = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
def changes(self, buffers):
    import numpy as np
    self._received.pop()
    zeros = np.zeros(4)
    return [[n, self.encode(value, buffers)] for n in range(200)
            for value in (zeros, [0], {"a": 1}, {1, 2}, 5)]
for servant in servants:
    type(servant._codec).changes = changes
"""
EXPECTED = {"test_double": 0.0}
