# transposes a vector, which does nothing
def softmax_jacobian(a):
    return (np.identity(np.size(a)) - a.T) * a
