# subtracts 1 in the caller's a
def collapsed_gradient(a, y, x):
    a[np.argmax(y)] -= 1
    return np.outer(a, x)
