# numbers the samples from 1
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(np.arange(1, num_samples + 1))
    return np.split(order, np.arange(batch_size, num_samples, batch_size))
