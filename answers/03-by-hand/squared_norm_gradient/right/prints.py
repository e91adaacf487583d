# prints on the way
def squared_norm_gradient(x):
    print("gradient at", x)
    return np.multiply(x, 2)
