# changes a in place to save memory
def softmax_jacobian(a):
    J = np.diag(a) - np.outer(a, a)
    a *= 1 - a
    return J
