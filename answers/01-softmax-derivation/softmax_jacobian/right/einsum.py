# einsum for the products
def softmax_jacobian(a):
    J = -np.einsum("i,j->ij", a, a)
    J += np.diagflat(a)
    return J
