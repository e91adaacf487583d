# Sorting without sorted: the test takes it away; keys and stability.
# %% solution insertion_sort
def insertion_sort(items, key=lambda x: x):
    result = []
    for item in items:
        place = len(result)
        while place and key(result[place - 1]) > key(item):
            place -= 1
        result.insert(place, item)
    return result
# %% wrong
def insertion_sort(items, key=lambda x: x):
    return sorted(items, key=key)
# %% test
assert insertion_sort([3, 1, 2]) == [1, 2, 3] and insertion_sort([]) == []
pairs = [(1, "b"), (0, "x"), (1, "a")]
assert insertion_sort(pairs, key=lambda p: p[0]) == [(0, "x"), (1, "b"), (1, "a")]
# %% test
import inspect

text = inspect.getsource(insertion_sort)
assert "sorted(" not in text and ".sort(" not in text, "write it yourself"
