# Classes with len, in, bool; errors of an empty stack.
# %% solution Stack
class Stack:
    """Last in, first out."""

    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)

    def __contains__(self, item):
        return item in self._items

    def __bool__(self):
        return bool(self._items)
# %% wrong
class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        return self._items.pop(0) if self._items else None

    def __len__(self):
        return 1
# %% test 2
s = Stack()
assert not s and len(s) == 0
for item in "abc":
    s.push(item)
assert len(s) == 3 and "b" in s and "z" not in s
assert [s.pop(), s.pop(), s.pop()] == ["c", "b", "a"]
# %% test
try:
    Stack().pop()
except IndexError as error:
    assert "empty" in str(error)
else:
    assert False, "an empty stack has nothing to pop"
assert hasattr(Stack, "push") and "pop" in dir(Stack) and Stack.__doc__
