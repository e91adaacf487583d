# Exact numbers: Fraction, Decimal, combinations.
# %%
from decimal import Decimal
from fractions import Fraction
from math import comb
# %% solution lottery
def at_least_one_six(n):
    return 1 - Fraction(5, 6) ** n


lottery = Fraction(1, comb(49, 6))
price = Decimal("0.10") * 3
# %% wrong
def at_least_one_six(n):
    return Fraction(n, 6)


lottery = 1 / comb(49, 6)
price = 0.10 * 3
# %% test
assert at_least_one_six(1) == Fraction(1, 6) and at_least_one_six(4) == Fraction(671, 1296)
assert at_least_one_six(2).denominator == 36
# %% test
assert isinstance(lottery, Fraction) and lottery == Fraction(1, 13983816)
# %% test
assert price == Decimal("0.30") and str(price) == "0.30"
