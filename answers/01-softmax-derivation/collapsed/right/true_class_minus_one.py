# subtracts 1 from the true class on a copy
def collapsed_gradient(a, y, x):
    d = a.copy()
    d[np.argmax(y)] -= 1
    return np.multiply.outer(d, x)
