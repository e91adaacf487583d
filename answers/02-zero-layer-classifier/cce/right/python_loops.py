# adds up entry by entry with the math module
import math


def cce(Y, Yhat):
    k, b = Y.shape
    total = 0.0
    for i in range(b):
        for j in range(k):
            if Y[j, i] > 0:
                total -= Y[j, i] * math.log(Yhat[j, i])
    return total / b
