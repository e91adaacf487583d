# Cells that use what a test made, and names that are used again.
# %% solution total
prices = [3, 4]
total = sum(prices)
# %% wrong
prices = [3, 4]
total = len(prices)
# %% test
import math as arithmetic

checked_total = total
assert checked_total == 7


def with_tax(x):
    return round(1.19 * x, 2)
# %% solution root
root = arithmetic.sqrt(checked_total + 2)
taxed = with_tax(total)
# %% wrong
root = arithmetic.sqrt(checked_total)
taxed = total
# %% test
assert root == 3.0
# %% test
assert taxed == 8.33
# %% solution again
total = 0
for price in prices:
    total += 2 * price
# %% wrong
total = 7
# %% test
assert total == 14
