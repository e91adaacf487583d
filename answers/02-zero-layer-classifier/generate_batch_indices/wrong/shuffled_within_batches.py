# shuffles within each batch only: the neighbours stay together
def generate_batch_indices(num_samples, batch_size):
    batches = np.split(np.arange(num_samples), np.arange(batch_size, num_samples, batch_size))
    return [rng.permutation(batch) for batch in batches]
