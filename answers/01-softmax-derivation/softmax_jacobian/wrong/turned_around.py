# outer product minus diagonal
def softmax_jacobian(a):
    return np.outer(a, a) - np.diag(a)
