# products first, then the diagonal is set
def softmax_jacobian(a):
    J = -np.outer(a, a)
    np.fill_diagonal(J, a * (1 - a))
    return J
