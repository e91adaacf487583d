# %% right: as in the source
def softmax_jacobian(a):
    """Jacobian of softmax at its output a (k,): entry (i, j) is ∂a_j/∂z_i; shape (k, k)."""
    return np.diag(a) - np.outer(a, a)


# %% right: broadcasting: a column times (identity minus row)
def softmax_jacobian(a):
    column = a[:, None]
    return column * (np.eye(a.size) - a[None, :])


# %% right: products first, then the diagonal is set
def softmax_jacobian(a):
    J = -np.outer(a, a)
    np.fill_diagonal(J, a * (1 - a))
    return J


# %% right: two loops and an if
def softmax_jacobian(a):
    k = len(a)
    J = np.zeros((k, k))
    for i in range(k):
        for j in range(k):
            if i == j:
                J[i, j] = a[i] * (1 - a[i])
            else:
                J[i, j] = -a[i] * a[j]
    return J


# %% right: einsum for the products
def softmax_jacobian(a):
    J = -np.einsum("i,j->ij", a, a)
    J += np.diagflat(a)
    return J


# %% right: a list comprehension with the Kronecker delta
def softmax_jacobian(a):
    n = range(len(a))
    return np.array([[a[j] * ((i == j) - a[i]) for j in n] for i in n])


# %% right: reshapes to a column and multiplies matrices
def softmax_jacobian(a):
    s = a.reshape(-1, 1)
    return np.diagflat(s) - s @ s.T


# %% wrong: changes a in place to save memory
def softmax_jacobian(a):
    J = np.diag(a) - np.outer(a, a)
    a *= 1 - a
    return J


# %% wrong: only the diagonal [natural]
def softmax_jacobian(a):
    return np.diag(a * (1 - a))


# %% wrong: subtracts the square twice on the diagonal
def softmax_jacobian(a):
    return np.diag(a * (1 - a)) - np.outer(a, a)


# %% wrong: multiplies entry by entry, so each row is the same
def softmax_jacobian(a):
    return np.diag(a) - a * a


# %% wrong: an identity of fixed size
def softmax_jacobian(a):
    return np.eye(3) * a - np.outer(a, a)


# %% wrong: the identity instead of the diagonal matrix of a
def softmax_jacobian(a):
    return np.eye(len(a)) - np.outer(a, a)


# %% wrong: inner instead of outer product [natural]
def softmax_jacobian(a):
    return np.diag(a) - np.inner(a, a)


# %% wrong: forgets return [natural]
def softmax_jacobian(a):
    J = np.diag(a) - np.outer(a, a)


# %% wrong: plus instead of minus [natural]
def softmax_jacobian(a):
    return np.diag(a) + np.outer(a, a)


# %% wrong: forgets the diagonal matrix [natural]
def softmax_jacobian(a):
    return -np.outer(a, a)


# %% wrong: always three classes
def softmax_jacobian(a):
    J = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            J[i, j] = a[i] * (1 - a[i]) if i == j else -a[i] * a[j]
    return J


# %% wrong: the numbers of the visible check
def softmax_jacobian(a):
    return np.array([[0.21, -0.14, -0.07], [-0.14, 0.16, -0.02], [-0.07, -0.02, 0.09]])
