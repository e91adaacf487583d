# divides by the number of classes
def collapsed_gradient(a, y, x):
    return np.outer(a - y, x) / len(a)
