# three classes and two features
def collapsed_gradient(a, y, x):
    return (a - y).reshape(3, 1) * x.reshape(1, 2)
