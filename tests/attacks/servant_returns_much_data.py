"""Each step of an endless iterator is an array of 200 MB, always the same one."""

ANSWERS = {
    "train": """
big = np.zeros(25_000_000)
class Losses:
    def __len__(self):
        return 3
    def __iter__(self):
        while True:
            yield big
def train(x, y, steps):
    return np.zeros(4), Losses()""",
}
