# sets the ones in the flat array
def one_hot(y, num_labels):
    n = y.size
    flat = np.zeros(num_labels * n)
    flat[y * n + np.arange(n)] = 1
    return flat.reshape(num_labels, n)
