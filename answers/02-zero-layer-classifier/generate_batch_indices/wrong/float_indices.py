# the indices are floats, which cannot index
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples).astype(float)
    return np.split(order, np.arange(batch_size, num_samples, batch_size))
