# in place, on a copy
def softmax(x):
    p = np.array(x, dtype=float)
    p -= p.max(axis=-1)[:, np.newaxis]
    np.exp(p, out=p)
    p /= p.sum(axis=-1)[:, np.newaxis]
    return p
