# a list from a comprehension
def squared_norm_gradient(x):
    return [2 * xi for xi in x]
