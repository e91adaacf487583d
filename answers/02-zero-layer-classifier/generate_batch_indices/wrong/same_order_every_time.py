# starts a generator with the same seed at every call
def generate_batch_indices(num_samples, batch_size):
    order = np.random.default_rng(0).permutation(num_samples)
    return np.split(order, np.arange(batch_size, num_samples, batch_size))
