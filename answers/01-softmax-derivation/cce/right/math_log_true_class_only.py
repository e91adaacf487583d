# the math module, true class only, a generator
import math


def cce(y, yhat):
    return sum(-math.log(p) for t, p in zip(y, yhat) if t == 1)
