"""A student's name is a class of numpy or Python, which the test then calls."""

ANSWERS = {
    "hidden_rule": "hidden_rule = np.ndarray",
    "Counter": "Counter = np.poly1d",
    "train": "train = np.memmap",
    "square": "square = type",
}
