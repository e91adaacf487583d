# Lists changed in place, identity, slices, comprehension.
# %% locked given
def checked(values):
    return [v for v in values if v is not None]
# %% solution remove_negative
def remove_negative(values):
    """Removes the negative numbers from the list itself; returns nothing."""
    values[:] = [v for v in values if v >= 0]
# %% wrong
def remove_negative(values):
    return [v for v in values if v >= 0]
# %% test 2
numbers = [3, -1, 0, -7, 2]
same = numbers
assert remove_negative(numbers) is None
assert numbers == [3, 0, 2] and same is numbers
# %% solution sorted_copy
def sorted_copy(values):
    return sorted(values)
# %% wrong
def sorted_copy(values):
    values.sort()
    return values
# %% test
before = [2, 3, 1]
result = sorted_copy(before)
assert result is not before, "return a new list"
assert result == [1, 2, 3] and before == [2, 3, 1]
### BEGIN HIDDEN TESTS
assert sorted_copy(checked([None, 2, 1])) == [1, 2]
assert sorted_copy([]) == []
### END HIDDEN TESTS
