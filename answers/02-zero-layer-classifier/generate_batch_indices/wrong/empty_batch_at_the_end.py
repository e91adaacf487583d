# lets the cuts run to one past the last sample
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return np.split(order, np.arange(batch_size, num_samples + 1, batch_size))
