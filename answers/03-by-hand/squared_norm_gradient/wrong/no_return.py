# forgets the return
def squared_norm_gradient(x):
    gradient = 2 * x
