# the general rule (A + A^T) x with the identity for A
def squared_norm_gradient(x):
    A = np.eye(x.shape[0])
    return (A + A.T) @ x
