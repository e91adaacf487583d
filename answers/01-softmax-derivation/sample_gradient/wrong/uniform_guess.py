# believes that each class has probability 1/3, as with weights 0
def sample_gradient(W, x, y):
    return np.outer(1 / 3 - y, x)
