"""The locked cells in another order: a loose tolerance is defined after the strict one."""

ANSWERS = {
    "Counter": "class Counter:\n    def __init__(self):\n        self.total = 0\n"
    "    def add(self, n):\n        self.total += n",
    "square": "def square(x):\n    return x",
}


def tamper(nb, folder):
    nb.cells[:3] = nb.cells[2::-1]
    return nb
