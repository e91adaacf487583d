# Caching: the decorator of the student, and functools' own.
# %%
import functools
# %% solution memo
def memo(f):
    known = {}

    @functools.wraps(f)
    def wrapped(*args):
        if args not in known:
            known[args] = f(*args)
        return known[args]

    return wrapped


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
# %% wrong
def memo(f):
    return lambda *args: f(*args)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
# %% test
calls = []


@memo
def double(x):
    "twice x"
    calls.append(x)
    return 2 * x


assert [double(2), double(2), double(3)] == [4, 4, 6]
assert calls == [2, 3] and double.__name__ == "double" and double.__doc__ == "twice x"
# %% test
assert fib(15) == 610 and fib.cache_info().hits > 0
