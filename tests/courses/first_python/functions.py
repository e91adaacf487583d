# How a function is written: parameters, defaults, docstring, recursion, closures.
# %% solution power
def power(base, exponent=2, *, modulus=None):
    """base to the exponent, by the modulus where one is given."""
    result = base**exponent
    return result if modulus is None else result % modulus
# %% wrong
def power(base, exponent=3):
    return base**exponent
# %% test 2
assert power(3) == 9 and power(2, 5) == 32 and power(exponent=3, base=2) == 8
assert power(5, 3, modulus=7) == 6
# %% test
import inspect

signature = inspect.signature(power)
assert list(signature.parameters)[:2] == ["base", "exponent"]
assert signature.parameters["exponent"].default == 2
assert power.__doc__, "write a docstring"
# %% solution make_counter
def make_counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step
# %% wrong
def make_counter(start=0):
    return lambda by=1: start + by
# %% test
one, other = make_counter(), make_counter(10)
assert callable(one)
assert [one(), one(), other(5), one(3)] == [1, 2, 15, 5]
