# draws with replacement: some samples twice, others not at all
def generate_batch_indices(num_samples, batch_size):
    indices = rng.integers(0, num_samples, size=num_samples)
    return np.split(indices, np.arange(batch_size, num_samples, batch_size))
