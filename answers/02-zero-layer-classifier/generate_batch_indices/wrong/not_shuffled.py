# cuts the samples in their order
def generate_batch_indices(num_samples, batch_size):
    return np.split(np.arange(num_samples), np.arange(batch_size, num_samples, batch_size))
