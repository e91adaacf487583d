# Counting the steps of a search with an object of the test.
# %% solution binary_search
def binary_search(items, wanted):
    """The place of wanted in a sorted sequence, or -1."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < len(items) and items[low] == wanted else -1
# %% wrong
def binary_search(items, wanted):
    for place in range(len(items)):
        if items[place] == wanted:
            return place
    return -1
# %% test
assert binary_search([1, 3, 5, 7], 5) == 2
assert binary_search([1, 3, 5, 7], 4) == -1 and binary_search([], 1) == -1
# %% test
class Counted:
    def __init__(self, values):
        self.values, self.looked = values, 0

    def __len__(self):
        return len(self.values)

    def __getitem__(self, place):
        self.looked += 1
        return self.values[place]


counted = Counted(list(range(0, 4096, 2)))
assert binary_search(counted, 2222) == 1111
assert counted.looked < 30, f"{counted.looked} looks are no binary search"
