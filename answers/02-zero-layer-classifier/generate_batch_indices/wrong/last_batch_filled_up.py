# fills the last batch up with samples that were there already
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    missing = -num_samples % batch_size
    order = np.concatenate([order, order[:missing]])
    return np.split(order, np.arange(batch_size, len(order), batch_size))
