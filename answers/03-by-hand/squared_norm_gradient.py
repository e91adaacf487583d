# %% right: as in the source
def squared_norm_gradient(x):
    """Gradient (d,) of the squared length of the vector x (d,)."""
    return 2 * x


# %% right: the rule of powers, with numbers
def squared_norm_gradient(x):
    return 2 * np.power(x, 1)


# %% right: einsum with an identity matrix
def squared_norm_gradient(x):
    return 2 * np.einsum('ij,j->i', np.eye(x.size), x)


# %% right: computes in float32
def squared_norm_gradient(x):
    return np.float32(2) * x.astype(np.float32)


# %% right: the product rule, entry by entry
def squared_norm_gradient(x):
    return np.array([v * 1 + 1 * v for v in x])


# %% right: doubles in place, but a copy of its own
def squared_norm_gradient(x):
    g = np.array(x)
    g *= 2
    return g


# %% right: fills an array entry by entry, in a while loop
def squared_norm_gradient(x):
    gradient = np.empty(len(x))
    i = 0
    while i < len(x):
        gradient[i] = 2.0 * x[i]
        i += 1
    return gradient


# %% right: the general rule (A + A^T) x with the identity for A
def squared_norm_gradient(x):
    A = np.eye(x.shape[0])
    return (A + A.T) @ x


# %% right: prints on the way
def squared_norm_gradient(x):
    print("gradient at", x)
    return np.multiply(x, 2)


# %% right: a list from a comprehension
def squared_norm_gradient(x):
    return [2 * xi for xi in x]


# %% right: x twice instead of two times x
def squared_norm_gradient(x):
    return x + x


# %% right: a tuple of numbers
def squared_norm_gradient(x):
    return tuple(2.0 * float(v) for v in x)


# %% wrong: loses the signs
def squared_norm_gradient(x):
    return 2 * np.abs(x)


# %% wrong: right away from 0, not a number at 0
def squared_norm_gradient(x):
    length = np.sqrt(np.sum(x * x))
    return 2 * length * (x / length)


# %% wrong: clips large entries
def squared_norm_gradient(x):
    return np.clip(2 * x, -1e6, 1e6)


# %% wrong: returns a column
def squared_norm_gradient(x):
    return (2 * x).reshape(-1, 1)


# %% wrong: fills ten entries only
def squared_norm_gradient(x):
    g = np.zeros(x.shape)
    g[:10] = 2 * x[:10]
    return g


# %% wrong: a one-sided difference with a coarse step
def squared_norm_gradient(x):
    h = 1e-3
    return np.array([((x[i] + h) ** 2 - x[i] ** 2) / h for i in range(len(x))])


# %% wrong: the numbers of the visible check
def squared_norm_gradient(x):
    return np.array([6.0, -8.0])


# %% wrong: changes its input
def squared_norm_gradient(x):
    x *= 2
    return x


# %% wrong: downhill instead of uphill
def squared_norm_gradient(x):
    return -2 * x


# %% wrong: forgets the factor 2
def squared_norm_gradient(x):
    return 1 * x


# %% wrong: forgets the return [natural]
def squared_norm_gradient(x):
    gradient = 2 * x


# %% wrong: rounds to three places
def squared_norm_gradient(x):
    return np.round(2 * x, 3)


# %% wrong: keeps its result in an array that the next call overwrites
def squared_norm_gradient(x):
    global kept_gradient
    if "kept_gradient" not in globals() or kept_gradient.shape != x.shape:
        kept_gradient = np.empty(x.shape)
    kept_gradient[...] = 2 * x
    return kept_gradient


# %% wrong: divides the squares by x, not a number at 0
def squared_norm_gradient(x):
    return 2 * x**2 / x


# %% wrong: the squares, not their derivatives [natural]
def squared_norm_gradient(x):
    return x * x


# %% wrong: one number: the sum over all entries
def squared_norm_gradient(x):
    return 2 * np.sum(x)


# %% wrong: the squared length itself
def squared_norm_gradient(x):
    return np.sum(x * x)


# %% wrong: the wrong factor
def squared_norm_gradient(x):
    return 3 * x


# %% wrong: works for vectors of two entries only
def squared_norm_gradient(x):
    return np.array([2 * x[0], 2 * x[1]])


# %% wrong: the gradient of the length, not of its square
def squared_norm_gradient(x):
    return x / np.sqrt(np.sum(x * x))


# %% wrong: rounds to whole numbers
def squared_norm_gradient(x):
    return (2 * x).astype(int)
