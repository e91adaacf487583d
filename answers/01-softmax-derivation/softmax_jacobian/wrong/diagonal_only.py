# only the diagonal
def softmax_jacobian(a):
    return np.diag(a * (1 - a))
