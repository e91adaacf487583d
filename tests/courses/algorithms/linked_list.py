# Nodes that hold each other: identity, iteration, generators.
# %% locked given
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
# %% solution LinkedList
class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in reversed(list(values)):
            self.head = Node(value, self.head)

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.value
            node = node.next

    def reverse(self):
        before, node = None, self.head
        while node is not None:
            node.next, before, node = before, node, node.next
        self.head = before
        return self
# %% wrong
class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in values:
            self.head = Node(value, self.head)

    def __iter__(self):
        return iter([])

    def reverse(self):
        return LinkedList(self)
# %% test
items = LinkedList([1, 2, 3])
assert items.head.value == 1 and items.head.next.next.next is None
assert list(items) == [1, 2, 3] and sum(items) == 6 and 2 in list(items)
# %% test
first = items.head
assert items.reverse() is items
assert list(items) == [3, 2, 1] and items.head.next.next is first
assert next(iter(LinkedList("x"))) == "x"
