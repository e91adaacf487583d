# einsum with an identity matrix
def squared_norm_gradient(x):
    return 2 * np.einsum('ij,j->i', np.eye(x.size), x)
