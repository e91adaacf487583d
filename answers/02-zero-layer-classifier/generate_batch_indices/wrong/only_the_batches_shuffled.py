# shuffles the order of the full batches, not the samples
def generate_batch_indices(num_samples, batch_size):
    batches = np.split(np.arange(num_samples), np.arange(batch_size, num_samples, batch_size))
    full = [batch for batch in batches if len(batch) == batch_size]
    rest = [batch for batch in batches if len(batch) < batch_size]
    return [full[i] for i in rng.permutation(len(full))] + rest
