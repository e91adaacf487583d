# blank filled with 0: an empty batch comes first
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return np.split(order, np.arange(0, num_samples, batch_size))
