# While loops and printing: what a function prints is caught.
# %% solution countdown
def countdown(n):
    while n > 0:
        print(n)
        n -= 1
    print("Lift off!")
# %% wrong
def countdown(n):
    while n > 1:
        print(n)
        n -= 1
    print("Lift off!")
# %% test 2
import io
from contextlib import redirect_stdout

out = io.StringIO()
with redirect_stdout(out):
    countdown(3)
assert out.getvalue().splitlines() == ["3", "2", "1", "Lift off!"]
# %% solution collatz
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
# %% wrong
def collatz(n):
    steps = 1
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
# %% test
assert collatz(1) == 0
assert collatz(6) == 8
### BEGIN HIDDEN TESTS
assert max(range(1, 100), key=collatz) == 97
### END HIDDEN TESTS
