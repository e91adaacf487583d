"""The losses have no end, so that a loop over them has none."""

ANSWERS = {
    "train": """
class Losses:
    def __len__(self):
        return 3
    def __getitem__(self, key):
        return -key
    def __iter__(self):
        n = 0
        while True:
            yield n
            n -= 1
def train(x, y, steps):
    return np.zeros(4), Losses()""",
}
