# an identity of fixed size
def softmax_jacobian(a):
    return np.eye(3) * a - np.outer(a, a)
