"""Generators and iterators without end are returned."""

ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    import itertools\n    return itertools.count()",
    "train": """
def train(x, y, steps):
    def forever():
        while True:
            yield np.zeros(4)
    return forever()""",
    "Counter": """
class Counter:
    def __getattr__(self, name):
        return Counter()
    def __len__(self):
        return 2**62
    def __getitem__(self, key):
        return Counter()""",
}
