# as in 02, on the transposed matrix
def softmax(x):
    z = x.T
    e = np.exp(z - z.max(axis=0))
    return (e / e.sum(axis=0)).T
