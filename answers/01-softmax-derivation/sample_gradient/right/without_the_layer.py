# no layer: softmax and Jacobian written out
def sample_gradient(W, x, y):
    z = np.einsum("ij,j->i", W, x)
    e = np.exp(z - z.max())
    a = e / e.sum()
    dz = softmax_jacobian(a) @ (-y / a)
    return np.einsum("i,j->ij", dz, x)
